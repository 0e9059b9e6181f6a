"""What a query finds, and the same reckoned by SQL."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus.asking.query import Found, Kind, Query, found, of_row
from pipeline.corpus.facts import Fact, Facts, Value
from tests.corpus.asking.oracle import Oracle

ORACLE: Final = Oracle()
_COMPANIES: Final = ("Harl & Quince", "Ombley Pumps")
_CONTRACTS: Final = ("C/1", "C/2")
_VOUCHERS: Final = ("V-1", "V-2", "V-3")
_SITES: Final = ("Aldmere", "Orrin")
_MONEY: Final = st.integers(1, 4)
_DAYS: Final = st.sampled_from([date(2020, 1, 1), date(2020, 3, 1), date(2021, 5, 9)])
_NEVER: Final = st.none()


def _facts(
    relation: str,
    subjects: tuple[str, ...],
    values: st.SearchStrategy[int] | st.SearchStrategy[str] | st.SearchStrategy[date],
    on: st.SearchStrategy[date] | st.SearchStrategy[None] = _NEVER,
) -> st.SearchStrategy[Fact]:
    return st.builds(Fact, st.just(relation), st.sampled_from(subjects), values, on)


_OF_ONE: Final = st.lists(
    st.one_of(
        _facts("contract.price", _CONTRACTS, _MONEY, _DAYS),
        _facts("incident.hours", _CONTRACTS, _MONEY),
        _facts("site.flow", _CONTRACTS, _MONEY, _DAYS.map(lambda d: d.replace(day=1))),
    ),
    max_size=8,
).map(Facts)
_OF_STEPS: Final = st.lists(
    st.one_of(
        _facts("contract.contractor", _CONTRACTS[:1], st.sampled_from(_COMPANIES)),
        _facts("company.director", _COMPANIES, st.sampled_from(["Ada Wex", "Bo Tarn"])),
    ),
    max_size=4,
).map(Facts)
_OF_VOUCHERS: Final = st.lists(
    st.one_of(
        _facts("entry.amount", _VOUCHERS, _MONEY),
        _facts("entry.payee", _VOUCHERS, st.sampled_from(_COMPANIES)),
        _facts("entry.on", _VOUCHERS, _DAYS),
    ),
    max_size=12,
).map(Facts)
_RELATIONS: Final = st.sampled_from(["contract.price", "incident.hours", "site.flow"])
_ASKED: Final = st.none() | st.sampled_from(
    [date(2019, 1, 1), date(2020, 1, 1), date(2020, 2, 7), date(2022, 1, 1)]
)


def _answers(query: Query, facts: Facts) -> list[str]:
    answer = found(query, facts)
    return [] if answer is None else [str(value) for value in answer.answers]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@given(_OF_ONE, _RELATIONS, _ASKED)
def test_one_value_is_what_held_and_no_other_was_stated(
    facts: Facts, relation: str, on: date | None
) -> None:
    ORACLE.hold(facts, on)
    right = ORACLE.answers("one", relation=relation, first="C/1")
    kinds: tuple[Kind, ...] = ("lookup", "cell", "as-of")
    for kind in kinds:
        assert _answers(Query(kind, relation, ("C/1",), _iso(on)), facts) == right


@given(_OF_ONE, _RELATIONS, _ASKED, _MONEY)
def test_a_boolean_compares_what_held(
    facts: Facts, relation: str, on: date | None, bound: int
) -> None:
    ORACLE.hold(facts, on)
    right = ORACLE.answers("boolean", relation=relation, first="C/1", bound=bound)
    query = Query("boolean", relation, ("C/1",), _iso(on), bound=(">", str(bound)))
    assert _answers(query, facts) == right


@given(_OF_ONE, _RELATIONS, _ASKED)
def test_a_comparison_names_the_one_with_most(
    facts: Facts, relation: str, on: date | None
) -> None:
    ORACLE.hold(facts, on)
    right = ORACLE.answers("comparison", relation=relation, first="C/1", second="C/2")
    query = Query("comparison", relation, _CONTRACTS, _iso(on), bound=(">", ""))
    assert _answers(query, facts) == right
    least = found(query._replace(bound=("<", "")), facts)
    assert ([] if least is None else [*_CONTRACTS]) == sorted(
        [*right, *(str(one) for one in (least.answers if least else ()))]
    )


@given(_OF_STEPS)
def test_a_chain_goes_on_from_what_a_step_names(facts: Facts) -> None:
    first, following = "contract.contractor", "company.director"
    ORACLE.hold(facts)
    right = ORACLE.answers("chain", relation=first, first="C/1", following=following)
    query = Query("chain", first, ("C/1",), then=(following,))
    assert _answers(query, facts) == right


@given(_OF_VOUCHERS, st.sampled_from(_COMPANIES), _DAYS)
def test_sums_counts_and_lists_are_over_all_that_fulfil_the_conditions(
    facts: Facts, payee: str, since: date
) -> None:
    kinds: tuple[Kind, ...] = ("sum", "count", "list")
    where = (("entry.payee", "=", payee), ("entry.on", ">=", since.isoformat()))
    ORACLE.hold(facts)
    for kind in kinds:
        right = ORACLE.answers(kind, payee=payee, since=since.isoformat())
        query = Query(kind, "entry.amount", where=where)
        assert _answers(query, facts) == right


PRICE: Final = Fact("contract.price", "C/1", 500, date(2020, 1, 1))
SITE: Final = Fact("incident.site", "IR-1", "Aldmere")
HOURS: Final = Fact("incident.hours", "IR-1", 12)
ON: Final = Fact("incident.on", "IR-1", date(2020, 5, 5))


def test_the_facts_of_a_sum_are_its_conditions_and_its_parts_each_once() -> None:
    where = (
        ("incident.site", "=", "Aldmere"),
        ("incident.on", ">=", "2020-01-01"),
        ("incident.on", "<=", "2020-12-31"),
    )
    query = Query("sum", "incident.hours", where=where)
    assert found(query, Facts([SITE, HOURS, ON])) == Found((12,), (SITE, ON, HOURS))


@pytest.mark.parametrize("kind", ["sum", "count", "list"])
def test_nobody_counts_what_may_or_may_not_fulfil_a_condition(kind: Kind) -> None:
    where = (("incident.site", "=", "Aldmere"), ("incident.on", ">=", "2020-01-01"))
    query = Query(kind, "incident.hours", where=where)
    undated = [SITE._replace(subject="IR-2"), HOURS._replace(subject="IR-2")]
    elsewhere = SITE._replace(subject="IR-3", value="Orrin")
    assert found(query, Facts([SITE, HOURS, ON, *undated])) is None
    assert found(query, Facts([SITE, HOURS, ON, elsewhere])) is not None


@pytest.mark.parametrize(
    ("span", "answers"),
    [
        ("2020-11-01/2021-01-01", [Decimal("7.5")]),
        ("2020-11-01/2020-12-01", [Decimal(3)]),
        ("2020-11-01/2021-02-01", []),
    ],
)
def test_months_are_summed_where_all_are_stated(
    span: str, answers: Iterable[Value]
) -> None:
    months = [date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)]
    flows: list[Value] = [1, 2, Decimal("4.5")]
    facts = Facts(
        Fact("site.flow", "Orrin", flow, month)
        for flow, month in zip(flows, months, strict=True)
    )
    answer = found(Query("sum", "site.flow", ("Orrin",), span), facts)
    assert [*(answer.answers if answer else ())] == answers


@pytest.mark.parametrize(
    ("relation", "sign", "bound", "answer"),
    [
        ("incident.hours", "<", "13", "yes"),
        ("incident.hours", "<", "12", "no"),
        ("incident.on", ">", "2020-05-04", "yes"),
        ("incident.on", ">", "2020-05-05", "no"),
        ("incident.site", "=", "Aldmere", "yes"),
        ("incident.site", "=", "Orrin", "no"),
    ],
)
def test_a_bound_is_of_the_relations_shape(
    relation: str, sign: str, bound: str, answer: str
) -> None:
    query = Query("boolean", relation, ("IR-1",), bound=(sign, bound))
    assert _answers(query, Facts([SITE, HOURS, ON])) == [answer]


def test_a_value_without_its_day_leaves_a_history_undecided() -> None:
    undated = PRICE._replace(value=700, on=None)
    assert (
        found(Query("lookup", "contract.price", ("C/1",)), Facts([PRICE])) is not None
    )
    assert (
        found(Query("lookup", "contract.price", ("C/1",)), Facts([PRICE, undated]))
        is None
    )


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ([], Found((), ())),
        ([Fact("contract.contractor", "C/1", "Ombley Pumps")], Found((), ())),
        (
            [
                Fact("contract.contractor", "C/1", "Ombley Pumps"),
                Fact("contract.contractor", "C/1", "Harl & Quince"),
            ],
            None,
        ),
        (
            [
                Fact("contract.contractor", "C/1", "Ombley Pumps"),
                Fact("company.seat", "Ombley Pumps", "Wem"),
            ],
            None,
        ),
    ],
)
def test_it_is_unanswerable_where_a_step_is_stated_nowhere(
    facts: Iterable[Fact], answer: Found | None
) -> None:
    then = ("company.seat",)
    query = Query("unanswerable", "contract.contractor", ("C/1",), then=then)
    assert found(query, Facts(facts)) == answer


def test_a_query_is_read_back_from_its_row() -> None:
    full = Query(
        kind="sum",
        relation="entry.amount",
        subjects=("C/1", "C/2"),
        on="2020-01-01",
        then=("company.seat",),
        where=(("entry.payee", "=", "Ombley Pumps"),),
        bound=(">", "5"),
    )
    for query in (full, Query("count", "entry.payee")):
        assert of_row(json.loads(json.dumps({"id": "q-0001", **query.row()}))) == query


def test_words_have_no_more_and_less() -> None:
    query = Query("boolean", "incident.site", ("IR-1",), bound=(">", "Orrin"))
    with pytest.raises(TypeError, match="'Aldmere' is no measure"):
        found(query, Facts([SITE]))
