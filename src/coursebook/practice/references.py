"""Prints the sources that a lesson cites."""

from coursebook.course import course
from coursebook.data.citations import Source, cite, cited, listed
from coursebook.notebooks import stored
from coursebook.practice.messages import Text, show


def references(lesson: str) -> None:
    """Show the sources that a lesson's text cites.

    Raises:
        UnknownName: there is no such lesson, or it cites a source that does not exist.
        LessonError: the notebook is missing or is no notebook.
    """
    sources = reference_list(lesson)
    in_words = {source.id: str(source) for source in sources}
    show(Text(listed(sources), "references", sources=in_words))


def reference_list(lesson: str) -> list[Source]:
    """Return the sources that the text cells of a lesson cite, each once, in order.

    Raises:
        UnknownName, LessonError: as for `references`.
    """
    cells = stored.read_stored(course.notebook(lesson))["cells"]
    found = cited(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    return [cite(source_id) for source_id in dict.fromkeys(each.source_id for each in found)]
