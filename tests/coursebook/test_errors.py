"""Errors: the sentence that a student sees, and the data that programs read."""

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from support import notebook

import korean_peace as kp
from coursebook.errors import CourseError, DataError, KoreanPeaceError, LessonError, Place
from coursebook.notebooks.kernels import OwnKernelManager

SETUP = (
    "import korean_peace as kp\n"
    "commitments, positions = kp.load('commitments'), kp.load('positions')\n"
    "promises = commitments[commitments['agreement_id'] == 'panmunjom']"
)
SLIPS = {
    "kp.charts.causes(positions, 'trigger asked too much 3 13')": "cannot read 'trigger asked",
    "kp.charts.forecast(promises, '7 80')": "cannot read '7': write number=per cent",
    "kp.charts.pledges(promises, colour='aktor')": "no colour 'aktor': choose from part, actor",
    "kp.charts.known(kp.load('events'), 'yesterday', 'T')": "cannot read the day 'yesterday'",
    "kp.hint('05-99')": "no exercise or question '05-99': choose from",
    "kp.load('event')": "no table 'event': choose from",
}


@pytest.fixture(scope="module")
def errors():
    """Run each slip in a real kernel, and return what it sends, by the code."""
    made = notebook(SETUP, *((code, ["raises-exception"]) for code in SLIPS))
    NotebookClient(made, kernel_manager_class=OwnKernelManager).execute()
    return {cell.source: cell.outputs for cell in made.cells if cell.source in SLIPS}


@pytest.mark.parametrize("code", SLIPS)
def test_one_sentence(errors, code):
    """A front end shows the sentence alone; programs still get the kind and the words."""
    (output,) = errors[code]
    assert isinstance(output, nbformat.NotebookNode)
    shown = "\n".join(output.traceback)
    assert shown == output.evalue
    assert SLIPS[code] in shown
    assert len(shown.splitlines()) <= 3
    assert not any(mark in shown for mark in ("Traceback", ".py", "/", "\\", "\x1b"))
    assert output.ename in ("ChartError", "UnknownName")


TYPED = [7, 7.5, [7, 80], {7: 80}, "7", "7=", "=", "seven=80", "7=800", "99=5", "7=-5", "7=80.5"]
CAUSES = [5, ["trigger: a = 3"], "trigger", "trigger:", ":", "a: b = 3", "trigger: a = 99"]


@pytest.mark.parametrize("typed", TYPED)
def test_forecasts(typed):
    """A forecast that cannot be read is answered by an error of ours, whatever was typed."""
    rows = kp.load("commitments").query("agreement_id == 'panmunjom'")
    with pytest.raises(KoreanPeaceError):
        kp.charts.forecast(rows, typed)


@pytest.mark.parametrize("typed", [*CAUSES, "trigger: a = b = 3", "trigger: a = 3 b"])
def test_causes(typed):
    """A cause that cannot be read is answered by an error of ours, whatever was typed."""
    with pytest.raises(KoreanPeaceError):
        kp.charts.causes(kp.load("positions"), typed)


@pytest.mark.parametrize("days", [0, -1, 1000, "30", 30.5, None])
def test_base_rates(days):
    """A number of days that cannot be drawn is answered by an error of ours."""
    with pytest.raises(KoreanPeaceError, match=r"days: choose a number from 1 to 120\."):
        kp.charts.base_rate(kp.load("meetings"), kp.load("events"), days)


@pytest.mark.parametrize("changed", ["xi", "", "moon"])
def test_a_misspelt_filter(changed):
    """A filter that a student misspelt leaves no row, and the error says where to look."""
    meetings, commitments = kp.load("meetings"), kp.load("commitments")
    events: pd.DataFrame = kp.load("events")
    for draw in (
        lambda: kp.charts.meetings(meetings[meetings["counterpart_id"] == changed], events),
        lambda: kp.charts.scales(commitments[commitments["agreement_id"] == changed]),
    ):
        with pytest.raises(KoreanPeaceError, match="check the filter above the chart"):
            draw()


PLACES = [
    (Place("lessons/05-a.ipynb", 3, 2), "lessons/05-a.ipynb, cell 3, line 2"),
    (
        Place("quizzes/a.yaml", line=7, ident="05-q1", entry="hint"),
        "quizzes/a.yaml, line 7 (05-q1), hint",
    ),
    (Place("quizzes/a.yaml", ident="05-1", entry="solution"), "quizzes/a.yaml, 05-1, solution"),
    (
        Place("datasets/events.csv", line=4, entry="column date"),
        "datasets/events.csv, line 4, column date",
    ),
    (Place(), ""),
]


@pytest.mark.parametrize(("place", "said"), PLACES)
def test_a_place_in_words(place, said):
    """A place is told from the file inwards, and what is not known of it is left out."""
    assert str(place) == said


def test_a_fault_of_the_content_is_one_sentence_of_its_parts():
    """Place, problem and remedy are kept as data, and read as sentences that end once."""
    error = DataError(Place("a.csv", line=2), "two cells, but three columns", "Quote the comma")
    assert str(error) == "a.csv, line 2: two cells, but three columns. Quote the comma."
    assert (error.place.line, error.remedy) == (2, "Quote the comma")
    assert str(DataError(Place(), "is it true?")) == "is it true?"
    moved = error.at(Place("b.csv"))
    assert (type(moved), str(moved)) == (
        DataError,
        "b.csv: two cells, but three columns. Quote the comma.",
    )


def test_several_faults_are_a_line_each():
    """Faults that were found at the same time are told together, and stay apart as data."""
    faults = [DataError(Place("a.csv"), "bad"), CourseError(Place("b.yaml"), "worse", "Mend it")]
    both = LessonError.together(faults)
    assert str(both) == "a.csv: bad.\nb.yaml: worse. Mend it."
    assert [each.place.file for each in (both, *both.others)] == ["a.csv", "b.yaml"]
    assert LessonError.together([both, faults[0]]).others == (faults[1], faults[0])
