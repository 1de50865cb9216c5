"""Faults of each kind, to be planted in a small lesson: where one lies and what is said of it."""

from mini_lesson import GUIDE, LESSON, NOTEBOOK, QUIZ
from nbformat import v4
from planted_faults import (
    celled,
    charted,
    filed,
    guide_telling,
    merged,
    quizzed,
    texted,
    twins,
    unseen,
    untaught,
)

COPIED = "The two of them walked slowly over the low line and came back again"
CELL = f"{NOTEBOOK}, cell"
FAILED = v4.new_output("error", ename="ValueError", evalue="x", traceback=["x"])
WARNED = v4.new_output("stream", name="stderr", text="Careful.")
CITED = " [@daily-2018, whole document]"
MEANT = "27 April 2018"
FAULTS = {
    # facts
    "wrong year": (texted("background", MEANT, "27 April 2017"), f"{CELL} 4", "27 April 2017"),
    "wrong day": (texted("background", MEANT, "26 April 2018"), f"{CELL} 4", "26 April 2018"),
    "wrong number": (texted("background", "160", "170"), f"{CELL} 4", "“170” is not in any row"),
    "wrong number in words": (
        texted("background", "Twelve letters", "Eleven letters"),
        f"{CELL} 4",
        "Eleven letters",
    ),
    "of another source": (
        texted("background", "30 June 2019", MEANT),
        f"{CELL} 4",
        "is not in any row of herald-2019",
    ),
    "not in the chart": (texted("evidence", MEANT, "1 May 2018"), f"{CELL} 5", "cites nothing"),
    "title of a chart": (charted(title="Two days, 3 people"), f"{CELL} 6", "not in the chart"),
    "wrong year in the guide": (filed(GUIDE, MEANT, "27 April 2017"), f"{GUIDE}, line 14", "2017"),
    "wrong year in feedback": (
        quizzed(lambda quiz: quiz["exercises"][0].update(explanation="It was 27 April 2017.")),
        f"{QUIZ}, 05-1",
        "27 April 2017",
    ),
    "wrong day in a question": (
        quizzed(lambda quiz: quiz["questions"][0].update(prompt="What was on 1 May 2018?")),
        f"{QUIZ}, 05-q1",
        "is not in any table",
    ),
    # citations
    "unknown source": (
        texted("background", "daily-2018", "daily-2081"),
        f"{CELL} 4",
        "no source 'daily-2081'",
    ),
    "unknown section": (
        texted("background", CITED, " [@wikipedia-peace-process, Nowhere]"),
        f"{CELL} 4",
        "no section 'Nowhere'",
    ),
    "unknown place": (
        texted("background", CITED, " [@daily-2018, page 3]"),
        f"{CELL} 4",
        "no row names this place",
    ),
    "unreadable citation": (
        texted("background", CITED, " [@Daily]"),
        f"{CELL} 4",
        "cannot be read",
    ),
    "unknown source of a question": (
        quizzed(lambda quiz: quiz["questions"][1]["source"].update(id="nobody")),
        f"{QUIZ}, 05-q2",
        "no source 'nobody'",
    ),
    "dropped citation": (texted("background", CITED, ""), f"{CELL} 4", "herald-2019"),
    "dropped citation in the guide": (
        filed(GUIDE, CITED, ""),
        f"{GUIDE}, line 14",
        "cites nothing",
    ),
    "a person, no citation": (
        texted("hook", "What", "Kim and Moon shook hands.\nWhat"),
        f"{CELL} 3",
        "cites nothing",
    ),
    # structure
    "skipped heading": (
        texted("evidence", "## Evidence", "### Evidence"),
        f"{CELL} 9",
        "Evidence",
    ),
    "skipped level": (texted("discuss", "### Talk", "#### Talk"), f"{CELL} 14", "level 4"),
    "wrong minutes": (texted("hook", "5 min", "6 min"), f"{CELL} 3", "course.yaml, 5"),
    "wrong minutes of steps": (texted("discuss", "(11 min)", "(9 min)"), f"{CELL} 14", "9 minutes"),
    "wrong seconds": (texted("discuss", "5:30", "5:20"), f"{CELL} 14", "10:50, not 11:00"),
    "wrong minutes in the guide": (filed(GUIDE, "13–25", "14–25"), f"{GUIDE}, line 9", "not at 13"),
    "wrong minutes in the course": (
        filed("lessons/course.yaml", "hook: 5", "hook: 15"),
        NOTEBOOK,
        "minutes: 65",
    ),
    "chart without alt text": (charted(description=""), f"{CELL} 6", "no alt text"),
    "chart without source": (charted(usermeta={}), f"{CELL} 6", "no source line"),
    "long code": (
        celled("chart1", lambda cell: cell.update(source="x = 1\n" * 16)),
        f"{CELL} 6",
        "16 lines",
    ),
    "no assert": (celled("asserting", lambda cell: cell.update(source="1")), NOTEBOOK, "assert"),
    # tasks
    "wrong key of an exercise": (
        quizzed(lambda quiz: quiz["exercises"][0].update(answer="2 5")),
        f"{QUIZ}, 05-1",
        "the solution gives '2 4', the key is '2 5'",
    ),
    "wrong key by the tables": (
        quizzed(lambda quiz: quiz["exercises"][1].update(answer="3")),
        f"{QUIZ}, 05-2",
        "the tables give '2', the key is '3'",
    ),
    "key in the guide": (
        guide_telling("05-3: K S · 05-4 below"),
        f"{GUIDE}, line 14",
        "key of 05-3: K S",
    ),
    "key in the guide, in a sentence": (
        guide_telling("05-4 is 1."),
        f"{GUIDE}, line 14",
        "key of 05-4: 1",
    ),
    "key of a question in the guide": (
        guide_telling("Exit ticket: 1 b, 2 by the rubric."),
        f"{GUIDE}, line 14",
        "key of 05-q1: b",
    ),
    "a misconception that passes": (
        quizzed(lambda quiz: quiz["exercises"][0]["misconceptions"][0].update(contains="2")),
        f"{QUIZ}, 05-1",
        "gets other feedback",
    ),
    "a hint that does not run": (
        filed(NOTEBOOK, '#kp.hint(\\"05-1\\")', '# kp.hint(\\"05-1\\")'),
        f"{QUIZ}, 05-1",
        "no cell has its hints behind a #",
    ),
    "a question without a hint": (
        filed(NOTEBOOK, '#kp.hint(\\"05-q1\\")', ""),
        f"{QUIZ}, 05-q1",
        "no cell has its hints behind a #",
    ),
    "a cell that tells to double-click": (
        texted("room", "Click here, press Enter, and", "Double-click here, and"),
        NOTEBOOK,
        "the last line does not say how to write in this cell",
    ),
    "an objective not asked": (
        filed("lessons/course.yaml", "text: sort a text}", "text: sort}, {id: 05-b, text: argue}"),
        NOTEBOOK,
        "no question works on objective 05-b",
    ),
    "a task that no cell asks": (
        quizzed(lambda quiz: quiz["exercises"][1].update(prompt="How many days?")),
        f"{QUIZ}, 05-2",
        "no cell of the notebook asks this",
    ),
    # the stored notebook
    "id that is no name": (
        celled("chart1", lambda cell: cell.update(id="3_chart")),
        f"{CELL} 6",
        "the id '3_chart' is not a name",
    ),
    "unknown tag": (
        celled("chart1", lambda cell: cell.metadata.update(tags=["hide-inputs"])),
        f"{CELL} 6",
        "the tag 'hide-inputs' is not used here",
    ),
    "table that is not declared": (
        celled("chart1", lambda cell: cell.update(source='kp.load("letters")')),
        f"{CELL} 6",
        "it loads the table letters",
    ),
    "stored error": (
        celled("asserting", lambda cell: cell.update(outputs=[FAILED])),
        f"{CELL} 8",
        "an error or a warning is stored",
    ),
    "stored warning": (
        celled("asserting", lambda cell: cell.update(outputs=[WARNED])),
        f"{CELL} 8",
        "an error or a warning is stored",
    ),
    "task checked twice": (
        celled("asserting", lambda cell: cell.update(source='x = kp.check("05-1", "1")')),
        f"{CELL} 10",
        "05-1 is checked a second time",
    ),
    # fair tasks
    "hint that tells the answer": (
        quizzed(lambda quiz: quiz["exercises"][0].update(hints=["Look.", "Again.", "It is 2 4!"])),
        f"{QUIZ}, 05-1",
        "this hint gives away the answer",
    ),
    "hint given twice": (
        quizzed(lambda quiz: quiz["exercises"][0].update(hints=["Look.", "look.", "Add."])),
        f"{QUIZ}, 05-1",
        "two hints say the same",
    ),
    "keys on one letter": (
        quizzed(
            lambda quiz: [question["options"].sort(key=str) for question in quiz["questions"][:5]]
        ),
        f"{QUIZ}, 05-q1",
        "5 of 5 single choices have the same letter",
    ),
    "right options first": (
        quizzed(lambda quiz: quiz["questions"][2].update(kind="multiple")),
        f"{QUIZ}, 05-q3",
        "all correct options come before all wrong ones",
    ),
    "level without an example": (
        quizzed(lambda quiz: quiz["questions"][5]["examples"].pop("beginning")),
        f"{QUIZ}, 05-q6",
        "the level beginning has no example",
    ),
    "example of another length": (
        quizzed(lambda quiz: quiz["questions"][5].update(word_count=[90, 120])),
        f"{QUIZ}, 05-q6",
        "the secure example has 32 words, but 90 to 120 are asked for",
    ),
    # quotations
    "altered quotation": (
        texted("background", "and never fight again", "and never fight once more"),
        f"{CELL} 4",
        "this quotation is not in any table",
    ),
    "altered word": (
        texted("background", "we will meet often … and", "we will meet often from today on, and"),
        f"{CELL} 4",
        "statements.quote, q01 is worded differently",
    ),
    "wrong source of a quotation": (
        texted("background", f"again”.{CITED}", "again”. [@herald-2019, whole document]"),
        f"{CELL} 4",
        "stand in statements.quote, q01",
    ),
    # prose
    "long sentence": (
        texted("hook", "?", f"?\nTake {'very ' * 24}good care."),
        f"{CELL} 3",
        "27 words",
    ),
    "gesture that harms a cell": (
        texted("hook", "?", "?\nDouble-click on the line."),
        f"{CELL} 3",
        "“Double-click”",
    ),
    "forbidden word": (texted("hook", "?", "?\nThe regime spoke."), f"{CELL} 3", "“regime”"),
    "shortened word": (
        texted("hook", "?", "?\nDenuclearization was asked for."),
        f"{CELL} 3",
        "hides whose weapons",
    ),
    "copied sentence": (texted("hook", "?", f"?\n{COPIED}."), f"{CELL} 3", "run of 14 words"),
    "unknown Hangul": (texted("hook", "?", "?\nIt is 정전."), f"{CELL} 3", "정전"),
    "North Korea twice": (
        texted("hook", "?", "?\nNorth Korea is one.\nNorth Korea is near."),
        f"{CELL} 3",
        "“North Korea” is repeated",
    ),
    # measure
    "too many words": (texted("investigate", "Take", "Take it. " * 200), NOTEBOOK, "words: "),
    # damaged files
    "damaged table": (
        filed("datasets/events.csv", "2019-06-30", "2019-06-31"),
        "datasets/events.csv, line 3, column date",
        "is not a date",
    ),
    "broken link": (
        filed("datasets/statements.csv", ",moon-jae-in,", ",moon,"),
        "datasets/statements.csv, line 2, column speaker_id",
        "people.csv",
    ),
    "link to a copy": (
        filed(
            "datasets/sources.csv", "A talk of two,,,", "A talk of two,,,https://a.blogspot.com/1"
        ),
        "datasets/sources.csv, daily-2018",
        "Move the address to read_at",
    ),
    "missing table": (
        lambda root: (root / "datasets" / "letters.csv").unlink(),
        "datasets/letters.csv",
        "missing",
    ),
    "damaged quiz": (filed(QUIZ, "kind: words", "kind: wrds"), f"{QUIZ}, line", "kind"),
    "damaged notebook": (
        lambda root: (root / NOTEBOOK).write_text("{}", encoding="utf-8"),
        NOTEBOOK,
        "is not a notebook",
    ),
    "missing guide": (lambda root: (root / GUIDE).unlink(), GUIDE, "is missing"),
    "unexplained term": (untaught, f"{CELL} 5", "the term “truce”"),
    "a table that is none": (
        filed("lessons/course.yaml", "[events]", "[events, nope]"),
        f"lessons/course.yaml, line 12 ({LESSON})",
        "there is no table 'nope': choose from sources, ",
    ),
    "doubled cell ids": (twins, f"{CELL} 3", "cell 1 has the same id, 'title'"),
    "unseen in a cell": (texted("hook", "What", "Wh\x1bat"), f"{CELL} 3, line 3", "U+001B"),
    "merge in a cell": (
        texted("hook", "What", "<<<<<<< HEAD\nWhat"),
        f"{CELL} 3, line 3",
        "<<<<<<< is left of a merge",
    ),
    "unseen in quotes": (
        filed("lessons/course.yaml", "a pen", r'"a\0pen"'),
        "lessons/course.yaml, line 11",
        "U+0000",
    ),
}
for _file in (
    "datasets/events.csv",
    "datasets/datapackage.json",
    "datasets/korea.geojson",
    "lessons/course.yaml",
    QUIZ,
    GUIDE,
    NOTEBOOK,
):
    _place = f"{_file}, line 2"
    FAULTS[f"merge in {_file}"] = (merged(_file), _place, "<<<<<<< is left of a merge")
    FAULTS[f"unseen in {_file}"] = (unseen(_file, "\x00"), _place, "control character, U+0000")
