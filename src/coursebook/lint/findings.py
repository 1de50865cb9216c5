"""What the linter says: findings, exceptions and the report that holds them.

A finding names the lesson, the place, the sentence, the problem and the remedy, so that an
author can act on it without knowing the linter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

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
        """Tell whether this exception lets a finding pass."""
        whole = finding.sentence == WHOLE and self.place == f"{finding.place}, cell 1"
        if not (whole or finding.place == self.place) or not self.text.strip():
            return False
        return _flat(self.text) in _flat(f"{finding.sentence} {finding.problem}")


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
    used: dict[Suppression, None] = {}
    for finding in dict.fromkeys(findings):
        covering = [
            suppression
            for suppression in suppressions
            if suppression.covers(finding) and suppression.reason.strip()
        ]
        if covering:
            used.update(dict.fromkeys(covering))
        else:
            report.findings.append(finding)
    report.findings += [
        _idle(suppression) for suppression in suppressions if suppression not in used
    ]
    report.suppressions = [suppression for suppression in suppressions if suppression in used]
    return report


def _idle(suppression: Suppression) -> Finding:
    reasoned = bool(suppression.reason.strip())
    problem = (
        "this exception is not needed: it matches no finding"
        if reasoned
        else "this exception has no reason"
    )
    remedy = "Remove it" if reasoned else "Say why the sentence may stand, or remove it"
    return Finding(suppression.lesson, suppression.place, suppression.text, problem, remedy)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
