"""One module a rule of content."""
