"""Renames every table and column of a curriculum but `sources`, wherever its files name one."""

import csv
import json
import re

MARK = "renamed_"  # before each name: taken out of a message, it gives the old name
KEPT = "sources"


def rename(root):
    """Rename tables and columns in the data package, tables, style and course file, and code."""
    path = root / "datasets" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    tables = [each for each in package["resources"] if "schema" in each and each["name"] != KEPT]
    names = [table["name"] for table in tables]
    columns = {field["name"] for table in tables for field in table["schema"]["fields"]}
    for table in tables:
        _rename_table(root / "datasets", table, names)
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    course, style = root / "lessons" / "course.yaml", root / "lessons" / "style.yaml"
    _substitute(course, r"(?<=datasets: )\[.*\]", _marked(names))
    _substitute(style, r"(?<=where: )\{\w+", _marked(columns))
    # Where quotations are entered stands there in words, for people: table and column.
    _substitute(style, rf"\b({'|'.join(names)})\.(\w+)", rf"{MARK}\1.{MARK}\2")
    for code in (*root.glob("lessons/*.ipynb"), *root.glob("quizzes/*.yaml")):
        _substitute(code, r"kp\.load\(\\*[\"'](\w+)", _marked(names), at_least=0)


def restored(text):
    """Return a text with the old names."""
    return text.replace(MARK, "")


def restored_frame(frame):
    """Return a table as code that knows the old names of its columns expects it."""
    return frame.rename(columns=lambda name: name.removeprefix(MARK))


def renamed(name):
    """Return the new name of a table or column."""
    return f"{MARK}{name}"


def _rename_table(folder, table, names):
    schema = table["schema"]
    columns = {field["name"] for field in schema["fields"]}
    for field in schema["fields"]:
        if field.get("precision") in columns - {"month"}:  # a month is a precision, not a column
            field["precision"] = renamed(field["precision"])
        if "endOf" in field:
            field["endOf"] = renamed(field["endOf"])
        field["name"] = renamed(field["name"])
    schema["primaryKey"] = renamed(schema["primaryKey"])
    for link in schema["foreignKeys"]:
        link["fields"] = renamed(link["fields"])
        if link["reference"]["resource"] != KEPT:
            link["reference"] = {key: renamed(value) for key, value in link["reference"].items()}
    _rename_heading(folder / table["path"], folder / f"{renamed(table['name'])}.csv", names)
    table["name"] = renamed(table["name"])
    table["path"] = f"{table['name']}.csv"


def _rename_heading(old, new, names):
    with old.open(encoding="utf-8", newline="") as file:
        heading, *lines = csv.reader(file)
    if "relation" in heading:  # the table of evidence names tables in its cells
        place = heading.index("table")
        for line in lines:
            line[place] = renamed(line[place]) if line[place] in names else line[place]
    with new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([[renamed(name) for name in heading], *lines])
    old.unlink()


def _substitute(path, pattern, replacement, at_least=1):
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, replacement, text)
    assert count >= at_least, f"{path.name} has no {pattern}"
    path.write_text(changed, encoding="utf-8")


def _marked(names):
    """Return a replacement that marks each of some names in what was matched."""
    known = re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b")
    return lambda match: known.sub(lambda name: renamed(name[0]), match[0])
