"""Whose words the lessons give: statements and citations per side, source and office.

Which statements are counted, and how many the whole course wants, says its style file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from coursebook.course import style
from coursebook.course.style import CountedVoices
from coursebook.data import reader, schema
from coursebook.data.reader import Row
from coursebook.data.schema import Table
from coursebook.lint.corpus import LessonCorpus
from coursebook.lint.findings import WHOLE, Finding
from coursebook.lint.rules.quotations import SHORT, Quotations
from coursebook.lint.text import markdown

Statement = tuple[Table, Row]


def heard(corpus: LessonCorpus, quotations: Quotations) -> list[Statement]:
    """Return the statements that a lesson quotes, each once."""
    statements: dict[tuple[str, reader.Cell], Statement] = {}
    for passage in corpus.in_notebook():
        for quoted in markdown.quotations(passage.text):
            if len(markdown.words(quoted)) <= SHORT:
                continue
            for registered in quotations.matching(quoted):
                described = schema.table(registered.table)
                row = reader.find_row(registered.table, registered.key)
                if described.role == "statements" and row and registered.whole:
                    statements[registered.table, registered.key] = (described, row)
    return list(statements.values())


def balance_table(corpora: Iterable[LessonCorpus], quotations: Quotations) -> str:
    """Return the balance of the lessons as text."""
    counted = style.style().balance.voices
    lines = ["Statements quoted, by side and office", ""]
    everyone: list[Statement] = []
    for corpus in corpora:
        statements = heard(corpus, quotations)
        everyone += statements
        line = [f"{len(statements)} ({_sides(statements)})"]
        line += [
            f"{len(_of(statements, voices))} {voices.by_lesson}"
            for voices in counted
            if voices.by_lesson
        ]
        lines.append(f"{corpus.lesson.id}: {'; '.join(line)}")
        lines.append(f"  sources cited: {_sources(corpus)}")
    once = _once(everyone)
    wanted = [
        f"{voices.who}: {len(_of(once, voices))} of {voices.least}"
        for voices in counted
        if voices.least
    ]
    lines += ["", f"Together: {_sides(everyone)}"]
    lines += [_capital("; ".join(wanted))] if wanted else []
    named = [voices for voices in counted if not voices.least]
    lines += [_capital(f"{voices.who}: {_speakers(everyone, voices)}") for voices in named]
    return "\n".join(lines)


def find(corpora: list[LessonCorpus], quotations: Quotations) -> Iterator[Finding]:
    """Find voices and skills that the whole course lacks."""
    wanted = style.style().balance
    if wanted.lessons is None or len(corpora) < wanted.lessons:
        return
    everyone = _once([statement for corpus in corpora for statement in heard(corpus, quotations)])
    tables = ", ".join(about.name for about in schema.tables_with_role("statements"))
    for voices in wanted.voices:
        count = len(_of(everyone, voices))
        if voices.least and count < voices.least:
            problem = (
                f"the lessons quote {count} statements by {voices.who}; "
                f"at least {voices.least} are required"
            )
            yield _finding(problem, f"Quote more of them from the table {tables}")
    for skill, marks in _skills(corpora).items():
        letters = [letter for _, letter in marks]
        first = {letter: letters.index(letter) for letter in letters}
        if set(letters) != {"I", "P", "A"} or len(letters) < wanted.skill_times:
            problem = f"the skill “{skill}” occurs as {' '.join(letters)}"
            remedy = "Introduce it (I), practise it (P) and use it alone (A), in course.yaml"
            yield _finding(problem, remedy)
        elif not first["I"] < first["P"] < first["A"]:
            problem = (
                f"the skill “{skill}” is not introduced, practised and used alone in that order"
            )
            yield _finding(problem, "Change the letters in course.yaml")


def skills(corpora: list[LessonCorpus]) -> str:
    """Return the skills and the lessons that introduce, practise or use them alone."""
    return "\n".join(
        f"{skill}: {', '.join(f'{number} {letter}' for number, letter in marks)}"
        for skill, marks in _skills(corpora).items()
    )


def _skills(corpora: list[LessonCorpus]) -> dict[str, list[tuple[str, str]]]:
    occurring: dict[str, list[tuple[str, str]]] = {}
    for corpus in corpora:
        for skill, letter in corpus.lesson.skills.items():
            occurring.setdefault(skill, []).append((corpus.lesson.number, letter))
    return occurring


def _once(statements: Iterable[Statement]) -> list[Statement]:
    return list({(about.name, row[about.key]): (about, row) for about, row in statements}.values())


def _of(statements: Iterable[Statement], voices: CountedVoices) -> list[Row]:
    """Return the statements that a group of voices takes in; an empty cell counts as false."""
    return [
        row
        for _, row in statements
        if all(
            bool(row.get(column)) is value if isinstance(value, bool) else row.get(column) == value
            for column, value in voices.where.items()
        )
    ]


def _sides(statements: Iterable[Statement]) -> str:
    counts = Counter(str(row[about.column("side")]) for about, row in statements)
    return ", ".join(f"{side} {count}" for side, count in counts.most_common()) or "none"


def _speakers(statements: list[Statement], voices: CountedVoices) -> str:
    chosen = _of(statements, voices)
    names = (str(row[about.column("name")]) for about, row in statements if row in chosen)
    return ", ".join(dict.fromkeys(names)) or "none"


def _sources(corpus: LessonCorpus) -> str:
    cited = Counter(
        citation.source_id
        for passage in corpus.in_notebook()
        for citation in markdown.cited(passage.text)
    )
    return ", ".join(f"{source} {count}" for source, count in cited.most_common()) or "none"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finding(problem: str, remedy: str) -> Finding:
    return Finding("all lessons", "lessons/course.yaml", WHOLE, problem, remedy)
