"""Texts to read at length, as lessons print them."""

import pytest

import korean_peace as kp
from coursebook.data import documents
from coursebook.errors import UnknownName

FARMER = "2018-06-08-farmer-choi"


@pytest.mark.parametrize("name", documents.document_names())
def test_every_word_stands(capsys, name):
    """A document is printed with every word and number of its paragraphs, caption and source."""
    kp.document(name)
    shown = capsys.readouterr().out
    read = documents.document(name)
    for paragraph in read.paragraphs:
        assert f"**¶{paragraph.number}** {paragraph.text}".split() == [
            word for word in _part(shown, paragraph.number) if word != ">"
        ]
    assert read.caption in shown
    assert f"@{read.source}, " in shown


def _part(shown, number):
    begin = shown.index(f"**¶{number}** ")
    lines = shown[begin:].split("\n>\n")[0].split("\n\n")[0]
    return lines.split()


def test_some_paragraphs(capsys):
    """Only the paragraphs that are asked for are printed, and a cut stands between them."""
    name = "2019-06-30-panmunjom-transcript"
    kp.document(name, [2, 4])
    shown = capsys.readouterr().out
    assert shown.count("**¶") == 2
    assert shown.index("¶2") < shown.index("> […]") < shown.index("¶4")
    assert "*curb*" not in shown, "a gloss of a paragraph that is not shown"
    with pytest.raises(UnknownName, match="no paragraph '99': choose from ¶1"):
        kp.document(name, [99])


def test_a_text_with_numbers_of_its_own(capsys):
    """Without our numbers a text keeps its own, which make no list."""
    kp.document("2018-04-27-panmunjom-seoul", [4, 5], numbered=False)
    shown = capsys.readouterr().out
    assert "¶" not in shown
    assert "> 1\\. South and North Korea will" in shown
    assert "> 1\\) South and North Korea affirmed" in shown


@pytest.mark.parametrize(
    ("paragraphs", "cited"),
    [
        ([4], ["panmunjom-blogdefoz"]),
        ([7], ["coreeilbo-panmunjom-text"]),
        ([20], ["tass-2018-04-28", "donga-2018-09-13", "tass-2018-04-27"]),
        ([4, 7], ["panmunjom-blogdefoz", "coreeilbo-panmunjom-text"]),
    ],
)
def test_paragraphs_name_the_copy_that_was_read(capsys, paragraphs, cited):
    """A paragraph cites the copies that it was read in, and no other."""
    kp.document("2018-04-27-panmunjom-seoul", paragraphs)
    shown = capsys.readouterr().out
    assert f"[{'; '.join(f'@{source}, whole document' for source in cited)}]" in shown


def test_a_card_is_folded(capsys):
    """A card shows who speaks and when; the words are folded below."""
    kp.card(FARMER, [5])
    shown = capsys.readouterr().out
    head, _, inside = shown.partition("</summary>")
    assert "<summary>Choi Ki-joong" in head
    assert head.endswith("8 June 2018")
    assert "hold hands" not in head
    assert "hold hands" in inside.partition("</details>")[0]


def test_find_until_a_day(capsys):
    """A word is found with its endings, in documents until a day and not after."""
    kp.find("denuclear", until="2018-06-12")
    early = capsys.readouterr().out
    assert "**denuclearization**" in early
    days = [line.split("|")[1].strip() for line in early.splitlines() if line.startswith("| 2")]
    days += [line.split("|")[1].strip() for line in early.splitlines() if line.startswith("| 19")]
    assert days == sorted(days, key=lambda day: days.index(day))
    assert max(days) <= "2018-06-12"
    kp.find("xylophone")
    assert "stands in 0 paragraphs" in capsys.readouterr().out
