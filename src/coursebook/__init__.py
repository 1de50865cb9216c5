"""The engine of a course: lessons, tables with sources, quizzes, pages and papers."""
