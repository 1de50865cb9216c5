"""Sets the page of a handout as a tagged PDF: HTML to Typst's code, and that to pages."""
