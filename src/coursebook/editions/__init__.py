"""Makes a lesson's notebook into the notebook of one kind of reader."""
