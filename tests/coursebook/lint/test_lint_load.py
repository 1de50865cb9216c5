"""How long a lesson takes is counted: words, choices, writing and talk, part by part."""

import pytest
from small_corpus import MINUTES, cell, lesson

from coursebook.course.course import Load, Minutes
from coursebook.lint.rules import load

PARTS = ["hook", "story", "documents", "investigate", "discuss", "exit_ticket"]


def last(*more, **options):
    """Return the load of the last part of a lesson with these cells in it."""
    return load.load(lesson(*more, **options))[-1]


EMPTY = last()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Two words. [@a-source, page 7]", 2),
        ("<details><summary>More</summary>\n\nNobody must read this.\n\n</details>\n\nOne.", 1),
        ("| a | b |\n|---|---|\n| c | d |", 4),
    ],
)
def test_words_are_those_that_everyone_reads(source, words):
    """Citations and what is folded are not counted."""
    assert last(cell(9, source)).words - EMPTY.words == words


def test_own_words_and_the_folded_part_are_not_read():
    """What a student wrote, and what stands under Go further, takes no time of the lesson."""
    answered = cell(9, "These are my own words.", tags=("response",))
    folded = cell(10, "### Go further\n\nRead on.", folded=True)
    assert last(answered, folded) == EMPTY


@pytest.mark.parametrize(
    ("ident", "words", "choosing", "writing"),
    [
        ("05-1", 1 + 3 + 2, 0.7, 0),
        ("05-2", 1 + 3 + 2 + 2, 1.5 + 2 * 0.7, 0),
        ("05-3", 1 + 5 + 4, 0, (24 - 4) / 10),
    ],
)
def test_a_task_takes_its_words_its_choices_and_its_writing(ident, words, choosing, writing):
    """A choice takes 0.7 minutes, several 1.5 more, ten written words one; starters are printed."""
    asked = last(cell(9, f'kp.ask("{ident}")', "code"))
    assert asked.words - EMPTY.words == words
    assert asked.choosing == pytest.approx(choosing)
    assert asked.writing == pytest.approx(writing)


def test_a_task_in_the_lesson_s_text_takes_its_time_too():
    """A task whose prompt stands in the text is not read twice, and still answered."""
    asked = last(cell(9, "**05-3 · Count.** Write it."))
    assert asked.writing == pytest.approx(2)


UN_TEXT = "2018-04-27-panmunjom-un-text"


def test_a_document_is_read_as_far_as_it_is_printed():
    """A document counts with the paragraphs that are printed, its caption and its hard words."""
    paragraph, caption = 70, 24  # its number too
    glosses = len(
        "with a view to: with the aim of, quadrilateral: of four, trilateral: of three".split()
    )
    printed = f'kp.document("{UN_TEXT}", [17], numbered=False)'
    assert last(cell(9, printed, "code")).words - EMPTY.words == paragraph + caption + glosses


def test_each_student_reads_one_card():
    """Of several cards in a cell the longest counts."""
    short, long = f'kp.card("{UN_TEXT}", [15])', f'kp.card("{UN_TEXT}", [17])'
    one = last(cell(9, long, "code"))
    assert last(cell(9, f"{short}\n{long}\n{short}", "code")) == one
    assert one.words > last(cell(9, short, "code")).words


def test_talk_and_what_is_left_out_come_from_the_course_file():
    """Talk takes time at every pace; what may be left out shortens the slow sum alone."""
    besides = Load(talk={"exit_ticket": 2}, late={"exit_ticket": 1})
    part = last(besides=besides)
    assert part.at(120) - EMPTY.at(120) == pytest.approx(2)
    assert part.late == 1


def problems(corpus):
    """Return what is found."""
    return [finding.problem for finding in load.find(corpus)]


def test_a_lesson_that_fits():
    """Nothing is found where all parts fit."""
    assert problems(lesson()) == []


def test_a_part_that_does_not_fit():
    """A part that takes longer than its minutes is named with both."""
    long = cell(9, " ".join(["word"] * 1200))
    assert "this part takes 10.0 minutes and has 8" in problems(lesson(long))


def test_a_lesson_that_leaves_no_time_to_the_room():
    """Parts may fit one by one, and take too long together."""
    besides = Load(talk=dict(zip(PARTS, (2.9, 4.9, 11.9, 11.9, 9.9, 4), strict=True)))
    (found,) = problems(lesson(besides=besides))
    assert found.startswith("the parts take 45.")
    assert found.endswith("at most 44 are permitted")


def test_a_slow_reader_has_a_limit_of_her_own():
    """Words weigh more for a slow reader: what fits at 120 a minute may not fit at 90."""
    texts = [cell(9, " ".join(["word"] * 900))]
    besides = Load(talk=dict(zip(PARTS, (2.9, 4.9, 11.9, 11.9, 4.5, 0), strict=True)))
    assert problems(lesson(*texts, besides=besides)) == []
    more = Load(talk={**besides.talk, "discuss": 4.5}, late={"exit_ticket": -5})
    assert [found[:19] for found in problems(lesson(*texts, besides=more))] == [
        "with a slow reader "
    ]


def test_an_exit_ticket_that_is_too_long():
    """The closed questions have a limit of words."""
    assert problems(lesson(words=110)) == []
    assert problems(lesson(words=111)) == ["the closed questions of the exit ticket have 111 words"]


def test_a_lesson_without_a_story_is_not_counted():
    """The limits are those of lessons that tell a story."""
    plain = Minutes(hook=1, background=1, evidence=1, investigate=1, discuss=1, exit_ticket=1)
    assert load.load(lesson(minutes=plain)) == []
    assert problems(lesson(minutes=plain)) == []


def test_the_table_names_each_part_and_the_sums():
    """The table has a line for each part, and one for the whole."""
    lines = load.load_table([lesson()]).splitlines()
    assert [line[3:].split("  ")[0] for line in lines[1:7]] == list(MINUTES.activities.values())[:6]
    assert lines[7].startswith("05 together: ")
    assert lines[7].endswith("ticket 20")
