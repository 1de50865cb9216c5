"""Tables to charts: each with a title that states the finding, alt text, data and source."""

from coursebook.charts import theme
from coursebook.charts.annotate import annotate
from korean_peace.charts.aid import aid
from korean_peace.charts.base_rate import base_rate
from korean_peace.charts.causes import causes
from korean_peace.charts.families import families
from korean_peace.charts.known import known
from korean_peace.charts.letters import letters
from korean_peace.charts.liaison import liaison
from korean_peace.charts.meetings import meetings
from korean_peace.charts.missiles import missiles
from korean_peace.charts.nuclear import nuclear
from korean_peace.charts.overview import overview
from korean_peace.charts.places import places
from korean_peace.charts.pledges import forecast, pledges
from korean_peace.charts.poll import poll
from korean_peace.charts.positions import positions
from korean_peace.charts.ranges import ranges
from korean_peace.charts.remains import remains
from korean_peace.charts.resolutions import resolutions
from korean_peace.charts.scales import scales
from korean_peace.charts.security_area import security_area
from korean_peace.charts.timeline import timeline
from korean_peace.charts.visits import visits

__all__ = [
    "aid",
    "annotate",
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
    "security_area",
    "timeline",
    "visits",
]

theme.enable()
