from korean_peace import charts as charts
from korean_peace.citations import cite as cite
from korean_peace.citations import references as references
from korean_peace.data import codebook as codebook
from korean_peace.data import load as load
from korean_peace.data import show as show
from korean_peace.data import tables as tables
from korean_peace.practice import ask as ask
from korean_peace.practice import check as check
from korean_peace.practice import hint as hint
from korean_peace.practice import start as start
from korean_peace.practice import terms as terms

__version__: str
