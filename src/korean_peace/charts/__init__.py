"""Tables to charts: each with a title that states the finding, alt text, data and source."""

from coursebook.charts import theme
from coursebook.charts.annotate import annotate as annotate
from korean_peace.charts.aid import aid as aid
from korean_peace.charts.base_rate import base_rate as base_rate
from korean_peace.charts.causes import causes as causes
from korean_peace.charts.families import families as families
from korean_peace.charts.forecast import forecast as forecast
from korean_peace.charts.known import known as known
from korean_peace.charts.letters import letters as letters
from korean_peace.charts.liaison import liaison as liaison
from korean_peace.charts.meetings import meetings as meetings
from korean_peace.charts.missiles import missiles as missiles
from korean_peace.charts.nuclear import nuclear as nuclear
from korean_peace.charts.overview import overview as overview
from korean_peace.charts.places import places as places
from korean_peace.charts.pledges import pledges as pledges
from korean_peace.charts.poll import poll as poll
from korean_peace.charts.positions import positions as positions
from korean_peace.charts.ranges import ranges as ranges
from korean_peace.charts.remains import remains as remains
from korean_peace.charts.resolutions import resolutions as resolutions
from korean_peace.charts.scales import scales as scales
from korean_peace.charts.security_area import security_area as security_area
from korean_peace.charts.timeline import timeline as timeline
from korean_peace.charts.visits import visits as visits

__all__ = sorted(name for name, value in globals().items() if callable(value))

theme.enable()
