from coursebook.data.citations import cite as cite
from coursebook.data.citations import references as references
from coursebook.data.frames import codebook as codebook
from coursebook.data.frames import load as load
from coursebook.data.frames import show as show
from coursebook.data.frames import tables as tables
from coursebook.practice.prompts import ask as ask
from coursebook.practice.prompts import check as check
from coursebook.practice.prompts import hint as hint
from coursebook.practice.prompts import start as start
from coursebook.practice.prompts import terms as terms

__version__: str
