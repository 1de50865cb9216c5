"""Faults of each kind in a quiz file: at which line each is, whose it is, and what is said."""

from support import QUESTIONS, exercise, question, quiz

TWO_WAYS = {"equals": "1", "missing": "2", "feedback": "x"}


def asked_whole(kind="grid", **changes):
    """Return a quiz with an exercise that stands whole in the file, changed."""
    own = {**QUESTIONS[kind], "prompt": "Which?", "answer": None, "misconceptions": None}
    return quiz(exercises=[exercise(**{**own, "kind": kind, **changes})])


def options(*keys):
    """Return options of which some are right."""
    return [{"text": str(n), "correct": key, "feedback": "x"} for n, key in enumerate(keys)]


def with_single(**changes):
    """Return a quiz with one question of one choice, changed."""
    return quiz(question("single", **changes))


# What the file holds, at which line the fault is, whose it is, and what is said.
DAMAGE = {
    "no key": (with_single(options=options(0, 0)), "- text: '0'", "05-q1", "exactly one option"),
    "two keys": (with_single(options=options(1, 1)), "- text: '0'", "05-q1", "exactly one option"),
    "no key of several": (
        quiz(question("multiple", options=options(0, 0, 0))),
        "- text: '0'",
        "05-q1",
        "at least one option, but not all",
    ),
    "all keys of several": (
        quiz(question("multiple", options=options(1, 1, 1))),
        "- text: '0'",
        "05-q1",
        "at least one option, but not all",
    ),
    "one option": (with_single(options=options(1)), "- text: '0'", "05-q1", "at least 2 items"),
    "an unknown field": (with_single(colour="red"), "colour: red", "05-q1", "Extra inputs"),
    "an option without feedback": (
        with_single(options=[*options(1), {"text": "no words"}]),
        "- text: no words",
        "05-q1",
        "options.1.feedback: in the exit ticket an option must have `feedback`",
    ),
    "an empty feedback": (
        with_single(options=[*options(1), {"text": "b", "feedback": ""}]),
        "feedback: ''",
        "05-q1",
        "an option must have `feedback`",
    ),
    "a question without explanation": (
        with_single(explanation=None),
        "- id: 05-q1",
        "05-q1",
        "explanation: Field required",
    ),
    "a question without source": (
        with_single(source=None),
        "- id: 05-q1",
        "05-q1",
        "source: a task of the exit ticket must have `source`",
    ),
    "an id twice": (
        quiz(question("single"), question("text"), exercises=[]),
        "uid: afqbxx\n  kind: text",
        "05-q1",
        "the id 05-q1 stands twice: give each its own",
    ),
    "a uid twice": (
        quiz(question("single"), question("text", 2, uid="afqbxx"), exercises=[]),
        "uid: afqbxx\n  kind: text",
        "05-q2",
        "the uid afqbxx stands twice: give each its own",
    ),
    "a uid of another form": (
        with_single(uid="05-q1"),
        "uid: 05-q1",
        "05-q1",
        "String should match pattern",
    ),
    "an id of another lesson": (
        with_single(id="06-q1"),
        "- id: 06-q1",
        "06-q1",
        "the id 06-q1 must begin with 05-, as the lesson does",
    ),
    "an exercise of another lesson": (
        quiz(exercises=[exercise(id="06-1")]),
        "- id: 06-1",
        "06-1",
        "must begin with 05-",
    ),
    "an id of another form": (with_single(id="q1"), "- id: q1", "q1", "should match pattern"),
    "an unknown kind": (with_single(kind="guess"), "- id: 05-q1", "05-q1", "'guess' found using"),
    "no kind": (with_single(kind=None), "- id: 05-q1", "05-q1", "Unable to extract tag"),
    "too difficult": (with_single(difficulty=4), "difficulty: 4", "05-q1", "less than or equal"),
    "no points": (with_single(points=0), "points: 0", "05-q1", "greater than or equal to 1"),
    "a misconception with two ways": (
        quiz(exercises=[exercise(misconceptions=[TWO_WAYS])]),
        "- equals: '1'",
        "05-1",
        "a misconception has exactly one of: equals, contains, missing, at_position",
    ),
    "a misconception with no way": (
        quiz(exercises=[exercise(misconceptions=[{"feedback": "hello"}])]),
        "- feedback: hello",
        "05-1",
        "a misconception has exactly one of",
    ),
    "a misconception without words": (
        quiz(exercises=[exercise(misconceptions=[{"equals": "1"}])]),
        "- equals: '1'",
        "05-1",
        "feedback: Field required",
    ),
    "two hints": (
        quiz(exercises=[exercise(hints=["one", "two"])]),
        "- one",
        "05-1",
        "hints: an exercise has 3 hints, not 2",
    ),
    "a kind that is none": (
        quiz(exercises=[exercise(kind="guess")]),
        "- id: 05-1",
        "05-1",
        "'guess' found using 'kind' does not match any of the expected tags: 'single', 'multiple'",
    ),
    "an empty answer": (
        quiz(exercises=[exercise(answer="")]),
        "answer: ''",
        "05-1",
        "at least 1 character",
    ),
    "a number that is none": (
        quiz(question("number", answer="many")),
        "answer: many",
        "05-q1",
        "answer: 'many' is not a number",
    ),
    "a tolerance below nought": (
        quiz(question("number", tolerance=-1)),
        "tolerance: -1",
        "05-q1",
        "greater than or equal to 0",
    ),
    "too little to order": (
        quiz(question("order", items=["a", "b"])),
        "- a",
        "05-q1",
        "at least 3 items",
    ),
    "a pair without feedback": (
        quiz(question("matching", pairs=[{"left": n, "right": n} for n in "ab"])),
        "- left: a",
        "05-q1",
        "pairs.0.feedback: Field required",
    ),
    "own words without a rubric": (
        quiz(question("words", rubric=[])),
        "rubric: []",
        "05-q1",
        "at least 1 item",
    ),
    "an exercise without a title": (
        quiz(exercises=[exercise(title=None)]),
        "- id: 05-1",
        "05-1",
        "title: an exercise must have `title`",
    ),
    "an exercise without a solution": (
        quiz(exercises=[exercise(solution=None)]),
        "- id: 05-1",
        "05-1",
        "solution: an exercise must have `solution`",
    ),
    "an exercise with points": (
        quiz(exercises=[exercise(points=2)]),
        "points: 2",
        "05-1",
        "an exercise of this kind has no `points`: remove it",
    ),
    "a ticket with three hints": (
        with_single(hints=["one", "two", "three"]),
        "- one",
        "05-q1",
        "hints: a task of the exit ticket has 1 hint, not 3",
    ),
    "a ticket without difficulty and points": (
        with_single(difficulty=None, points=None),
        "- id: 05-q1",
        "05-q1",
        "difficulty: a task of the exit ticket must have `difficulty` and `points`",
    ),
    "a ticket without a prompt": (
        with_single(prompt=None),
        "- id: 05-q1",
        "05-q1",
        "prompt: a task of the exit ticket must have `prompt`",
    ),
    "a ticket with a solution": (
        with_single(solution="1"),
        "solution: '1'",
        "05-q1",
        "a task of the exit ticket of this kind has no `solution`",
    ),
    "an exercise among the questions": (
        quiz(question("single", id="05-1"), exercises=[]),
        "- id: 05-1",
        "05-1",
        "the id 05-1 is an exercise's: put the task under exercises",
    ),
    "a question among the exercises": (
        quiz(question("multiple", 2), exercises=[question("single")]),
        "- id: 05-q1",
        "05-q1",
        "the id 05-q1 is of the exit ticket: put the task under questions",
    ),
    "a key in two ways": (
        asked_whole(answer="S S"),
        "- text: Seoul",
        "05-1",
        "the key stands in `answer`, so the lesson holds the rest: remove `rows`, or `answer`",
    ),
    "a prompt beside an answer": (
        quiz(exercises=[exercise(prompt="Which?")]),
        "prompt: Which?",
        "05-1",
        "remove `prompt`, or `answer`",
    ),
    "no key at all": (
        asked_whole(rows=None),
        "- id: 05-1",
        "05-1",
        "answer: give `answer`, or `prompt`, `rows`, `options`",
    ),
    "options without a prompt": (
        asked_whole("multiple", prompt=None),
        "- id: 05-1",
        "05-1",
        "prompt: with `options` it needs a prompt",
    ),
    "a choice without a prompt": (
        asked_whole("single", prompt=None),
        "- id: 05-1",
        "05-1",
        "prompt: an exercise must have `prompt`",
    ),
    "a row without an option": (
        asked_whole(rows=[{"text": "Seoul", "key": "S"}, {"text": "Jeju", "key": "W"}]),
        "key: W",
        "05-1",
        "rows.1.key: the key must be one of the options: N, S",
    ),
    "a label twice": (
        asked_whole(options=[{"label": "S"}, {"label": "N"}, {"label": "s"}]),
        "- label: s",
        "05-1",
        "two options have the label s: give each its own",
    ),
    "an option that is nothing": (
        asked_whole(options=[{"label": "S"}, {"text": ""}]),
        "- text: ''",
        "05-1",
        "give it a label, a text, or both",
    ),
    "a misconception of a forecast": (
        quiz(question("forecast", misconceptions=[{"equals": "a", "feedback": "x"}])),
        "- equals: a",
        "05-q1",
        "a task of the exit ticket of this kind has no `misconceptions`: remove it",
    ),
    "a form that is no number": (
        quiz(question("number", accept=["118", "many"])),
        "- '118'",
        "05-q1",
        "accept: 'many' is not a number",
    ),
    "no question": (quiz(questions=[]), "questions: []", "", "at least 1 item"),
}
