"""Lists told in prose, joined by slashes or named at once, and lists of one name."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
NAMES = ("Ada", "Grace", "Linus", "Tamsin", "Edsger", "Barbara")
SOILS = ("gravel", "sand", "silt", "clay", "peat", "chalk")


@pytest.mark.parametrize("golds", [NAMES, SOILS])
@pytest.mark.parametrize(
    "said",
    [
        "The six are {}.",
        "The report names {}.",
        "According to the report, {} were listed.",
        "The harbour log for May mentions {}, which were found at the quay.",
        "The list has {}, as stated on page 4.",
    ],
)
def test_prose_that_enumerates_is_held_to_its_list(
    golds: tuple[str, ...], said: str
) -> None:
    question = asked(AnswerType.LIST, *golds, text="Which six are listed?")
    *most, last = golds
    whole = judged(said.format(f"{', '.join(most)} and {last}"), question)
    short = judged(said.format(f"{', '.join(most[:-1])} and {most[-1]}"), question)

    assert whole.verdict is RIGHT
    assert short.verdict is WRONG
    assert short.credit == pytest.approx(10 / 11)
    assert f"5 of 6 items found, 5 of 5 given right; missing: {last!r}" in short.reason


@pytest.mark.parametrize(
    "said",
    [
        "The report names gravel, sand, silt, clay, peat and limestone.",
        "The report names gravel, sand, silt, clay and peat. It also names chalk.",
        "It names coarse gravel, fine sand, silt, clay, peat and chalk.",
    ],
)
def test_what_may_be_the_missing_item_waits_for_a_judge(said: str) -> None:
    question = asked(AnswerType.LIST, *SOILS, text="Which six are listed?")

    assert judged(said, question).verdict is OPEN


@pytest.mark.parametrize(
    ("golds", "said", "expected"),
    [
        (("V-1", "V-2", "V-3"), "V-1/V-2/V-3", RIGHT),
        (("V-1", "V-2", "V-3"), "V-1 / V-2", WRONG),
        (("V-1", "V-2"), "V-1/V-2/V-3", WRONG),
        (("V-1", "V-2", "V-3"), "Vouchers V-1, V-2 and V-3", RIGHT),
        (("A", "C"), "Options A and C", RIGHT),
        (("A", "C"), "A/C", RIGHT),
        (("A", "C"), "Options A, B and C", WRONG),
        (("4.1", "4.3"), "Clauses 4.1 and 4.3", RIGHT),
        (("Pump P-1", "Pump P-3"), "Pumps P-1 and P-3", RIGHT),
        (("Series A", "Series B"), "Series A and B", RIGHT),
        (("TCP/IP", "UDP"), "TCP/IP and UDP", RIGHT),
        (("km/h", "m/s"), "km/h, m/s", RIGHT),
    ],
)
def test_a_list_may_be_joined_by_slashes_or_named_at_once(
    golds: tuple[str, ...], said: str, expected: Verdict
) -> None:
    assert judged(said, asked(AnswerType.LIST, *golds)).verdict is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Only Ada Corrie is named.", RIGHT),
        ("Only Ada Corrie voted against the motion.", RIGHT),
        ("Ada Corrie, the harbour master", RIGHT),
        ("Corrie, Ada", RIGHT),
        ("It was Bob Hollin.", WRONG),
        ("Everyone except Ada Corrie", WRONG),
        ("Ada Corrie, Bob Hollin", WRONG),
        ("Ada Corrie and others", WRONG),
        ("Ada Corrie voted against, as did Bob Hollin.", OPEN),
        ("Ada Corrie did, and so did the mayor.", OPEN),
        ("Ada Corrie, bob", WRONG),
        ("bob, Ada Corrie", WRONG),
        ("Ada Corrie; bob; carl", WRONG),
        ("Ada Corrie, in addition bob", OPEN),
        ("Ada Corrie, \u00c9mile", WRONG),
        ("Ada Corrie, \u00d6rsted", WRONG),
        ("Ada Corrie, \u674e\u660e", WRONG),
        ("Ada Corrie, two aldermen", WRONG),
        ("Ada Corrie, alderman smith", WRONG),
        ("Ada Corrie, its parent company", WRONG),
        ("Ada Corrie, the harbour master, the clerk", WRONG),
        ("Ada Corrie, who chaired it", RIGHT),
        ("In 2019, Ada Corrie voted alone.", RIGHT),
        ("Only Ada Corrie voted against it, because it was late.", RIGHT),
    ],
)
def test_a_list_of_one_name_is_judged_as_a_name_with_none_beside(
    said: str, expected: Verdict
) -> None:
    question = asked(
        AnswerType.LIST, "Ada Corrie", text="Who voted against the motion?"
    )

    assert judged(said, question).verdict is expected


UUID, OTHER = (
    "550e8400-e29b-41d4-a716-446655440000",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
)


@pytest.mark.parametrize("kind", [AnswerType.NUMBER, AnswerType.TEXT])
def test_a_uuid_is_no_number_whatever_its_set_calls_it(kind: AnswerType) -> None:
    question = asked(kind, UUID, text="What is the id of the run?")

    assert judged(f"The id is {UUID.upper()}.", question).verdict is RIGHT
    assert judged(OTHER, question).verdict is WRONG
    assert judged(f"The id is {OTHER}.", question).verdict is WRONG
    assert judged("446655440000", question).verdict is not RIGHT
