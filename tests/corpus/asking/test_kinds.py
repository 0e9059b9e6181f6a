"""Drafts of every kind from documents that state facts of every relation."""

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

import pytest

from pipeline.corpus.asking.boolean import beside
from pipeline.corpus.asking.drafts import Draft, gold, said
from pipeline.corpus.asking.holding import measure
from pipeline.corpus.asking.kinds import KINDS, drafts
from pipeline.corpus.asking.query import found
from pipeline.corpus.asking.several import later
from pipeline.corpus.asking.single import MARGIN
from pipeline.corpus.asking.stated import Stated, Statement
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Facts
from pipeline.corpus.relations import RELATIONS
from pipeline.records import AnswerType
from tests.corpus.asking.made import stated, statements

STATED: Final = stated(12)
DRAFTS: Final = drafts(STATED, Dice("drafts"), 300)


def _of(*kinds: str) -> list[Draft]:
    return [draft for draft in DRAFTS if draft.query.kind in kinds]


def test_the_kinds_take_turns() -> None:
    assert [draft.query.kind for draft in DRAFTS[:10]] == [*KINDS]
    assert set(Counter(draft.query.kind for draft in DRAFTS).values()) == {30}


def test_there_are_no_more_than_wanted() -> None:
    assert len(drafts(STATED, Dice(1), 7)) == 7


def test_they_end_where_nothing_is_left_to_ask() -> None:
    one = Fact("company.seat", "Harl & Quince", "Wem")
    found = drafts(Stated([Statement("a.md", "...", (one,))]), Dice(1), 99)
    assert [draft.query.kind for draft in found] == ["lookup", "boolean"]
    assert drafts(Stated([]), Dice(1), 99) == []


def test_the_order_of_the_statements_changes_nothing() -> None:
    some = [*statements(5)]
    orders = [some, some[::-1], Dice("shuffled").shuffled(some)]
    first, *others = [drafts(Stated(order), Dice(1), 120) for order in orders]
    assert others == [first, first]
    assert drafts(Stated(some), Dice(2), 120) != first


def test_the_gold_is_what_the_query_finds_in_the_evidence_alone() -> None:
    for draft in DRAFTS:
        facts = Facts(fact for one in draft.evidence for fact in one.facts)
        answer = found(draft.query, facts)
        assert answer is not None, draft
        assert gold(draft.query, answer) == (
            draft.answers,
            draft.answer_type,
            draft.unit,
        )


def test_no_evidence_could_be_left_out() -> None:
    for draft in DRAFTS:
        answer = found(draft.query, STATED.facts)
        assert answer is not None
        for left_out in draft.evidence:
            rest = [one for one in draft.evidence if one is not left_out]
            facts = {fact for one in rest for fact in one.facts}
            assert not facts.issuperset(answer.facts), draft


def test_also_is_everywhere_else_that_a_fact_of_it_is_stated() -> None:
    for draft in DRAFTS:
        answer = found(draft.query, STATED.facts)
        assert answer is not None
        places = {one for fact in answer.facts for one in STATED.places[fact]}
        assert {*draft.evidence, *draft.also} == places
        assert len(draft.also) == len(places) - len(draft.evidence)


def test_a_mention_of_the_value_without_its_day_is_elsewhere_too() -> None:
    old = Fact("contract.price", "C/1", 500, date(2020, 1, 1))
    new = Fact("contract.price", "C/1", 700, date(2021, 1, 1))
    places = [
        Statement("a.md", "500 from 2020", (old,)),
        Statement("b.md", "700 from 2021, no longer 500", (new,), (old,)),
        Statement("c.md", "700 from 2021, after 500", (new,), (old,)),
    ]
    asked = [one for seed in range(20) for one in drafts(Stated(places), Dice(seed), 9)]
    of_old = [draft for draft in asked if draft.answers == ("500",)]
    assert of_old
    for draft in of_old:
        assert len(draft.evidence) == 2, "with the value that superseded it"
        assert sorted([*draft.evidence, *draft.also]) == places


def test_questions_do_not_read_as_one() -> None:
    assert len({draft.text for draft in DRAFTS}) == len(DRAFTS)
    begins = Counter(" ".join(draft.text.split()[:3]) for draft in DRAFTS)
    assert max(begins.values()) < len(DRAFTS) / 15


def test_no_question_states_its_answer() -> None:
    for draft in _of("lookup", "cell", "as-of", "chain"):
        assert not any(f" {answer}" in draft.text for answer in draft.answers)


def test_two_values_of_one_day_are_asked_of_by_no_question() -> None:
    clear = Fact("contract.price", "C/1", 500, date(2020, 1, 1))
    other = clear._replace(value=700)
    alone = Stated([Statement("a.md", "500", (clear,))])
    both = Stated(
        [Statement("a.md", "500", (clear,)), Statement("b.md", "700", (other,))]
    )
    assert drafts(alone, Dice(1), 9)
    assert not drafts(both, Dice(1), 9)


def test_a_cell_stands_in_a_table() -> None:
    assert all(one.in_table for draft in _of("cell") for one in draft.evidence)


def test_the_day_asked_of_is_far_from_every_change_and_others_were_other_values() -> (
    None
):
    for draft in _of("as-of"):
        day = date.fromisoformat(draft.query.on or "")
        history = STATED.facts.history(draft.query.relation, draft.query.subjects[0])
        changes = [fact.on for fact in history if fact.on]
        assert min(abs(day - change) for change in changes) >= MARGIN
        assert len({fact.value for fact in history}) > 1


def test_the_evidence_of_what_held_on_a_day_has_another_value_too() -> None:
    for draft in _of("as-of"):
        relation, (subject,) = draft.query.relation, draft.query.subjects
        stated = {
            fact.value
            for place in draft.evidence
            for fact in place.facts
            if (fact.relation, fact.subject) == (relation, subject)
        }
        assert len(stated) > 1


def test_a_chain_takes_each_step_from_the_one_before_over_two_documents() -> None:
    for draft in _of("chain"):
        answer = found(draft.query, STATED.facts)
        assert answer is not None
        for step, following in pairwise(answer.facts):
            assert step.value == following.subject
        assert len({one.document for one in draft.evidence}) > 1
    assert {len(draft.query.then) for draft in _of("chain")} == {1, 2}


def test_as_many_are_yes_as_no_and_the_bound_is_near() -> None:
    given = Counter(draft.answers for draft in _of("boolean"))
    assert given == {("yes",): 15, ("no",): 15}
    for draft in _of("boolean"):
        answer, bound = found(draft.query, STATED.facts), draft.query.bound
        assert answer
        assert bound
        (fact,) = answer.facts
        if isinstance(fact.value, date):
            apart = date.fromisoformat(bound[1]) - fact.value
            assert timedelta(0) < abs(apart) <= timedelta(days=90)
        elif not isinstance(fact.value, str):
            assert 0.6 < float(bound[1]) / float(fact.value) < 1.4


def test_some_booleans_are_on_the_condition_of_a_day() -> None:
    given = [draft.query.on for draft in _of("boolean")]
    assert any(given)
    assert not all(given)


def test_sums_counts_and_lists_are_of_few_in_several_documents() -> None:
    for draft in _of("sum", "count", "list"):
        assert 2 <= len(draft.evidence) <= 8
    assert all(
        len({one.document for one in draft.evidence}) > 1 for draft in _of("count")
    )
    for draft in _of("list"):
        assert 2 <= len(draft.answers) <= 6
        assert draft.answer_type is AnswerType.LIST


def test_a_bound_leaves_somebody_out() -> None:
    for draft in _of("count", "list"):
        by, *narrow = draft.query.where
        if narrow[0][1] == ">=" and len(narrow) == 1:
            without = draft.query._replace(where=(by, (narrow[0][0], ">=", "0")))
            more = found(without, STATED.facts)
            answer = found(draft.query, STATED.facts)
            assert more
            assert answer
            assert len(more.facts) > len(answer.facts)


def test_a_comparison_is_a_choice_of_its_subjects() -> None:
    for draft in _of("comparison"):
        assert draft.choices == draft.query.subjects
        assert draft.answers[0] in draft.choices
        assert all(one in draft.text for one in draft.choices)


def test_a_twin_has_the_words_of_a_question_about_another_subject() -> None:
    for draft in _of("unanswerable"):
        assert draft.twin is not None
        assert draft.twin in DRAFTS
        (subject,), (other,) = draft.query.subjects, draft.twin.query.subjects
        assert draft.text == draft.twin.text.replace(other, subject)
        stated_of = [name for name in RELATIONS if STATED.facts.history(name, subject)]
        assert stated_of
        assert draft.query.relation not in stated_of
        assert not draft.evidence


@pytest.mark.parametrize("relation", ["meeting.on", "incident.site", "project.site"])
def test_what_papers_imply_without_stating_it_has_no_twin(relation: str) -> None:
    many = drafts(stated(12, unknown=0.3), Dice(3), 900)
    twins = [draft.query for draft in many if draft.query.kind == "unanswerable"]
    assert twins
    assert relation not in {query.relation for query in twins}


def test_a_subject_that_is_mentioned_with_a_value_is_no_twins() -> None:
    places = [
        Statement("a.md", "1", (Fact("incident.cause", "IR-1", "a worn seal"),)),
        Statement("a.md", "2", (Fact("incident.hours", "IR-1", 7),)),
        Statement("b.md", "3", (Fact("incident.hours", "IR-2", 9),)),
    ]
    known = Fact("incident.cause", "IR-2", "frost")
    hinted = [*places[:2], places[2]._replace(mentions=(known,))]
    for given, twins in ((places, 1), (hinted, 0)):
        asked = drafts(Stated(given), Dice(1), 40)
        found = [d for d in asked if d.query.kind == "unanswerable"]
        assert len({draft.query.subjects for draft in found}) == twins


def test_rare_values_are_asked_for_first_and_the_evidence_is_spread() -> None:
    values = Counter(fact.value for fact in STATED.facts)
    for draft in _of("lookup"):
        answer = found(draft.query, STATED.facts)
        assert answer
        if draft.answer_type in {AnswerType.NUMBER, AnswerType.DATE}:
            assert values[answer.answers[0]] <= 3
    used = Counter(one.document for draft in DRAFTS for one in draft.evidence)
    assert len(used) > 200


def test_no_gold_is_a_site_where_sites_are_few_and_no_number_that_is_everywhere() -> (
    None
):
    few = drafts(stated(6), Dice(1), 300)
    many = drafts(stated(24), Dice(1), 300)
    kinds = {"lookup", "cell", "chain", "comparison"}
    sites = [
        {d.answers[0].startswith("Site") for d in some if d.query.kind in kinds}
        for some in (few, many)
    ]
    assert sites == [{False}, {False, True}]
    common = [
        Statement("a.md", f"{name}: 30", (Fact("incident.hours", name, 30),))
        for name in (f"IR-{number}" for number in range(9))
    ]
    asked = drafts(Stated(common), Dice(1), 30)
    assert not {draft.query.kind for draft in asked} & kinds
    assert drafts(Stated(common[:8]), Dice(1), 30)[0].query.kind == "lookup"


def test_no_name_tells_which_day_is_earlier() -> None:
    said = stated(24)
    for draft in drafts(said, Dice(5), 600):
        relation = draft.query.relation
        if draft.query.kind in {"comparison", "boolean"}:
            assert relation != "meeting.on"
        if draft.query.kind == "comparison" and relation == "incident.on":
            answer = found(draft.query, said.facts)
            assert answer
            assert len({str(fact.value)[:4] for fact in answer.facts}) == 1


def test_nothing_is_asked_that_the_name_of_its_subject_tells() -> None:
    def places(title: str) -> Stated:
        said = (
            Fact("contract.project", "C/1", title),
            Fact("project.site", title, "Orrin"),
        )
        return Stated(
            [Statement(f"{one.subject}.md", str(one), (one,)) for one in said]
        )

    told = drafts(places("Orrin Flood Wall"), Dice(1), 9)
    untold = drafts(places("Aldmere Flood Wall"), Dice(1), 9)
    assert {d.query.relation for d in told} == {"contract.project"}
    assert {d.query.kind for d in told} == {"lookup", "boolean"}
    assert "project.site" in {d.query.relation for d in untold}


def test_no_fact_is_asked_for_twice_in_other_words() -> None:
    asked = Counter(draft.query._replace(kind="lookup") for draft in DRAFTS)
    assert max(asked.values()) == 1


def test_evidence_is_eight_statements_at_most() -> None:
    apart = [
        Statement(f"{place}.md", str(fact), (fact,))
        for place, one in enumerate(statements(8, unknown=0))
        if one.facts[0].relation.startswith("entry")
        for fact in one.facts
    ]
    sums = [d for d in drafts(Stated(apart), Dice(1), 200) if d.query.kind == "sum"]
    assert sums
    assert max(len(draft.evidence) for draft in sums) <= 8


def test_the_same_are_not_compared_twice_in_another_order() -> None:
    few = Stated(
        Statement(f"{n}.md", "...", (Fact("incident.hours", f"IR-{n}", n),))
        for n in range(1, 6)
    )
    for seed in range(9):
        asked = Counter(
            (draft.query.bound, frozenset(draft.query.subjects))
            for draft in drafts(few, Dice(seed), 40)
            if draft.query.kind == "comparison"
        )
        assert set(asked.values()) == {1}


def test_no_day_is_asked_of_after_the_last_that_is_stated() -> None:
    last = max(fact.on for fact in STATED.facts if fact.on)
    days = [date.fromisoformat(draft.query.on or "") for draft in _of("as-of")]
    assert max(days) <= last


def test_a_quarter_and_a_year_are_the_days_that_the_query_bounds() -> None:
    begins = {"first": 1, "second": 4, "third": 7, "fourth": 10}
    many = drafts(STATED, Dice(9), 500)
    seen: set[str] = set()
    for draft in many:
        if (
            draft.query.kind not in {"sum", "count", "list"}
            or len(draft.query.where) < 3
        ):
            continue
        first, last = (date.fromisoformat(text) for _, _, text in draft.query.where[1:])
        year = re.search(r"in (?:the (\w+) quarter of )?(\d{4})\b", draft.text)
        assert year
        quarter, said = year.groups()
        seen.add(quarter or "year")
        assert first == date(int(said), begins[quarter] if quarter else 1, 1)
        assert last + timedelta(days=1) == later(first, 3 if quarter else 12)
    assert seen == {*begins, "year"}


@pytest.mark.parametrize("value", [7, 1234, 5_630_958, Decimal("4.69"), Decimal("0.5")])
def test_a_bound_is_a_round_value_close_by(value: int | Decimal) -> None:
    for seed in range(20):
        for above in (True, False):
            bound = beside(value, Dice(seed), above=above)
            if bound is None:
                continue
            assert isinstance(bound, type(value))
            share = float(measure(bound)) / float(value)
            assert (1 < share < 2) if above else (0 < share < 1)
            assert len(str(bound).replace(".", "").strip("0")) <= 3


def test_there_is_no_round_value_beside_one() -> None:
    assert beside(1, Dice(1), above=False) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234, "1234"),
        (Decimal("4.50"), "4.5"),
        (Decimal("1E+3"), "1000"),
        (date(2021, 3, 4), "4 March 2021"),
        ("Orrin", "Orrin"),
    ],
)
def test_gold_is_written_plain(value: int | Decimal | date | str, text: str) -> None:
    assert said(value) == text


@pytest.mark.parametrize(
    ("values", "days", "asked"),
    [
        ((500, 700), (date(2020, 1, 1), date(2021, 1, 1)), True),
        ((500, 700), (date(2022, 12, 1), date(2022, 12, 20)), False),
        ((500, 500), (date(2020, 1, 1), date(2021, 1, 1)), False),
        ((500,), (date(2020, 1, 1),), False),
    ],
)
def test_a_value_is_asked_of_as_of_a_day_where_it_changed_and_held_a_while(
    values: tuple[int, ...], days: tuple[date, ...], *, asked: bool
) -> None:
    facts = [
        Fact("contract.price", "C/1", value, day)
        for value, day in zip(values, days, strict=True)
    ]
    facts.append(Fact("contract.price", "C/2", 900, date(2023, 1, 1)))
    places = [Statement(f"{fact.on}.md", str(fact), (fact,)) for fact in facts]
    kinds = {draft.query.kind for draft in drafts(Stated(places), Dice(1), 20)}
    assert ("as-of" in kinds) is asked
