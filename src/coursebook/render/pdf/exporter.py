"""Exports a notebook as a handout on paper: a tagged PDF that is the worksheet, too.

`jupyter nbconvert --to handout_pdf lesson.ipynb`, or in JupyterLab: File, Save and Export
Notebook As, Handout_pdf.
"""

from nbformat import NotebookNode
from traitlets import Enum, default

from coursebook.render.html.exporter import HandoutExporter, Resources


class HandoutPdfExporter(HandoutExporter):
    """Exports any notebook that `HandoutExporter` exports, as a PDF."""

    export_from_notebook = "Handout (PDF)"
    output_mimetype = "application/pdf"

    paper = Enum(["a4", "us-letter"], "a4", help="Size of the paper: a4 or us-letter.").tag(
        config=True
    )

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"  # else it would follow the file's

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[bytes, Resources]:
        """Export a notebook.

        Args:
            nb: An nbformat 4 notebook.
            resources: As for `HandoutExporter`.
            **kw: Passed on to nbconvert.

        Returns:
            The PDF, and the resources.

        Raises:
            LessonError: as for `HandoutExporter`; or Typst refuses the page.
            CitationError: a lesson cites an unknown source.
            CourseError: the course file holds what is not permitted.
        """
        from coursebook.render.pdf.document import pdfs

        document, converted = self._read(nb, resources, **kw)
        (content,) = pdfs(document, [self.paper], warn=self.log.warning)
        return content, converted
