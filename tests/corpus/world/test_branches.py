"""What holds in every branch, over several seeds."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations, pairwise, product

import pytest

from pipeline.corpus import values
from pipeline.corpus.facts import Fact
from pipeline.corpus.relations import RELATIONS, SUBJECTS, Shape, Time, kind
from pipeline.corpus.world import BRANCHES, SIZE, Branch, board, branch, district
from pipeline.corpus.world.people import BUILDERS
from pipeline.corpus.world.projects import TRADES

_SEEDS = (1, 2, 9)
_NUMBERS = (0, 17, BRANCHES - 1)


@cache
def _branch(seed: int, number: int) -> Branch:
    return branch(seed, number)


@pytest.fixture(params=product(_SEEDS, _NUMBERS), ids=str)
def one(request: pytest.FixtureRequest) -> Branch:
    return _branch(*request.param)


def _day(one: Branch, relation: str, subject: str) -> date | None:
    fact = one.facts.latest(relation, subject)
    return fact.value if fact and isinstance(fact.value, date) else None


def _int(fact: Fact) -> int:
    assert isinstance(fact.value, int)
    return fact.value


def _begin(one: Branch, relation: str, subject: str) -> date | None:
    rows = one.facts.history(relation, subject)
    return rows[0].on if rows else None


def test_has_what_a_branch_has(one: Branch) -> None:
    assert len(one.people) == 14
    assert 5 <= len(one.companies) <= 7
    assert len(one.assets) == 8
    assert len(one.projects) == len(one.contracts) == 4
    assert 7 <= len(one.incidents) <= 9
    assert len(one.policies) == 2
    assert all(3 <= len(policy.versions) <= 4 for policy in one.policies) or any(
        one.facts.latest(f"policy.{column}", policy.title) is None
        for policy in one.policies
        for column in ("limit", "owner")
    )
    assert len(one.meetings) == 8
    assert 140 <= len(one.entries) <= 200
    assert len(one.facts.history("site.flow", one.site.name)) == 96


def test_names_and_values_look_as_their_shapes(one: Branch) -> None:
    for fact in one.facts:
        relation = RELATIONS[fact.relation]
        subject = SUBJECTS[kind(fact.relation)]
        assert re.fullmatch(values.pattern(subject, None), fact.subject), fact
        for voice in values.Voice:
            text = values.written(fact.value, relation.shape, relation.unit, voice)
            assert re.fullmatch(values.pattern(relation.shape, relation.unit), text), (
                text
            )
            assert values.read(text, relation.shape) == fact.value
    for name in (one.site.town, one.site.river, one.board.short):
        assert re.fullmatch(values.pattern(Shape.PLACE, None), name)


def test_no_subject_is_a_part_of_another(one: Branch) -> None:
    by_kind: dict[str, set[str]] = {}
    for fact in one.facts:
        by_kind.setdefault(kind(fact.relation), set()).add(fact.subject)
    for same in by_kind.values():
        ordered = sorted(same)
        assert [(a, b) for a, b in pairwise(ordered) if a in b] == []


def test_days_lie_within_the_years_of_the_board(one: Branch) -> None:
    days = [fact.on for fact in one.facts if fact.on is not None]

    assert one.board.first <= min(days)
    assert max(days) <= one.board.last
    for relation in ("incident.on", "meeting.on", "entry.on", "contract.signed"):
        for subject in one.facts.subjects(relation):
            day = _day(one, relation, subject)
            assert day is not None
            assert one.board.first <= day <= one.board.last


def test_facts_have_days_as_their_relation_says(one: Branch) -> None:
    for fact in one.facts:
        time = RELATIONS[fact.relation].time
        assert (fact.on is None) == (time is Time.FIXED)
        assert time is not Time.AT or (fact.on and fact.on.day == 1)


def test_a_new_value_has_a_later_day_and_is_another(one: Branch) -> None:
    for relation, row in RELATIONS.items():
        for subject in one.facts.subjects(relation):
            rows = one.facts.history(relation, subject)
            assert row.time is not Time.FIXED or len(rows) == 1
            for before, then in pairwise(rows):
                assert before.on is not None
                assert then.on is not None
                assert before.on < then.on
                assert row.time is Time.AT or before.value != then.value


def test_who_and_what_is_named_exists(one: Branch) -> None:
    there: dict[str | None, set[object]] = {
        "person": {person.name for person in one.people},
        "company": {company.name for company in one.companies},
        "asset": {asset.code for asset in one.assets},
        "project": {project.title for project in one.projects},
        "site": {one.site.name},
    }
    for fact in one.facts:
        leads_to = RELATIONS[fact.relation].leads_to
        if fact.relation == "company.director":
            assert fact.value not in there["person"]
        elif leads_to:
            assert fact.value in there[leads_to], fact


def test_plant_stands_before_it_fails(one: Branch) -> None:
    for incident in one.incidents:
        asset = one.facts.latest("incident.asset", incident.reference)
        installed = asset and _day(one, "asset.installed", str(asset.value))
        assert installed is None or installed < incident.on
        assert _day(one, "incident.on", incident.reference) == incident.on


def test_something_stands_from_the_beginning(one: Branch) -> None:
    installed = _day(one, "asset.installed", one.assets[0].code)

    assert installed is None or installed < one.board.first


def test_nobody_meets_signs_or_pays_at_a_week_end(one: Branch) -> None:
    for relation in ("meeting.on", "contract.signed", "entry.on"):
        for subject in one.facts.subjects(relation):
            day = _day(one, relation, subject)
            assert day is not None
            assert day.weekday() < 5


def test_projects_move_before_they_are_due(one: Branch) -> None:
    for project in one.projects:
        due = one.facts.history("project.due", project.title)
        ends = [fact.value for fact in due if isinstance(fact.value, date)]
        assert ends == sorted(ends)
        for relation in ("project.budget", "project.lead", "project.due"):
            for fact in one.facts.history(relation, project.title):
                assert fact.on is not None
                assert not ends or fact.on < ends[0]
        begins = {
            _begin(one, relation, project.title)
            for relation in ("project.budget", "project.lead", "project.due")
        } - {None}
        assert len(begins) <= 1


def test_contracts_are_signed_then_amended_then_end(one: Branch) -> None:
    for contract in one.contracts:
        name = contract.reference
        signed = _day(one, "contract.signed", name)
        assert signed is not None
        assert name.startswith(f"C/{signed.year}/")
        changed: set[date | None] = set()
        for column in ("price", "damages", "ends"):
            rows = one.facts.history(f"contract.{column}", name)
            assert not rows or rows[0].on == signed
            changed |= {row.on for row in rows[1:]}
        ends = one.facts.history("contract.ends", name)
        assert all(day is not None and signed < day for day in changed)
        if ends:
            assert isinstance(ends[0].value, date)
            assert all(day and day < ends[0].value for day in (signed, *changed))
        begun = _begin(one, "project.budget", contract.project)
        assert begun is None or begun < signed


def test_policies_change_with_their_versions(one: Branch) -> None:
    for policy in one.policies:
        days = {
            row.on
            for column in ("interval", "limit", "owner")
            for row in one.facts.history(f"policy.{column}", policy.title)
        }
        assert sorted(days, key=str) == [*policy.versions]
        assert one.facts.history("policy.interval", policy.title)


def test_money_goes_to_living_projects_within_their_budgets(one: Branch) -> None:
    spent: Counter[str] = Counter()
    for entry in one.entries:
        title = str(one.facts.history("entry.project", entry.voucher)[0].value)
        on = _day(one, "entry.on", entry.voucher)
        due = _day(one, "project.due", title)
        begun = _begin(one, "project.budget", title)
        assert on is not None
        assert begun is None or begun <= on
        assert due is None or on <= due
        spent[title] += _int(one.facts.history("entry.amount", entry.voucher)[0])
    for title, amount in spent.items():
        budget = one.facts.history("project.budget", title)
        assert not budget or amount < min(map(_int, budget))


def test_vouchers_follow_the_days(one: Branch) -> None:
    vouchers = [entry.voucher for entry in one.entries]
    days = [_day(one, "entry.on", voucher) for voucher in vouchers]

    assert vouchers == sorted(vouchers)
    assert days == sorted(days, key=str)


def test_no_two_amounts_of_a_branch_are_the_same(one: Branch) -> None:
    amounts = [f.value for f in one.facts if RELATIONS[f.relation].shape is Shape.MONEY]

    assert len(set(amounts)) == len(amounts)


def test_no_more_passes_than_is_licensed(one: Branch) -> None:
    for flow in one.facts.history("site.flow", one.site.name):
        assert flow.on is not None
        capacity = one.facts.at("site.capacity", one.site.name, flow.on)
        assert capacity is None or _int(flow) < _int(capacity) * 30


def test_much_is_decided_at_meetings() -> None:
    decided = changes = 0
    for seed, number in product(_SEEDS, _NUMBERS):
        one = _branch(seed, number)
        held = {meeting.on for meeting in one.meetings}
        for fact in one.facts:
            if fact.relation.startswith("project.") and fact.on:
                changes += 1
                decided += fact.on in held
    assert 0.4 < decided / changes < 0.9


def test_histories_have_several_lengths() -> None:
    lengths: dict[str, set[int]] = {}
    for seed, number in product(_SEEDS, _NUMBERS):
        facts = _branch(seed, number).facts
        for relation, row in RELATIONS.items():
            if row.time is Time.FROM:
                found = {
                    len(facts.history(relation, s)) for s in facts.subjects(relation)
                }
                lengths[relation] = lengths.get(relation, set()) | found
    assert lengths["site.manager"] <= {2, 3, 4}
    assert lengths["site.capacity"] <= {1, 2, 3}
    assert lengths["project.budget"] == lengths["project.due"] == {1, 2, 3, 4}
    assert lengths["contract.price"] >= {1, 2, 3}


def test_is_the_same_in_any_order_and_process() -> None:
    text = (
        "from pipeline.corpus.world import branch; one = branch(4, 3);"
        "print(one[:-1], [*one.facts])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", text],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        ).stdout
        for hash_seed in ("1", "2")
    }
    branch(4, 2)
    one = branch(4, 3)
    here = f"{one[:-1]} {[*one.facts]}\n".encode()

    assert outputs == {here}


def test_two_branches_and_two_seeds_share_no_subject() -> None:
    def subjects(seed: int, number: int) -> set[str]:
        return {fact.subject for fact in _branch(seed, number).facts}

    assert not subjects(1, 0) & subjects(1, 1)
    assert len(subjects(1, 0) & subjects(2, 0)) < 8
    assert board(1).name != board(2).name


@pytest.mark.parametrize("number", [-1, BRANCHES])
def test_beyond_the_names_there_is_no_branch(number: int) -> None:
    with pytest.raises(ValueError, match="there are names for 1000"):
        branch(1, number)


def test_a_district_has_the_branches_of_its_number() -> None:
    one = district(1, 2)
    there = [branch(1, number) for number in range(2 * SIZE, 3 * SIZE)]

    assert [each.site for each in one.branches] == [each.site for each in there]


@pytest.mark.parametrize(
    ("payee", "of"),
    [
        ("contract.contractor", "contract.project"),
        ("entry.payee", "entry.project"),
    ],
)
def test_who_builds_has_the_trade_of_the_works(payee: str, of: str) -> None:
    for number in range(30):
        facts = _branch(1, number).facts
        trades = {firm.name: firm.trade for firm in _branch(1, number).companies}
        for subject in facts.subjects(of):
            project, firm = facts.latest(of, subject), facts.latest(payee, subject)
            if project and firm and trades[str(firm.value)] in BUILDERS:
                kind = next(k for k in TRADES if str(project.value).endswith(k))
                assert trades[str(firm.value)] in TRADES[kind]


def test_any_two_builders_have_enough_to_build() -> None:
    for two in combinations(BUILDERS, 2):
        assert sum(bool({*trades} & {*two}) for trades in TRADES.values()) >= 5
