"""The look of charts and tables, and one renderer that draws charts without a network.

Altair's own renderers fetch their scripts from a server or fill a notebook with copies of
them. JupyterLab, Notebook 7 and JupyterLite carry Vega-Lite themselves, so a chart goes
out as its bare specification.
"""

import importlib.util

import altair as alt
import pandas as pd

from coursebook.charts.colours import BLUE, BROWN, GREEN, GREY, GRID, INK, ORANGE, PINK
from coursebook.course import course

# JupyterLab's key. It draws newer specifications too; a key for Vega-Lite 6 does not exist there.
MIMETYPE = "application/vnd.vegalite.v5+json"

NAME = "coursebook"  # of the look and of the renderer, among Altair's own


def enable() -> None:
    """Switch on the look and the renderer; tables show whole sentences."""
    alt.theme.enable(NAME)
    alt.renderers.enable("default" if _on_colab() else NAME)
    pd.set_option("display.max_colwidth", None)
    pd.set_option("display.max_rows", 60)


def _on_colab() -> bool:
    # Colab draws only what Altair's own renderer sends, and it is online by nature.
    try:
        return importlib.util.find_spec("google.colab") is not None
    except ModuleNotFoundError:
        return False


def _render(spec: dict[str, object]) -> dict[str, object]:
    # JupyterLab complains about a newer label, though it draws what we use of the newer version.
    labelled = {**spec, "$schema": "https://vega.github.io/schema/vega-lite/v5.json"}
    return {MIMETYPE: labelled, "text/plain": spec.get("description", "Chart")}


@alt.theme.register(NAME, enable=False)
def _theme() -> alt.theme.ThemeConfig:
    foreign = [f"'{script.fonts[0]}'" for script in course.scripts() if script.fonts]
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}
    text = {**text, "titleFontWeight": "normal", "labelLimit": 320}
    title = {"anchor": "start", "color": INK, "fontSize": 16, "offset": 12}
    subtitle = {"subtitleColor": INK, "subtitleFontSize": 13, "subtitlePadding": 4}
    return {
        "config": {
            "background": "white",
            "font": ", ".join(["system-ui", *foreign, "sans-serif"]),
            "view": {"stroke": None},
            "title": {**title, **subtitle},
            "axis": {**text, "domainColor": INK, "tickColor": INK, "gridColor": GRID},
            "legend": {**text, "symbolSize": 110},
            "text": {"color": INK, "fontSize": 13},
            "mark": {"color": BLUE},
            "range": {"category": [BLUE, ORANGE, GREEN, PINK, BROWN, GREY]},
        }
    }


alt.renderers.register(NAME, _render)
