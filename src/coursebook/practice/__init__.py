"""What a lesson says to its reader, and how it judges an answer."""
