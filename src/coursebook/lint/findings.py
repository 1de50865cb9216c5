"""What the linter says: findings, exceptions and the report that holds them.

A finding names the lesson, the place, the sentence, the problem and the remedy, so that an
author can act on it without knowing the linter. What is said stands in `messages.yaml`.
"""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

WHOLE = "the whole lesson"  # the sentence of a finding that is about no sentence in particular


@dataclass(frozen=True)
class Finding:
    """One fault: which lesson, where, the sentence, the problem and the remedy."""

    lesson: str
    place: str
    sentence: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the finding as an author reads it, in three lines."""
        return f"{self.place}\n  “{self.sentence}”\n  {self.problem}. {self.remedy}."


Findings = Iterator[Finding]  # what a rule yields, in the order of the lesson


def finding(message: str, lesson: str, place: str, sentence: str, /, **values: object) -> Finding:
    """Return a finding with a message of the catalogue.

    Args:
        message: Its name in `messages.yaml`.
        lesson: The lesson's id.
        place: Where it is, as people name the place.
        sentence: What it is about.
        values: What fills the message's gaps, by their names.
    """
    texts = _messages()[message]
    problem, remedy = (texts[part].format(**values) for part in ("problem", "remedy"))
    return Finding(lesson, place, sentence, problem, remedy)


@functools.cache
def _messages() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("messages.yaml")
    messages: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return messages


@dataclass(frozen=True)
class Suppression:
    """An exception that an author marked: findings whose sentence holds `text` are let pass.

    Findings about a whole lesson are let pass by its first cell, by words of the message.
    """

    lesson: str
    place: str
    text: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Tell whether this exception lets a finding pass: it must have a reason."""
        first_cell = f"{finding.place}, cell 1" if finding.sentence == WHOLE else ""
        here = self.place in (finding.place, first_cell)
        within = _flat(self.text) in _flat(f"{finding.sentence} {finding.problem}")
        return here and within and bool(self.text.strip() and self.reason.strip())


@dataclass
class Report:
    """All that a check found.

    Attributes:
        findings: What must be mended; none means that the check passed.
        suppressions: What authors let pass, each with its reason.
        tables: Texts to read, by name: measure, balance, skills, coverage.
    """

    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether there is nothing to fix."""
        return not self.findings

    def __str__(self) -> str:
        """Return findings and exceptions, for a terminal; the tables are printed on demand."""
        parts = [str(finding) for finding in self.findings]
        parts += [
            f"{suppression.place}\n  let pass: “{suppression.text}”, because {suppression.reason}"
            for suppression in self.suppressions
        ]
        count = len(self.findings)
        end = f"{count} finding{'' if count == 1 else 's'}, {len(self.suppressions)} exceptions."
        return "\n\n".join([*parts, end])


def apply_suppressions(findings: Iterable[Finding], suppressions: list[Suppression]) -> Report:
    """Part findings from those that an exception lets pass.

    An exception without a reason, or one that nothing needs, is a finding itself: so none
    stays behind when its sentence is mended.
    """
    report = Report()
    used: set[Suppression] = set()
    for fault in dict.fromkeys(findings):
        covering = [suppression for suppression in suppressions if suppression.covers(fault)]
        used.update(covering)
        if not covering:
            report.findings.append(fault)
    for suppression in suppressions:
        if suppression in used:
            report.suppressions.append(suppression)
        else:
            message = "exception-idle" if suppression.reason.strip() else "exception-unreasoned"
            place, text = suppression.place, suppression.text
            report.findings.append(finding(message, suppression.lesson, place, text))
    return report


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
