"""Tables to charts: each with a title that states the finding, alt text, data and source."""

from coursebook.charts import theme
from korean_peace.charts.aid import aid
from korean_peace.charts.causes import causes
from korean_peace.charts.chance import base_rate
from korean_peace.charts.counts import missiles, nuclear
from korean_peace.charts.crossings import liaison, visits
from korean_peace.charts.families import families, remains
from korean_peace.charts.known import known
from korean_peace.charts.leaders import meetings
from korean_peace.charts.letters import letters
from korean_peace.charts.maps import places
from korean_peace.charts.overview import overview
from korean_peace.charts.pledges import forecast, pledges
from korean_peace.charts.positions import positions
from korean_peace.charts.ranges import poll, ranges
from korean_peace.charts.sanctions import resolutions
from korean_peace.charts.scales import scales
from korean_peace.charts.timeline import timeline

__all__ = [
    "aid",
    "base_rate",
    "causes",
    "families",
    "forecast",
    "known",
    "letters",
    "liaison",
    "meetings",
    "missiles",
    "nuclear",
    "overview",
    "places",
    "pledges",
    "poll",
    "positions",
    "ranges",
    "remains",
    "resolutions",
    "scales",
    "timeline",
    "visits",
]

theme.enable()
