"""A small curriculum without a fault, for tests of the linter that plant one in it."""

import csv
import json
import shutil

import nbformat
import yaml
from nbformat import v4 as nb
from support import REPO, uid

LESSON = "05-small"
NOTEBOOK = f"lessons/{LESSON}.ipynb"
GUIDE = f"lessons/guide/{LESSON}.md"
QUIZ = f"quizzes/{LESSON}.yaml"
STYLE = ("style.yaml", "shingles.bin")  # kept: the rules that the faults break
_SUPPORTED = {"locator": "whole document", "status": "corroborated"}
TABLES = {
    "sources": [
        {
            "id": "daily-2018",
            "kind": "newspaper",
            "publisher": "The Daily",
            "title": "A talk of two",
        },
        {"id": "herald-2019", "kind": "newspaper", "publisher": "The Herald", "title": "Later on"},
        {
            "id": "wikipedia-peace-process",
            "kind": "encyclopedia",
            "publisher": "Wiki",
            "title": "The talks",
        },
    ],
    "sections": [
        {
            "id": "w-lead",
            "source_id": "wikipedia-peace-process",
            "heading": "Lead",
            "level": 1,
            "sequence": 1,
        },
        {
            "id": "w-end",
            "source_id": "wikipedia-peace-process",
            "heading": "End",
            "level": 1,
            "sequence": 2,
        },
    ],
    "people": [
        {"id": "kim-jong-un", "name": "Kim Jong Un", "side": "DPRK", "source_id": "daily-2018"},
        {"id": "moon-jae-in", "name": "Moon Jae-in", "side": "ROK", "source_id": "daily-2018"},
    ],
    "glossary": [
        {"id": "truce", "term": "truce", "hangul": "휴전", "source_id": "daily-2018"},
    ],
    "events": [
        {
            "id": "talk",
            "date": "2018-04-27",
            "precision": "day",
            "clock": "local",
            "actors": "DPRK; ROK",
            "title": "Two leaders meet",
            "description": "They met and 160 guests saw it.",
            "theme": "diplomacy",
            "in_article": "w-lead",
            "source_id": "daily-2018",
        },
        {
            "id": "later",
            "date": "2019-06-30",
            "precision": "day",
            "clock": "local",
            "actors": "DPRK; ROK",
            "title": "They meet again",
            "description": "Twelve letters were sent before it.",
            "theme": "diplomacy",
            "source_id": "herald-2019",
        },
    ],
    "statements": [
        {
            "id": "q01",
            "quote": "we will meet often from now on, and never fight again",
            "speaker": "Moon Jae-in",
            "speaker_id": "moon-jae-in",
            "side": "ROK",
            "office": "true",
            "date": "2018-04-27",
            "precision": "day",
            "source_id": "daily-2018",
        }
    ],
}
COURSE = f"""
title: A course
description: Lessons.
licence: CC BY-SA 4.0
lessons:
  - id: {LESSON}
    title: A small lesson
    question: Did they bind themselves?
    objectives: [{{id: 05-a, text: sort a text}}]
    minutes: {{hook: 5, background: 8, evidence: 12, investigate: 12, discuss: 11, exit_ticket: 7}}
    you_need: a pen
    datasets: [events]
    skills: {{sourcing: I}}
    covers: [w-lead]
    terms: [truce]
    voices: {{heard: two governments, missing: the families}}
scripts: [{{lang: ko, characters: "가-힣"}}]
"""
_NO_DAY = {"contains": "3", "feedback": "Row 3 names no day."}
_FILLER = "Take the next row, read it with care, and tell your partner what you see in it."
TEXTS = {
    "title": "# 5 · A small lesson\n\n**Did they bind themselves?**",
    "hook": "## Hook · 5 min\n\nWhat would you ask them?",
    "background": (
        "## Background · 8 min\n\n"
        "Kim Jong Un and Moon Jae-in met on 27 April 2018. [@daily-2018, whole document]\n"
        "Twelve letters went before their talk of 30 June 2019. [@herald-2019, whole document]\n\n"
        "Moon said: “we will meet often … and never fight again”. [@daily-2018, whole document]\n\n"
        "| Who | What |\n|---|---|\n"
        "| The Daily | About 160 guests saw it. [@daily-2018, whole document] |"
    ),
    "evidence": "## Evidence · 12 min\n\nThe chart shows 27 April 2018 and one other day.",
    "investigate": "## Investigate · 12 min\n\n" + "\n".join([_FILLER] * 50),
    "discuss": "## Discuss · 11 min\n\n### Talk (11 min)\n\nA speaks (5:30).\nB speaks (5:30).",
    "exit": "## Exit ticket · 7 min\n\nWork alone.",
    "room": "**Your words, 05-q6.**\n\n*Click here, press Enter, and write below.*",
    "further": "### Go further\n\nRead it once more.",
    "references": "## References\n\nEach source stands here once.",
}
GUIDE_TEXT = """# Guide to lesson 5 · A small lesson

**Did they bind themselves?** 55 minutes.

| Minutes | What happens | Late? |
|---|---|---|
| 0–5 Hook | Ask. | keep |
| 5–13 Background | Read. | keep |
| 13–25 Evidence | Look. | keep |
| 25–37 Investigate | Read on. | keep |
| 37–48 Discuss | Talk. | keep |
| 48–55 Exit ticket | Six questions. | keep |

Kim and Moon met on 27 April 2018. [@daily-2018, whole document]
A student may say: “It was quite a good day for both of them.”
"""


def write(root):
    """Put the small curriculum in the place of the copy of the real one."""
    _write_tables(root)
    for path in (*(root / "lessons").rglob("*"), *(root / "quizzes").iterdir()):
        if path.is_file() and path.name not in STYLE:
            path.unlink()
    (root / "lessons" / "course.yaml").write_text(COURSE, encoding="utf-8")
    (root / GUIDE).write_text(GUIDE_TEXT, encoding="utf-8")
    (root / QUIZ).write_text(
        yaml.safe_dump(quiz(), sort_keys=False, allow_unicode=True), encoding="utf-8"
    )
    write_notebook(root, TEXTS)
    return root


def write_notebook(root, texts, exempt=()):
    """Write the notebook with other texts, exceptions in the cell with the background."""
    notebook = nb.new_notebook(cells=list(_cells(texts)))
    for cell in notebook.cells:
        if cell.id == "background" and exempt:
            cell.metadata["coursebook"] = {"exempt": list(exempt)}
    (root / NOTEBOOK).write_text(nbformat.writes(notebook), encoding="utf-8")


def quiz():
    """Return the content of the quiz."""
    exercises = [
        _exercise(1, "multiple", "2 4", misconceptions=[dict(_NO_DAY)]),
        _exercise(2, "number", "2", verify="str(len(events))"),
        _exercise(3, "grid", "K S"),
        _exercise(4, "number", "1", level="support"),
    ]
    questions = [_question(number) for number in range(1, 6)]
    rubric = {"name": "Claim", "beginning": "tells", "getting_there": "claims", "secure": "limits"}
    essay = _question(6) | {
        "kind": "words",
        "word_count": [20, 40],
        "rubric": [rubric],
        "examples": {
            "beginning": "They met.",
            "getting_there": "They met once, it says.",
            "secure": " ".join(["They met on 3 May 1999 or so."] * 4),
        },
    }
    essay.pop("options")
    return {"lesson": LESSON, "exercises": exercises, "questions": [*questions, essay]}


def _exercise(number, kind, answer, **more):
    return {
        "id": f"05-{number}",
        "uid": uid(f"05-{number}"),
        "title": "Count",
        "objective": "05-a",
        "kind": kind,
        "answer": answer,
        "hints": ["Look.", "Look again.", "Look at both."],
        "explanation": "They met on 27 April 2018.",
        "solution": f'kp.check("05-{number}", "{answer}")',
        **more,
    }


def _question(number):
    problem = [
        {"text": "on 28 April 2018", "feedback": "A day late."},
        {"text": "on 26 April 2018", "feedback": "A day early."},
    ]
    options = list(problem)
    options.insert(number % 3, {"text": "on 27 April 2018", "correct": True, "feedback": "Yes."})
    return {
        "id": f"05-q{number}",
        "uid": uid(f"05-q{number}"),
        "kind": "single",
        "objective": "05-a",
        "difficulty": 1,
        "points": 1,
        "prompt": "When did they meet?",
        "options": options,
        "explanation": "The Daily reported it on that day.",
        "hints": ["Look at the chart."],
        "source": {"id": "daily-2018", "locator": "whole document"},
    }


def _cells(texts):
    def text(name, *tags, **metadata):
        cell = nb.new_markdown_cell(texts[name], metadata={"tags": list(tags), **metadata})
        cell.id = name
        return cell

    yield text("title")
    yield nb.new_code_cell('import korean_peace as kp\nkp.start("05")\nkp.terms("05")', id="start")
    yield from (text("hook"), text("background"), text("evidence"))
    for number in (1, 2):
        source = 'events = kp.load("events")\nkp.charts.timeline(events, title="Two days")'
        yield nb.new_code_cell(source, id=f"chart{number}", outputs=[chart()])
    yield nb.new_code_cell("assert len(events) == 2", id="asserting")
    yield text("investigate")
    for number in range(1, 5):
        source = f'kp.check("05-{number}", "...")\n#kp.hint("05-{number}")'
        yield nb.new_code_cell(source, id=f"exercise{number}")
    yield from (text("discuss"), text("exit"))
    for number in range(1, 6):
        source = f'kp.check("05-q{number}", "...")\n#kp.hint("05-q{number}")'
        yield nb.new_code_cell(source, id=f"question{number}")
    yield text("room", "response")
    yield text("further", **{"jp-MarkdownHeadingCollapsed": True})
    yield text("references")
    yield nb.new_code_cell('kp.references("05")', id="sources")


def chart(**changes):
    """Return the output of a chart of the two days."""
    own = {
        "source": "[@daily-2018, whole document]",
        "table": {"columns": ["When"], "rows": [["27 April 2018"], ["30 June 2019"]]},
    }
    spec = {
        "title": {"text": "Two days"},
        "description": "27 April 2018 and 30 June 2019.",
        "usermeta": {"coursebook": own},
        **changes,
    }
    return nb.new_output("display_data", {"application/vnd.vegalite.v5+json": spec})


def _write_tables(root):
    """Write all tables anew: those above, the others with their headings only.

    The documents go, whose sources are no longer there.
    """
    shutil.rmtree(root / "datasets" / "documents")
    package = json.loads((REPO / "datasets" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if "schema" not in resource:
            continue
        fields = resource["schema"]["fields"]
        with (root / "datasets" / resource["path"]).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([field["name"] for field in fields])
            for row in TABLES.get(resource["name"], []):
                writer.writerow([_cell(field, row) for field in fields])


def _cell(field, row):
    """Return a cell: as given, or something that is permitted where a value is required."""
    limits = field.get("constraints", {})
    if field["name"] in row:
        return row[field["name"]]
    if not limits.get("required"):
        return ""
    return limits.get("enum", [_SUPPORTED.get(field["name"], "x")])[0]
