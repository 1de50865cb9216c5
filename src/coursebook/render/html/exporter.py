"""Exports a notebook as a handout: one HTML page that fetches nothing and runs nothing.

`jupyter nbconvert --to handout lesson.ipynb`, or in JupyterLab: File, Save and Export
Notebook As, Handout.
"""

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.html import HTMLExporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from coursebook.render import from_notebook
from coursebook.render.document import Document
from coursebook.render.html import page

Resources = dict[str, object]  # nbconvert's


class HandoutExporter(HTMLExporter):
    """Exports any notebook; one of the course's lessons gets what the course knows of it.

    A notebook is a lesson where its name is the id of one. It must then be fit to publish
    (no error, no unknown source, no chart without description), unless it lies elsewhere
    than in the curriculum: a student's own copy is exported as it is.
    """

    export_from_notebook = "Handout (HTML)"

    home = Unicode("", help="Address of the course's front page, linked from the handout.").tag(
        config=True
    )

    charts = Unicode(
        "",
        help="Address of charts.js, seen from a lesson's page: its charts can then be made live.",
    ).tag(config=True)

    edition = Unicode("", help="Whose edition it is, such as: Teacher's edition.").tag(config=True)

    @default("template_name")
    def _template_name_default(self) -> str:
        return "handout"  # nbconvert wants to know one, and lays out no page with it

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(page.TEMPLATES)]  # nbconvert's own default is the working folder

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **kw: object
    ) -> tuple[str, Resources]:
        """Export a notebook.

        Args:
            nb: An nbformat 4 notebook.
            resources: nbconvert's; `metadata.name` is the notebook's name without its ending,
                `metadata.path` the folder it lies in (left out: the curriculum's own).
            **kw: Passed on to nbconvert.

        Returns:
            The page, and the resources.

        Raises:
            LessonError: a lesson is not fit to publish; the message names file and cell.
            CitationError: a lesson cites an unknown source.
            CourseError: the course file holds what is not permitted.
        """
        document, resources = self._read(nb, resources, **kw)
        return page.page(document, home=self.home, charts=self.charts), resources

    def _read(
        self, nb: NotebookNode, resources: Resources | None, **kw: object
    ) -> tuple[Document, Resources]:
        # Not HTMLExporter's way: it lays out each cell by itself, and parses the page again.
        nb, converted = Exporter.from_notebook_node(self, nb, resources, **kw)
        metadata = converted["metadata"]
        document = from_notebook.read_document(
            nb,
            from_notebook.origin(metadata["name"] or "Notebook", metadata.get("path")),
            edition=self.edition,
            show_code=not self.exclude_input,
            warn=self.log.warning,
        )
        return document, converted
