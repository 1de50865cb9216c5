"""Looks at the content itself: whether it covers, cites and says what it should."""

from coursebook.lint.findings import Finding as Finding
from coursebook.lint.findings import Report as Report
from coursebook.lint.findings import Suppression as Suppression
from coursebook.lint.runner import check as check
