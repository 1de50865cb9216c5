"""Exports a notebook as a handout on paper: a tagged PDF that is the worksheet, too.

`jupyter nbconvert --to handout_pdf lesson.ipynb`, or in JupyterLab: File, Save and Export
Notebook As, Handout_pdf.
"""

from typing import Any

from traitlets import Enum, default

from coursebook.errors import Place
from coursebook.render.diagnostics import Faults
from coursebook.render.html.exporter import HandoutExporter


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
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
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
        from coursebook.render.pdf.document import pdf

        page, resources = super().from_notebook_node(nb, resources, **kw)
        faults = Faults(strict=resources["strict"], warn=self.log.warning)
        name = f"{resources['metadata']['name'] or 'Notebook'}.ipynb"
        where = Place(f"lessons/{name}" if faults.strict else name)
        return pdf(page, where, paper=self.paper, faults=faults), resources
