"""The pages around the lessons: the front page, the tables, the sources."""
