"""Looks at the content itself: whether it covers, cites and says what it should."""

from korean_peace.lint.findings import Exemption as Exemption
from korean_peace.lint.findings import Finding as Finding
from korean_peace.lint.findings import Report as Report
from korean_peace.lint.report import check as check
