"""What any course's charts stand on: a look, alt text, data and source."""
