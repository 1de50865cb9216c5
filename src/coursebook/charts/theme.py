"""The look of charts and tables, and one renderer that draws charts without a network.

Altair's own renderers fetch their scripts from a server or fill a notebook with copies of
them. JupyterLab, Notebook 7 and JupyterLite carry Vega-Lite themselves, so a chart goes
out as its bare specification.
"""

import importlib.util
from typing import Any

import altair as alt
import pandas as pd

# JupyterLab's key. It draws newer specifications too; a key for Vega-Lite 6 does not exist there.
MIMETYPE = "application/vnd.vegalite.v5+json"

# Two colours that a handout replaces, so that a chart follows the reader's light or dark page.
INK = "#1f2430"
GRID = "#c9ced6"
# Told apart by colour-blind readers (after Okabe and Ito), with a contrast of at least 3 to 1
# on white and on near-black.
BLUE, ORANGE, GREEN, PINK, BROWN, GREY = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#8f6420",
    "#7a8290",
)
SHAPES = ["circle", "diamond", "square", "triangle-up", "cross", "triangle-down"]


def enable() -> None:
    """Switch on the look and the renderer; tables show whole sentences."""
    alt.theme.enable("korean_peace")
    alt.renderers.enable("default" if _on_colab() else "korean_peace")
    pd.set_option("display.max_colwidth", None)
    pd.set_option("display.max_rows", 60)


def _on_colab() -> bool:
    # Colab draws only what Altair's own renderer sends, and it is online by nature.
    try:
        return importlib.util.find_spec("google.colab") is not None
    except ModuleNotFoundError:
        return False


def _render(spec: dict[str, Any]) -> dict[str, Any]:
    # JupyterLab complains about a newer label, though it draws what we use of the newer version.
    labelled = {**spec, "$schema": "https://vega.github.io/schema/vega-lite/v5.json"}
    return {MIMETYPE: labelled, "text/plain": spec.get("description", "Chart")}


@alt.theme.register("korean_peace", enable=False)
def _theme() -> alt.theme.ThemeConfig:
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}
    return {
        "config": {
            "background": "white",
            "font": "system-ui, 'Noto Sans KR', sans-serif",
            "view": {"stroke": None},
            "title": {
                "anchor": "start",
                "color": INK,
                "fontSize": 16,
                "offset": 12,
                "subtitleColor": INK,
                "subtitleFontSize": 13,
                "subtitlePadding": 4,
            },
            "axis": {
                **text,
                "titleFontWeight": "normal",
                "labelLimit": 320,
                "domainColor": INK,
                "tickColor": INK,
                "gridColor": GRID,
            },
            "legend": {**text, "titleFontWeight": "normal", "symbolSize": 110, "labelLimit": 320},
            "text": {"color": INK, "fontSize": 13},
            "mark": {"color": BLUE},
            "range": {"category": [BLUE, ORANGE, GREEN, PINK, BROWN, GREY]},
        }
    }


alt.renderers.register("korean_peace", _render)
