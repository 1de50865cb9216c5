"""Whose words the lessons give: statements and citations per side, source and office.

The tables tell sides and offices, but not who defended the talks: analysts are named, so
that a person can count those.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from coursebook.data import reader
from coursebook.data.reader import Row
from coursebook.lint.corpus import Material
from coursebook.lint.findings import WHOLE, Finding
from coursebook.lint.rules.quotations import SHORT, Quotations
from coursebook.lint.text import markdown

WHOLE_COURSE = 13  # lessons: before all are there, what is missing is shown, not found wrong
WITHOUT_OFFICE, CRITICS = 8, 4
SKILL_TIMES = 3


def heard(material: Material, quotations: Quotations) -> list[Row]:
    """Return the statements that a lesson quotes, each once."""
    found: dict[str, Row] = {}
    for passage in material.passages:
        if passage.kind != "lesson":
            continue
        for quoted in markdown.quotations(passage.text):
            if len(markdown.words(quoted)) <= SHORT:
                continue
            for each in quotations.find(quoted):
                table, _, ident = each.row.partition(".quote, ")
                row = reader.find("statements", ident) if table == "statements" else None
                if row:
                    found[ident] = row
    return list(found.values())


def table(materials: Iterable[Material], quotations: Quotations) -> str:
    """Return the balance of the lessons as text."""
    lines = ["Statements quoted, by side and office", ""]
    everyone: list[Row] = []
    for material in materials:
        said = heard(material, quotations)
        everyone += said
        sides = ", ".join(f"{side} {count}" for side, count in _sides(said))
        without = sum(not each["office"] for each in said)
        lines.append(
            f"{material.lesson.id}: {len(said)} ({sides or 'none'}); {without} without office"
        )
        lines.append(f"  sources cited: {_sources(material)}")
    counts = _counts(everyone)
    lines += [
        "",
        f"Together: {', '.join(f'{side} {count}' for side, count in _sides(everyone)) or 'none'}",
        f"People without office: {counts[0]} of {WITHOUT_OFFICE}; "
        f"Southern critics: {counts[1]} of {CRITICS}",
        f"Analysts, of whom a reader says who defended the talks: {_analysts(everyone)}",
    ]
    return "\n".join(lines)


def check(materials: list[Material], quotations: Quotations) -> Iterator[Finding]:
    """Find voices and skills that the whole course lacks."""
    if len(materials) < WHOLE_COURSE:
        return
    everyone = [row for material in materials for row in heard(material, quotations)]
    without, critics = _counts(everyone)
    for count, wanted, who in (
        (without, WITHOUT_OFFICE, "statements by people without office"),
        (critics, CRITICS, "statements by Southern critics of the talks"),
    ):
        if count < wanted:
            wrong = f"the lessons quote {count} {who}, {wanted} are wanted"
            yield _finding(wrong, "Quote more of them from the table statements")
    for skill, marks in _skills(materials).items():
        letters = [letter for _, letter in marks]
        first = {letter: letters.index(letter) for letter in letters}
        if set(letters) != {"I", "P", "A"} or len(letters) < SKILL_TIMES:
            wrong = f"the skill “{skill}” occurs as {' '.join(letters)}"
            cure = "Introduce it (I), practise it (P) and use it alone (A), in course.yaml"
            yield _finding(wrong, cure)
        elif not first["I"] < first["P"] < first["A"]:
            wrong = f"the skill “{skill}” is not introduced, practised, used alone in this order"
            yield _finding(wrong, "Change the letters in course.yaml")


def skills(materials: list[Material]) -> str:
    """Return the skills and the lessons that introduce, practise or use them alone."""
    return "\n".join(
        f"{skill}: {', '.join(f'{number} {letter}' for number, letter in marks)}"
        for skill, marks in _skills(materials).items()
    )


def _skills(materials: list[Material]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for material in materials:
        for skill, letter in material.lesson.skills.items():
            found.setdefault(skill, []).append((material.lesson.number, letter))
    return found


def _counts(said: list[Row]) -> tuple[int, int]:
    """Return how many different statements are by people without office, and by critics."""
    once = {str(row["id"]): row for row in said}.values()
    without = [row for row in once if not row["office"]]
    return len(without), sum(row["side"] == "ROK opposition" for row in once)


def _sides(said: Iterable[Row]) -> list[tuple[str, int]]:
    return Counter(str(row["side"]) for row in said).most_common()


def _analysts(said: Iterable[Row]) -> str:
    names = dict.fromkeys(str(row["speaker"]) for row in said if row["side"] == "analyst")
    return ", ".join(names) or "none"


def _sources(material: Material) -> str:
    cited = Counter(
        each.source_id
        for passage in material.passages
        if passage.kind == "lesson"
        for each in markdown.cited(passage.text)
    )
    return ", ".join(f"{source} {count}" for source, count in cited.most_common()) or "none"


def _finding(wrong: str, cure: str) -> Finding:
    return Finding("all lessons", "lessons/course.yaml", WHOLE, wrong, cure)
