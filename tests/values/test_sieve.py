"""The sieve says of every passage and gold what reading the whole passage says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import AnswerType
from pipeline.values.dates import PartialDate
from pipeline.values.leaks import Gold, facts_of, facts_state, prepare
from pipeline.values.numbers import find_numbers
from pipeline.values.sieve import Sieve
from pipeline.values.units import FACTORS
from tests.support.passages import fragments, passages

NUMBER, TEXT, LIST = AnswerType.NUMBER, AnswerType.TEXT, AnswerType.LIST
CHOICE, DATE = AnswerType.CHOICE, AnswerType.DATE
M = "USD million"

STATED = "0|1|12|15|0.9|9|90|1577|1577000|15.77|0.66|66|5|667"
PHRASES = (
    "net income|ada lovelace|us|finance|\u6771 \u4eac|caf\u00e9|3.5% of|3.5%|of|a|the"
    "|jp morgan|2018|-5|next|x|snake case|next end|acme|acmetm|\u0939\u093f\u0928\u094d"
    "| ada|ada  ada||%|ADA|1577|1 2|2.3% ada|\ud800|\ud55c|section 302"
)

values = st.sampled_from(STATED.split("|")).map(Decimal) | st.decimals(
    0, 10**12, allow_nan=False, places=2
)
dates = st.builds(
    PartialDate,
    st.sampled_from([1999, 2018, 2020]),
    quarter=st.none() | st.integers(1, 4),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
)
made = st.builds(
    Gold,
    st.frozensets(values, max_size=2),
    st.frozensets(values, max_size=1),
    st.frozensets(dates, max_size=2),
    st.lists(st.sampled_from(PHRASES.split("|")) | st.text(max_size=3), max_size=2).map(
        tuple
    ),
)
prepared = st.builds(
    prepare,
    st.sampled_from(AnswerType),
    st.lists(
        fragments | passages | st.sampled_from(["1577", "12 %", "$8.70"]), max_size=2
    ),
    st.sampled_from([None, M, "percent", "basis points", "USD billion"]),
)


def whole_reading(passage: str, golds: list[Gold]) -> list[int]:
    facts = facts_of(passage)
    return [i for i, gold in enumerate(golds) if facts_state(facts, gold)]


@given(passages | st.text(), st.lists(made | prepared, max_size=6))
def test_the_sieve_agrees_with_reading_the_whole_passage(
    passage: str, golds: list[Gold]
) -> None:
    assert Sieve(golds).stated(passage) == whole_reading(passage, golds)


@given(passages, st.data())
def test_what_a_passage_holds_is_never_missed(
    passage: str, data: st.DataObject
) -> None:
    words = passage.split()
    start = data.draw(st.integers(0, len(words)))
    answer = " ".join(words[start : start + data.draw(st.integers(1, 3))])
    golds = [
        prepare(kind, [answer], unit)
        for kind in (NUMBER, DATE, TEXT, LIST)
        for unit in (None, M, "percent")
    ]

    assert Sieve(golds).stated(passage) == whole_reading(passage, golds)


def test_no_scale_and_no_percent_changes_the_significant_digits() -> None:
    assert {factor.normalize().as_tuple().digits for factor in FACTORS.values()} == {
        (1,)
    }
    assert [n.value for n in find_numbers("577 basis points")] == [Decimal("5.77")]


GOLDS = [
    prepare(NUMBER, ["1577"], M),
    prepare(NUMBER, ["12 %"]),
    prepare(NUMBER, ["0.66"]),
    prepare(DATE, ["2021-03-14"]),
    prepare(DATE, ["2021"]),
    prepare(TEXT, ["Ada Lovelace"]),
    prepare(CHOICE, ["B"], choices=("Lyon", "U.S.")),
    prepare(TEXT, ["\u6771\u4eac"]),
    prepare(TEXT, ["section 302"]),
    prepare(AnswerType.BOOLEAN, ["yes"]),
    prepare(NUMBER, ["9 %"]),
    prepare(TEXT, ["inc"]),
    prepare(TEXT, ["income"]),
]


@pytest.mark.parametrize(
    ("passage", "stated"),
    [
        ("", []),
        ("yes, and nothing else", []),
        ("capex of $1.577 billion", [0]),
        ("in thousands: 1\u00a0577\u00a0000", [0]),
        ("1'577", [0]),
        ("\u0661\u0665\u0667\u0667 units", [0]),
        ("15779 and 11,577 and FY1577", []),
        ("12 percent or 1,200 basis points", [1]),
        ("on 12 March, and Section 12-K", []),
        (".66.5", [2]),
        ("0.660", [2]),
        ("0.66 billion", [2]),
        ("on March 14, 2021", [3, 4]),
        ("in 14.03.2021 or Q1 2021", [3, 4]),
        ("in FY2021", [4]),
        ("$2,021", []),
        ("ADA\n\u201cLovelace\u201d", [5]),
        ("Ada the Lovelace; the US", [5, 6]),
        ("Ada, Countess of Lovelace", []),
        ("Canada Lovelace", []),
        ("u.s.", [6]),
        ("USS", []),
        ("\u5f7c\u306f\u6771\u4eac\u90fd\u306b\u4f4f\u3080", [7]),
        ("as Section 302(a) says", [8]),
        ("Section, the 302.", [8]),
        ("Section 302.5, sections 302", []),
        ("9 pages, 9 percent", [10]),
        ("the income", [12]),
    ],
)
def test_golds_of_every_kind_are_found_in_any_form(
    passage: str, stated: list[int]
) -> None:
    assert Sieve(GOLDS).stated(passage) == stated


def test_the_same_gold_twice_is_found_twice() -> None:
    assert Sieve([GOLDS[0], GOLDS[9], GOLDS[0]]).stated("1,577") == [0, 2]


def test_a_sieve_of_nothing_finds_nothing() -> None:
    assert Sieve([]).stated("1,577 in 2021") == []


@pytest.mark.parametrize(
    "phrase", ["", " ", "%", "the", "the cat", " cat", "CAT", "c-a-t"]
)
def test_what_no_normalised_text_can_hold_is_never_stated(phrase: str) -> None:
    assert Sieve([Gold(phrases=(phrase,))]).stated(f"the cat {phrase}, c-a-t.") == []
