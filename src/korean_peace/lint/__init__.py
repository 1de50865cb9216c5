"""Looks at the content itself: whether it covers, cites and says what it should."""
