"""What the forms of charts share."""

import pandas as pd

from coursebook.charts import marks


def test_labels_that_would_meet_stand_in_different_lanes():
    """Two labels at one place need two lanes, a third one far away goes back to the first."""
    assert marks.label_lanes(pd.Series([0.0, 1.0, 99.0]), pd.Series(["ab"] * 3), 7, 2) == [0, 1, 0]
