"""What a student types for a chart: where nothing is typed yet, it says what to type."""

from coursebook.practice.marking import is_blank
from coursebook.practice.messages import show_message


def is_typed(typed: str, noun: str, how: str) -> bool:
    """Tell whether something is typed; where nothing is, show what to type.

    Args:
        typed: What stands in the student's cell; dots are nothing.
        noun: What is wanted, such as `forecast`.
        how: What to type, as the end of a sentence that begins with `Type`.
    """
    if is_blank(typed):
        show_message(f"*No {noun} yet.* Type {how}", "unanswered")
    return not is_blank(typed)
