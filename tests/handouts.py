"""What tests of handouts share: a small course, and cells that become a page."""

import json
import re

import nbformat.v4 as nb
from bs4 import BeautifulSoup

from coursebook.render.html.exporter import HandoutExporter

LESSON = "05-panmunjom"
QUESTION = "How much did the two Koreas bind themselves?"
PIXEL = (  # a PNG of one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
COURSE = f"""
title: The Korean peace process
description: Lessons.
licence: CC BY-SA 4.0
lessons:
  - id: {LESSON}
    title: "Panmunjom: eighteen promises"
    question: {QUESTION}
    objectives: [{{id: 05-a, text: sort a text}}]
    minutes: {{hook: 5, background: 8, evidence: 12, investigate: 12, discuss: 11, exit_ticket: 7}}
    you_need: a pen
    datasets: [sources]
    skills: {{sourcing: I}}
    covers: []
    voices: {{heard: two governments, missing: the families}}
"""
MIRROR = "https://www.mirror.example/2018/copy"
SOURCES = [
    ["id", "publisher", "author", "title", "date", "precision", "url", "read_at", "note"],
    [
        "kbs",
        "KBS World",
        "",
        "Two Koreas Agree",
        "2018-04-27",
        "day",
        "https://example.org/?a=1&b",
        "",
        "",
    ],
    ["mnd", "Ministry", "Kim A.", "Why so late?", "2018-05-01", "month", "", "", ""],
    ["agency", "The Agency", "", "Talks Begin", "2018-06-01", "day", "", MIRROR, ""],
]
SECTIONS = [["id", "source_id", "heading"], ["k-lead", "kbs", "Lead"], ["k-end", "kbs", "End"]]


def write_small_course(root):
    """Make a curriculum of one lesson and three sources."""
    for name in ("datasets", "lessons", "quizzes"):
        (root / name).mkdir(parents=True)
    tables = {"sources": SOURCES, "sections": SECTIONS}
    for name, rows in tables.items():
        text = "\n".join(",".join(row) for row in rows) + "\n"
        (root / "datasets" / f"{name}.csv").write_text(text, encoding="utf-8")
    package = {"resources": [_resource(name, rows[0]) for name, rows in tables.items()]}
    (root / "datasets" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (root / "lessons" / "course.yaml").write_text(COURSE, encoding="utf-8")


def _resource(name, columns):
    fields = [
        {"name": each, "type": "date" if each == "date" else "string", "description": "."}
        for each in columns
    ]
    licences = [{"name": "CC-BY-SA-4.0"}]
    schema = {"fields": fields, "primaryKey": "id"}
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": name.title(),
        "description": ".",
        "licenses": licences,
        "schema": schema,
    }


def text(source, *tags, **more):
    """Return a Markdown cell."""
    return nb.new_markdown_cell(source, metadata={"tags": list(tags)}, **more)


def code(source="1 + 1", *tags, outputs=()):
    """Return a code cell."""
    return nb.new_code_cell(source, metadata={"tags": list(tags)}, outputs=list(outputs))


def shown(role=None, task=None, **data):
    """Return an output; `text_html="…"` stands for the type text/html."""
    said = {"role": role} | ({"task": task} if task else {})
    metadata = {"korean_peace": said} if role else {}
    types = {name.replace("_", "/"): value for name, value in data.items()}
    return nb.new_output("display_data", data=types, metadata=metadata)


def chart(**more):
    """Return the output of a chart with a description."""
    spec = {
        "description": "One dot.",
        "data": {"values": [{"n": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "n", "type": "quantitative"}},
        "usermeta": {"korean_peace": {"source": "Source: [@kbs, Lead]"}},
        **more,
    }
    data = {"application/vnd.vegalite.v5+json": spec, "text/plain": "A chart"}
    return nb.new_output("display_data", data=data)


def export(*cells, name="a-stranger", path=None):
    """Export cells as a notebook, and return the page."""
    metadata = {"name": name} | ({"path": str(path)} if path else {})
    html, _ = HandoutExporter().from_notebook_node(
        nb.new_notebook(cells=list(cells)), {"metadata": metadata}
    )
    return html


def lesson(*cells, **more):
    """Export cells as the lesson of the test's curriculum."""
    opening = text(f"# 5 · Panmunjom\n\n**{QUESTION}**")
    return export(opening, *cells, name=LESSON, **more)


def parsed(html):
    """Return a page as a tree."""
    return BeautifulSoup(html, "html.parser")


def levels(page):
    """Return the levels of all headings, in order."""
    return [int(each.name[1]) for each in page.find_all(re.compile("^h[1-6]$"))]
