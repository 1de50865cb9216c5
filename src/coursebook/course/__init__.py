"""A course's own files, typed: the course file, quizzes, guides."""
