from coursebook.data.citations import cite as cite
from coursebook.data.frames import codebook as codebook
from coursebook.data.frames import load as load
from coursebook.data.frames import tables as tables
from coursebook.practice.prompts import ask as ask
from coursebook.practice.prompts import check as check
from coursebook.practice.prompts import hint as hint
from coursebook.practice.prompts import start as start
from coursebook.practice.prompts import terms as terms
from coursebook.practice.readings import card as card
from coursebook.practice.readings import document as document
from coursebook.practice.readings import find as find
from coursebook.practice.references import references as references
from coursebook.practice.seals import seal as seal
from coursebook.practice.tables import show as show

__version__: str
