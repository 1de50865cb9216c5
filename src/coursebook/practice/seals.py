"""Opens the seal of a forecast: what happened stays hidden until a forecast is kept."""

from coursebook.course.kinds import Forecast
from coursebook.errors import UnknownName
from coursebook.practice.messages import Message, display, show_message
from coursebook.practice.prompts import find_task, is_answered


def seal(ident: str) -> None:
    """Tell what happened to who has kept a forecast; to others, what to do first.

    Args:
        ident: A forecast such as `05-4`.

    Raises:
        UnknownName: there is no such forecast, or the quiz file does not tell its outcome.
    """
    task = find_task(ident)
    if not isinstance(task, Forecast) or not task.outcome:
        raise UnknownName("forecast with an outcome", ident, ["a forecast whose `outcome` is told"])
    if is_answered(ident):
        show_message(f"**What happened.** {task.outcome}", "seal", ident)
        return
    told = f"**This seal is closed.** Answer {ident} first: press *Check* there. Then open it here."
    display(Message(told, "seal", ident, form={"kind": "seal", "id": ident}))
