"""What a lesson says to its reader: the opening, its words, checks, hints, the exit ticket.

No key is ever shown before an answer is given. The installed package does hold the keys,
for practice; graded work belongs in the school's own system.
"""

import itertools

from coursebook.charts import theme
from coursebook.course import course, quiz
from coursebook.course.course import Lesson
from coursebook.course.tasks import Task
from coursebook.data import reader
from coursebook.data.schema import Table, TableRole
from coursebook.errors import UnknownName
from coursebook.practice import answer_json, quotes
from coursebook.practice.marking import Given, is_blank, mark
from coursebook.practice.messages import Message, display, markdown_table, show_message
from coursebook.practice.task_text import form, prompt, solved

_hints_given: dict[str, int] = {}
_buttons = False  # whether answers come from forms, which have a button for hints
_answered: set[str] = set()  # the tasks that were answered in this session, right or not
_FOR_A_HINT = "For a hint, take away the first `#` of the last line and run the cell again."
# How a reply begins where no machine judges.
_UNJUDGED = {"words": "**Read it again with the rubric.**", "forecast": "**Kept.**"}
_UNANSWERED = (
    "*Not answered yet.* Type your answer in place of the dots and press Shift and Enter. "
    + _FOR_A_HINT
)
_UNCHOSEN = (
    "*Not answered yet.* Choose above and press *Check*. "
    "Without buttons: type your answer between the quotation marks, and press Shift and Enter."
)


def start(lesson: str) -> None:
    """Open a lesson: set the look of charts, say what it is for and how long it takes.

    From then on `kp.check` and `kp.hint` also understand curly quotation marks.

    Raises:
        UnknownName: there is no such lesson.
    """
    theme.enable()
    quotes.enable()
    opened = course.lesson(lesson)
    show_message(_opening(opened), "start")


def terms(lesson: str) -> None:
    """Show the words, people and places of a lesson, in all its languages, before they are read.

    Raises:
        UnknownName: there is no such lesson, term or name, or no table with the role of a
            glossary, of people or of places.
    """
    opened = course.lesson(lesson)
    words = [_entry(each, "glossary") for each in opened.terms]
    names = [_entry(each, "people", "places") for each in opened.names]
    shown = [_named("Word", "Meaning", words)] if words or not names else []
    shown += [_named("Name", "Who or where", names)] if names else []
    show_message("\n\n".join(shown), "terms")


def check(ident: str, answer: Given) -> None:
    """Check an answer and say why it is right or what to look at again.

    Args:
        ident: An exercise such as `05-1`, or a question such as `05-q1`.
        answer: A short text or a number, or JSON as `answer_json` tells; `...` or nothing means
            not answered yet.

    Raises:
        UnknownName: there is no such exercise or question.
    """
    task = find_task(ident)
    answer = answer_json.plain(task, answer)
    if is_blank(answer):
        show_message(_UNCHOSEN if answer == "" else _UNANSWERED, "unanswered", ident)
        return
    _answered.add(ident)
    verdict = mark(task, answer)
    opening = _UNJUDGED.get(task.kind) or ("**Right.**" if verdict.right else "**Not yet.**")
    first, *others = [*filter(None, [verdict.progress]), *verdict.feedback]
    if not (verdict.right or _buttons or ident in _hints_given):
        others.append(_FOR_A_HINT)
    reply = "\n\n".join([f"{opening} {first}", *others])
    display(Message(reply, "reply", ident, verdict.right, verdict.parts))


def use_buttons() -> None:
    """Say no more how a hint is typed: from now on answers come from forms."""
    global _buttons
    _buttons = True


def is_answered(ident: str) -> bool:
    """Tell whether a task was answered in this session, right or not."""
    return ident in _answered


def hint(ident: str, number: int | None = None) -> None:
    """Show a hint: an exercise has three, a question one.

    Args:
        ident: An exercise such as `05-1`, or a question such as `05-q1`.
        number: Which one; one after the last shows the answer itself. By default the next;
            after the last, all of them.

    Raises:
        UnknownName: there is no such exercise or question, or it has no such hint.
    """
    task = find_task(ident)
    count = len(task.hints)
    hints = [f"**Hint {place} of {count}.** {text}" for place, text in enumerate(task.hints, 1)]
    if number is None:
        given = _hints_given.get(ident, 0)
        _hints_given[ident] = min(given + 1, count)
        had = "\n".join(f"{place}. {text}" for place, text in enumerate(task.hints, 1))
        last = f"**There is no further hint.** You have had:\n\n{had}"
    else:
        known = range(1, count + 2)
        if number not in known:
            raise UnknownName("hint", str(number), list(map(str, known)))
        given, last = number - 1, solved(task)
    show_message([*hints, last][given], "hint", ident)


def ask(ident: str) -> None:
    """Show the exit ticket, or one task, without the key.

    Args:
        ident: A lesson such as `05`, or a task such as `05-q1`. An exercise is shown if the quiz
            file holds what it asks.

    Raises:
        UnknownName: there is no such lesson or task.
        CourseError: the quiz file holds what is not permitted.
    """
    loaded = quiz.load_quiz(str(ident).split("-")[0])
    if ident in (loaded.lesson, loaded.lesson[:2]):
        show_message("\n\n".join(map(prompt, loaded.questions)), "questions")
        return
    whole = {task.id: task for task in loaded.tasks if task.prompt}
    if ident not in whole:
        raise UnknownName("lesson or question", ident, list(whole))
    asked = whole[ident]
    display(Message(prompt(asked), "question", ident, form=form(asked)))


def find_task(ident: str) -> Task:
    """Return a task of a quiz.

    Raises:
        UnknownName: there is no such exercise or question.
    """
    loaded = quiz.load_quiz(str(ident).split("-")[0])
    task = loaded.task(ident)
    if task is None:
        raise UnknownName("exercise or question", ident, [each.id for each in loaded.tasks])
    return task


def _opening(opened: Lesson) -> str:
    goals = "\n".join(f"- {goal.text}" for goal in opened.objectives)
    titles, spent = opened.minutes.activities, opened.minutes.of_activities
    minutes = " · ".join(f"{titles[part]} {count}" for part, count in spent.items() if count)
    about = (
        f"**What you will be able to do**\n\n{goals}\n\n"
        f"**Time**: {opened.minutes.total} minutes ({minutes})\n\n"
        f"**You need**: {opened.you_need}\n\n"
        f"**Who speaks here**: {opened.voices.heard}\n\n"
        f"**Who cannot be heard**: {opened.voices.missing}"
    )
    if opened.minutes.story is None:
        return about
    # A lesson that tells a story begins with it; what it is for can be looked up.
    return f"<details><summary>About this lesson</summary>\n\n{about}\n\n</details>"


def _entry(key: str, *roles: TableRole) -> tuple[Table, reader.Row]:
    """Return the row with this key in the tables with these roles, and its table."""
    found = next(filter(None, (reader.find_row_in(role, key) for role in roles)), None)
    if found is None:
        last = list(reader.rows_with_role(roles[-1]))
        tables = " or ".join(dict.fromkeys(about.name for about, _ in last)) or roles[-1]
        known = [str(row[about.key]) for about, row in last]
        raise UnknownName(f"entry in {tables}", key, known or ["nothing: there is no such table"])
    return found


def _named(name: str, meaning: str, entries: list[tuple[Table, reader.Row]]) -> str:
    """Return entries as a table: name, the name in other languages, what it means."""
    languages = [_in_languages(about, row) for about, row in entries]
    spoken = list(dict.fromkeys(itertools.chain.from_iterable(languages)))
    lines = [
        [
            f"**{row[about.column('name')]}**",
            *(str(named.get(language) or "–") for language in spoken),
            str(row.get(about.column("explanation")) or "–"),
        ]
        for (about, row), named in zip(entries, languages, strict=True)
    ]
    return markdown_table([name, *(title for _, title in spoken), meaning], lines)


def _in_languages(about: Table, row: reader.Row) -> dict[tuple[str, str], reader.Cell]:
    """Return the names of a row in other languages, by language and heading."""
    return {
        (field.lang, field.title or field.name): row[field.name]
        for field in about.fields
        if field.lang
    }
