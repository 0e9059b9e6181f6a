"""What a sceptical reader of benchmarks would hold against a question."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from pipeline.corpus.asking.boolean import drafts as booleans
from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft, gold
from pipeline.corpus.asking.kinds import drafts
from pipeline.corpus.asking.query import Found, Kind, Query, found
from pipeline.corpus.asking.stated import Stated, Statement
from pipeline.corpus.asking.words import forms
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.relations import RELATIONS, Shape, Time, kind
from pipeline.corpus.sayings import sayings
from pipeline.corpus.values import Voice
from pipeline.records import AnswerType
from tests.corpus.asking.made import stated

STATED: Final = stated(12)
DRAFTS: Final = drafts(STATED, Dice("drafts"), 300)
DAY: Final = date(2021, 3, 4)
NEXT: Final = date(2021, 3, 5)


def _said(document: str, *facts: Fact) -> Statement:
    return Statement(document, str(facts), facts)


def _of(kind_of: Kind, given: Sequence[Statement]) -> list[Draft]:
    asked = drafts(Stated(given), Dice(1), 60)
    return [draft for draft in asked if draft.query.kind == kind_of]


def _desk(*given: Statement) -> Desk:
    return Desk(Stated(given), Dice(1))


def test_no_document_states_all_of_a_chain() -> None:
    one = Fact("contract.contractor", "C/1", "Orrin Works")
    two = Fact("company.seat", "Orrin Works", "Pellham")
    apart = [_said("a.md", one), _said("b.md", two)]
    assert _of("chain", apart)
    assert not _of("chain", [*apart, _said("c.md", one), _said("c.md", two)])
    chains = [draft for draft in DRAFTS if draft.query.kind == "chain"]
    assert chains
    for draft in chains:
        answer = found(draft.query, STATED.facts)
        assert answer
        assert not STATED.in_one_document(answer.facts)


def test_no_chain_ends_where_another_did_while_there_are_others() -> None:
    sites = ["Orrin", "Orrin", "Orrin", "Pellham"]
    lets = [Fact("incident.site", f"IR-{n}", site) for n, site in enumerate(sites)]
    days = [Fact("site.opened", "Orrin", DAY), Fact("site.opened", "Pellham", NEXT)]
    said = [_said(f"{fact.subject}.md", fact) for fact in (*lets, *days, days[1])]
    chains = _of("chain", [*said, _said("again.md", days[1])])
    assert [d.answers[0] for d in chains[:2]] == ["4 March 2021", "5 March 2021"]
    assert len(chains) == len(sites)


def test_no_two_twins_are_about_one_subject() -> None:
    subjects = [d.query.subjects for d in DRAFTS if d.query.kind == "unanswerable"]
    assert len({*subjects}) == len(subjects)


def test_a_twin_is_about_the_best_known_of_some() -> None:
    given = [
        _said("a.md", Fact("incident.cost", "IR-1", 7_654)),
        *(_said("a.md", Fact("incident.hours", f"IR-{n}", 9)) for n in range(4, 12)),
        *(_said(f"{n}.md", Fact("incident.hours", "IR-3", 12)) for n in range(3)),
    ]
    for draft in _of("unanswerable", given):
        if draft.query.relation == "incident.cost":
            assert draft.query.subjects == ("IR-3",)
            break
    else:
        pytest.fail("no twin of the cost")


def test_a_twin_had_begun_on_the_day_it_is_asked_of() -> None:
    asked = [d.query for d in DRAFTS if d.query.kind == "unanswerable" and d.query.on]
    dated = [one for one in asked if RELATIONS[one.relation].time is Time.FROM]
    assert dated
    for query in dated:
        (subject,), day = query.subjects, date.fromisoformat(query.on or "")
        of = [name for name in RELATIONS if kind(name) == kind(query.relation)]
        assert any(STATED.facts.at(name, subject, day) for name in of)


def test_a_twin_has_no_bound_that_reason_could_rule_out() -> None:
    bound = [
        d.query for d in DRAFTS if d.query.kind == "unanswerable" and d.query.bound
    ]
    assert bound
    for query in bound:
        assert RELATIONS[query.relation].shape in {Shape.MONEY, Shape.NUMBER}


def test_no_yes_or_no_asks_what_the_documents_say() -> None:
    """Of a twin the right answer would be no: they do not say it."""
    for name, asked in forms().items():
        if name.startswith(("is ", "was ")):
            assert not any("document" in str(form) for form in asked), name


def _incident(name: str, site: str | None, hours: int, document: str) -> Statement:
    facts = [Fact("incident.hours", name, hours)]
    facts += [Fact("incident.site", name, site)] if site else []
    return _said(document, *facts)


@pytest.mark.parametrize(
    ("site", "hours", "document", "asked"),
    [
        ("Orrin", 99, "a.md", True),
        (None, 99, "a.md", False),
        (None, 99, "elsewhere.md", True),
        (None, 2, "a.md", True),
    ],
)
def test_nothing_is_counted_while_one_may_belong_whose_site_is_unstated(
    site: str | None, hours: int, document: str, *, asked: bool
) -> None:
    given = [
        _incident("IR-1", "Orrin", 5, "a.md"),
        *(_incident(f"IR-{n}", "Orrin", 80 + n, f"{n}.md") for n in (2, 3)),
        _incident("IR-4", site, hours, document),
    ]
    counted = [d for d in _of("count", given) if "incident.hours" in str(d.query.where)]
    assert bool(counted) is asked


def test_nothing_is_listed_while_one_of_the_group_has_no_day() -> None:
    def let(name: str, day: date | None) -> Statement:
        facts = [Fact("contract.contractor", name, "Orrin Works")]
        facts += [Fact("contract.signed", name, day)] if day else []
        return _said(f"{name}.md", *facts)

    dated = [let("C/2021/1", DAY), let("C/2021/2", DAY), let("C/2020/3", DAY)]
    assert _of("list", dated)
    assert not _of("list", [*dated, let("C/2021/4", None)])


def test_a_wrong_name_is_one_that_the_same_papers_have() -> None:
    chairs = [Fact("meeting.chair", f"M/{n}", f"Elin V{n}") for n in "abcdefgh"]
    given = [_said(f"{n // 2}.md", fact) for n, fact in enumerate(chairs)]
    beside = {chairs[n].subject: str(chairs[n ^ 1].value) for n in range(len(chairs))}
    wrong = [
        draft.query
        for draft in booleans(_desk(*given), Dice(2))
        if draft.answers == ("no",)
    ]
    assert wrong
    for query in wrong:
        assert query.bound == ("=", beside[query.subjects[0]])


def test_answers_that_few_statements_hold_are_sought_first() -> None:
    costs: dict[str, Value] = {
        "IR-1": 5_000,
        "IR-2": 7_000,
        "IR-3": 212,
        "IR-4": Decimal("9.2"),
    }
    facts = [Fact("incident.cost", name, cost) for name, cost in costs.items()]
    again = Fact("entry.amount", "V-1", 5_000)
    desk = _desk(*(_said("a.md", fact) for fact in facts), _said("b.md", again))
    queries = [Query("lookup", "incident.cost", (name,)) for name in costs]
    first, second, *short = (q.subjects[0] for q in desk.rarest(queries))
    assert (first, second, {*short}) == ("IR-2", "IR-1", {"IR-3", "IR-4"})
    drawn = desk.candidates("incident.cost", Dice(1))
    assert [fact.subject for fact in drawn][:2] == ["IR-2", "IR-1"]


def test_of_several_months_one_is_asked_for_that_few_statements_hold() -> None:
    flows = [1_234, 1_234, 88, 5_678]
    months = [
        Fact("site.flow", "Orrin", flow, date(2021, n, 1))
        for n, flow in enumerate(flows, 1)
    ]
    desk = _desk(*(_said("a.md", month) for month in months))
    for seed in range(5):
        (drawn,) = desk.candidates("site.flow", Dice(seed))
        assert drawn.value == 5_678


@pytest.mark.parametrize(
    ("relation", "value", "answers"),
    [
        ("contract.project", "Orrin Weir", ("Orrin Weir", "Orrin Weir project")),
        ("incident.asset", "P-1-2", ("P-1-2", "asset P-1-2")),
        ("asset.maker", "Orrin Works", ("Orrin Works",)),
    ],
)
def test_a_gold_is_what_people_call_it_too(
    relation: str, value: str, answers: tuple[str, ...]
) -> None:
    right = gold(Query("lookup", relation, ("X",)), Found((value,), ()))
    assert right.answers == answers
    assert right.answer_type is AnswerType.TEXT


def test_a_list_has_no_second_name_for_an_item() -> None:
    where = (("asset.site", "=", "Orrin"),)
    right = gold(Query("list", "asset.site", where=where), Found(("P-1", "P-2"), ()))
    assert right.answers == ("P-1", "P-2")


def test_a_gap_in_a_row_is_a_question_mark_and_never_says_that_there_is_none() -> None:
    """To a question for the serial number "no plate" would be an answer."""
    for saying in sayings():
        if saying.voice is Voice.ROW:
            written = "".join(one for one in saying.form if isinstance(one, str))
            cells = {cell.strip() for cell in written.lower().split(";")}
            assert not any(cell.startswith(("no ", "not ")) for cell in cells), saying
