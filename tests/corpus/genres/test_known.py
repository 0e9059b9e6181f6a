"""What colleagues know on a day, and how it is put."""

from datetime import date, timedelta

import pytest

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.filing import later, slug
from pipeline.corpus.genres.known import Known, slots
from pipeline.corpus.genres.pen import Pen, tidied
from pipeline.corpus.values import Voice
from tests.corpus.genres.made import branch_of


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("so , then", "so, then"),
        ("Is it over ? .", "Is it over?"),
        ("Enough..", "Enough."),
        ("with a orange lamp", "with an orange lamp"),
        ("A eel", "An eel"),
        ("a one-way door, a once good pump", "a one-way door, a once good pump"),
        ("a only pump", "an only pump"),
        ("a European eel", "a European eel"),
        ("a heron, a unit", "a heron, a unit"),
    ],
)
def test_what_choices_leave_is_mended(text: str, mended: str) -> None:
    assert tidied(text) == mended


@pytest.mark.parametrize(
    ("text", "name"),
    [("C/2021/0001", "c-2021-0001"), ("Ångberg Öst", "angberg-ost"), ("-x-", "x")],
)
def test_a_slug_has_small_letters_only(text: str, name: str) -> None:
    assert slug(text) == name


def test_nothing_is_known_of_a_subject_before_it_begins() -> None:
    branch = branch_of(0)
    known = Known(branch)
    for incident in branch.incidents:
        eve = incident.on - timedelta(days=1)
        assert known.fact("incident.site", incident.reference, eve) is None
    spoken = [
        known.fact("incident.site", incident.reference, incident.on)
        for incident in branch.incidents
    ]
    assert any(spoken)


def test_a_month_is_known_when_it_is_over() -> None:
    branch = branch_of(0)
    known, site = Known(branch), branch.site.name
    first = branch.facts.history("site.flow", site)[0]
    assert first.on is not None
    assert known.fact("site.flow", site, first.on + timedelta(days=28)) is None
    assert known.fact("site.flow", site, first.on + timedelta(days=35)) == first


def test_what_has_no_day_is_spoken_of_at_the_end_only() -> None:
    branch = branch_of(0)
    assert Known(branch).since("V-0-1") == branch.board.last


def test_what_has_no_words_is_not_said() -> None:
    pen = Pen("mail", Known(branch_of(0)), [Voice.PLAIN], Dice("words"), {})
    apart = Fact("asset.maker", "P-1-1", "A"), Fact("asset.rating", "P-1-1", 3)
    assert pen.say(*apart) is None
    assert pen.say(apart[0]) is not None


def test_an_older_value_that_the_form_leaves_out_is_no_mention() -> None:
    old = Fact("contract.price", "C/2021/0001", 111_111, date(2020, 1, 1))
    new = old._replace(value=222_222, on=date(2021, 1, 1))
    pen = Pen("mail", Known(branch_of(0)), [Voice.CHATTY], Dice("mentions"), {})
    said = [one for _ in range(12) if (one := pen.say(new, before=old))]
    assert {one.mentions for one in said} == {(), (old,)}
    for one in said:
        assert ("111,111" in one.text) == (one.mentions == (old,))


def test_a_day_lies_in_the_years_of_the_board() -> None:
    branch = branch_of(0)
    early, late = date(1970, 1, 1), date(2060, 1, 1)
    dice = Dice("days")
    assert all(later(branch, early, dice) >= branch.board.first for _ in range(50))
    assert later(branch, late, dice) == branch.board.last


def test_who_writes_is_no_third_person() -> None:
    branch = branch_of(0)
    who = branch.people[:-1]
    last = branch.people[-1].name.split()[0]
    assert slots(branch, Dice("slots"), *who)["person"] == last
    bare = branch._replace(assets=branch.assets[:1])
    filled = slots(bare, Dice("slots"))
    assert filled["asset"] == bare.assets[0].what != filled["asset2"]


def test_what_a_paper_is_about_is_no_other_asset() -> None:
    branch = branch_of(0)
    for asset in branch.assets:
        filled = slots(branch, Dice("thing", asset), thing=f"the {asset.what}")
        assert asset.what not in {filled["asset"], filled["asset2"]}
