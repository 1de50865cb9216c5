"""Tables to charts: each with a title that states the finding, alt text, data and source."""

from korean_peace import theme
from korean_peace.charts.pledges import forecast, pledges
from korean_peace.charts.timeline import timeline

__all__ = ["forecast", "pledges", "timeline"]

theme.enable()
