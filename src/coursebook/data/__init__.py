"""Tables with types, and the sources that their rows and the lessons cite."""
