"""Sets the page of a handout as a tagged PDF: HTML to Typst's code, and that to pages."""

from typing import Literal

Paper = Literal["a4", "us-letter"]  # as Typst names them
