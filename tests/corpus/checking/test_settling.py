"""Who is meant is told by what other pages say."""

from datetime import date

from pipeline.corpus.checking.reading import Read
from pipeline.corpus.checking.settling import Found, settled
from pipeline.corpus.facts import Fact

DAY = date(2021, 5, 3)


def found(page: int, *facts: Fact, start: int = 0, in_row: bool = False) -> Found:
    return Found("a.pdf", page, Read(start, start + 9, facts, in_row))


def facts(*all_found: Found) -> list[Fact]:
    return [fact for one in settled(all_found) for fact in one.read.facts]


def test_a_heading_above_a_name_is_no_part_of_it() -> None:
    whole = Fact("site.opened", "Skelwith", DAY)
    under = Fact("site.manager", "Management\nSkelwith", "Elin\nHask", DAY)

    assert facts(found(1, whole), found(2, under)) == [
        whole,
        Fact("site.manager", "Skelwith", "Elin Hask", DAY),
    ]


def test_a_name_that_stands_nowhere_else_is_taken_whole() -> None:
    broken = Fact("project.budget", "Skelwith\nOutfall Renewal", 4, DAY)

    assert facts(found(1, broken)) == [
        Fact("project.budget", "Skelwith Outfall Renewal", 4, DAY)
    ]


def test_words_below_a_name_are_no_part_of_it() -> None:
    whole = Fact("asset.site", "P-1", "Skelwith")
    above = Fact("asset.site", "P-2", "Skelwith\nWeather")

    assert facts(found(1, whole), found(2, above))[1].value == "Skelwith"


def test_a_row_of_two_readings_is_of_the_kind_its_subject_is() -> None:
    known = Fact("contract.retention", "C/1", 5)
    one = Fact("contract.signed", "C/1", DAY)
    other = Fact("meeting.on", "C/1", DAY)

    assert facts(
        found(1, known), found(2, other, in_row=True), found(2, one, in_row=True)
    ) == [known, one]


def test_a_code_that_is_new_is_of_the_kind_of_its_letters() -> None:
    known = Fact("contract.retention", "C/1", 5)
    one = Fact("contract.signed", "C/2", DAY)
    other = Fact("meeting.on", "C/2", DAY)

    assert facts(
        found(1, known), found(2, other, in_row=True), found(2, one, in_row=True)
    ) == [known, one]


def test_a_row_about_a_subject_of_another_kind_states_nothing() -> None:
    known = Fact("contract.retention", "C/1", 5)
    other = Fact("meeting.on", "C/1", DAY)

    assert facts(found(1, known), found(2, other, in_row=True)) == [known]
