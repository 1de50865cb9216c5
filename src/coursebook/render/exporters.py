"""What Jupyter's list of exporters names: absent, not broken, without the extra `publish`.

nbconvert and JupyterLab's export menu load every exporter on the list, whichever is asked
for. One that cannot be imported would end them all; one that says it is disabled is passed over.
"""

from nbconvert.exporters.base import ExporterDisabledError

try:
    from coursebook.render.html.exporter import HandoutExporter
    from coursebook.render.pdf.exporter import HandoutPdfExporter
except ModuleNotFoundError as error:
    if (error.name or "").startswith("coursebook"):
        raise
    raise ExporterDisabledError(
        f"handouts need the Python package {error.name!r}, which is not installed: "
        f'run  python -m pip install "korean-peace[publish]"'
    ) from error

__all__ = ["HandoutExporter", "HandoutPdfExporter"]
