"""Places, promises on two scales, and the causes at Hanoi."""

import math
from importlib import import_module

import pytest
from drawn import described, svg, table, title

import korean_peace as kp
from coursebook.charts.map import box, label_sides
from coursebook.data.schema import table as described_table
from coursebook.errors import ChartError, UnknownName
from korean_peace.charts import causes, places, positions, scales
from korean_peace.charts.scales import STATES

module = import_module("korean_peace.charts.places")
window = module.WINDOW


@pytest.fixture(scope="module")
def where():
    """Return the table of places."""
    return kp.load("places")


def test_the_map_names_no_sea(where):
    """No sea has a name, in print, alt text or table."""
    chart = places(where, "T")
    for text in (svg(chart), described(chart), str(table(chart))):
        assert " Sea" not in text
        assert "sea of" not in text.lower()


def test_close_places_share_a_marker(where):
    """Panmunjom and Kaesong are one marker; each place stands in the table once."""
    near = where[where["id"].isin(["panmunjom", "kaesong", "seoul", "bucheon"])]
    chart = places(near, "T")
    assert "3 markers" in described(chart)
    assert [row[0] for row in table(chart)] == ["Panmunjom / Kaesong", "Seoul", "Bucheon"]
    whole = " / ".join(row[0] for row in table(places(where, "T"))).split(" / ")
    assert len(whole) == len(where)


def test_far_places_are_listed(where):
    """Singapore, Hanoi and Stockholm stand in the list, with their distance from Panmunjom."""
    chart = places(where, "T")
    far = described(chart).split("Farther away, from Panmunjom: ")[1]
    for name in ("Singapore", "Hanoi", "Stockholm", "Beijing"):
        assert name in far
    rows = where.set_index("id")
    one, two = (rows.loc[each, ["lat", "lon"]].astype(float) for each in ("panmunjom", "hanoi"))
    a, b = (
        [
            math.cos(math.radians(each["lat"])) * math.cos(math.radians(each["lon"])),
            math.cos(math.radians(each["lat"])) * math.sin(math.radians(each["lon"])),
            math.sin(math.radians(each["lat"])),
        ]
        for each in (one, two)
    )
    km = 6371 * math.acos(sum(x * y for x, y in zip(a, b, strict=True)))
    assert f"Hanoi / Sofitel Legend Metropole Hanoi*, {round(km, -2):,.0f} km" in far
    assert "Farther away" not in described(places(where[where["id"] == "seoul"], "T"))


def test_only_far_places(where):
    """A list without a map is drawn too."""
    chart = places(where[where["id"].isin(["hanoi", "singapore"])], "T")
    assert "Map of the Korean peninsula with 0 markers" not in described(chart)
    assert "Hanoi" in svg(chart)


@pytest.mark.parametrize(
    "chosen",
    [None, ["yongbyon", "sohae"], ["panmunjom", "kaesong", "pyongyang", "seoul", "wonsan"]],
)
def test_labels_do_not_meet(where, chosen):
    """No label of the map covers another, as the letters are measured here."""
    rows = where if chosen is None else where[where["id"].isin(chosen)]
    groups = module.grouped(rows)
    near = groups[window.holds(groups)]
    sides = label_sides(near, window, module.STATES)
    boxes = [
        box(window.pixels(row.lat, row.lon), row.label, side)
        for row, side in zip(near.itertuples(), sides, strict=True)
    ]
    for place, label in enumerate(boxes):
        for other in boxes[place + 1 :]:
            wide = min(label.right, other.right) - max(label.left, other.left)
            high = min(label.bottom, other.bottom) - max(label.top, other.top)
            assert min(wide, high) <= 4  # the space between lines


@pytest.fixture(scope="module")
def promises():
    """Return all promises."""
    return kp.load("commitments")


@pytest.mark.parametrize("state", STATES)
def test_each_promise_is_one_mark(promises, state):
    """Each promise has a place of its own; table and alt text hold all."""
    chart = scales(promises, state)
    drawn = {
        row["id"]: (row["x"], row["y"])
        for rows in chart.to_dict()["datasets"].values()
        for row in rows
        if "promise" in row
    }
    assert set(drawn) == set(promises["id"])
    assert len(set(drawn.values())) == len(promises)
    assert [row[0].rstrip("*") for row in table(chart)] == list(promises["id"])
    assert all(each in described(chart) for each in promises["id"])


def test_scales_are_counted(promises):
    """The title counts what inspectors checked and what only the doer claims."""
    checked = (promises["known_by"] == "checked by agreed inspectors").sum()
    claimed = (promises["known_by"] == "claimed by the doer").sum()
    assert title(scales(promises)) == (
        f"Of {len(promises)} promises, agreed inspectors checked {checked}; "
        f"for {claimed} our sources have only the doer's claim"
    )
    none = promises[promises["agreement_id"] == "panmunjom"]
    assert "agreed inspectors checked none" in title(scales(none))


def test_each_state_has_a_row(promises):
    """Each state and outcome that the table permits has a place in the matrix."""
    fields = {field.name: field for field in described_table("commitments").fields}
    for name, (_, order) in STATES.items():
        assert set(order) == set(fields[name].permitted)
    with pytest.raises(UnknownName, match="no state 'now': choose from state_2018_12_31, outcome"):
        scales(promises, "now")


@pytest.fixture(scope="module")
def accounts():
    """Return the positions at Hanoi."""
    return kp.load("positions")


def test_silences_stay_silent(accounts):
    """An empty cell is a dash, and the title counts the others."""
    chart = positions(accounts)
    offered, asked = accounts["offered"].notna().sum(), accounts["asked"].notna().sum()
    assert title(chart) == (
        f"Of {len(accounts)} accounts of Hanoi, {offered} say what their side offered "
        f"and {asked} say what it asked"
    )
    assert sum(row[4] == "–" for row in table(chart)) == accounts["offered"].isna().sum()
    with pytest.raises(UnknownName, match="no cell 'wanted': choose from offered, asked, says"):
        positions(accounts, ("wanted",))


def test_numbers_outlast_a_selection(accounts):
    """A document keeps its number where others are left out."""
    whole = {row[1]: row[0] for row in table(positions(accounts))}
    some = {row[1]: row[0] for row in table(positions(accounts[accounts["side"] == "US"]))}
    assert some.items() <= whole.items()
    assert len(some) == (accounts["side"] == "US").sum()


@pytest.mark.parametrize("typed", ["...", "", ..., None])
def test_no_cause_yet(accounts, typed, capsys):
    """Without a cause nothing is drawn, but what to do is said."""
    assert causes(accounts, typed) is None
    assert capsys.readouterr().out.startswith("*No cause yet.*")


def test_causes_are_only_what_was_typed(accounts):
    """Only documents that were typed are drawn; kinds go from the long term to the trigger."""
    chart = causes(accounts, "Trigger: all or nothing = 3, 5; long term: mistrust")
    assert described(chart) == (
        "Your causes: long-term: mistrust, documents none; "
        "trigger: all or nothing, documents 3 and 5."
    )
    assert title(chart) == "Your 2 causes: 1 without a document"
    text = str(chart.to_dict())
    others = accounts.drop(index=[2, 4])
    assert not any(
        each in text for each in others["speaker"] if each not in accounts["speaker"][[2, 4]].values
    )
    assert not any(each in text for each in accounts["offered"].dropna())


def test_causes_without_a_document(accounts):
    """Causes alone are drawn, each with a note that a document is wanted."""
    chart = causes(accounts, "condition: mistrust")
    assert svg(chart).count(">no document yet<") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("all or nothing", "cannot read 'all or nothing': write kind: cause = numbers"),
        ("reason: x = 1", "no kind of cause 'reason': choose from long-term, condition, trigger"),
        ("trigger: x = 99", "there is no document 99: the numbers go from 1 to 18"),
        ("trigger: x = three", "cannot read"),
    ],
)
def test_a_cause_that_cannot_be_read(accounts, typed, said):
    """A cause in another form is refused with the part that is wrong, and the form."""
    with pytest.raises(ChartError, match=said):
        causes(accounts, typed)
