"""Makes curly quotation marks work, which phones, tablets and word processors type.

Only where an answer is checked or a hint is taken: all other code stays as it was typed.
"""

import re

_CALL = re.compile(r"\s*kp\.(?:check|hint)\b")
# What is whole already, and comments, stand first: they are passed over.
_QUOTED = re.compile(
    r"""
    (?P<whole> (?:"{3}|'{3}).* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | \#.* )
    | ["“”„‟] (?P<double>[^"“”„‟]*) ["“”„‟]
    | ['‘’‚‛] (?P<single>.*?) ['‘’‚‛] (?=\s*[,)])   # an apostrophe ends no answer
    """,
    re.VERBOSE,
)


def enable() -> None:
    """Let this session's cells use curly quotation marks; elsewhere do nothing."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell and straighten not in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.append(straighten)


def straighten(lines: list[str]) -> list[str]:
    """Return the lines of a cell with straight quotation marks round what is checked."""
    return [_QUOTED.sub(_straight, line) if _CALL.match(line) else line for line in lines]


def _straight(found: re.Match[str]) -> str:
    if found["whole"] is not None:
        return found["whole"]
    text = found["single"] if found["double"] is None else found["double"]
    return '"' + text.replace('"', r"\"") + '"'
