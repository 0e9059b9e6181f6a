"""Draw the tables of the board and of one branch."""

from collections.abc import Sequence
from datetime import date

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Facts
from pipeline.corpus.world import (
    assets,
    contracts,
    incidents,
    ledgers,
    meetings,
    names,
    people,
    places,
    policies,
    projects,
    readings,
    silence,
)
from pipeline.corpus.world.ground import Figures, Ground
from pipeline.corpus.world.tables import Board, Branch, Company, Policy


def board(seed: int) -> Board:
    short = names.board_place(seed)
    return Board(
        name=f"{short} Water Board",
        short=short,
        domain=f"{short.lower()}-water.example",
        first=date(2017, 1, 1),
        last=date(2024, 12, 31),
    )


def branch(seed: int, number: int) -> Branch:
    """Make the branch of a number, counted from 0; the same whatever else is made.

    Raises `ValueError` from `names.BRANCHES` on: names would come again.
    """
    if not 0 <= number < names.BRANCHES:
        message = f"branch {number}: there are names for {names.BRANCHES}"
        raise ValueError(message)
    firms = people.companies(seed, number)
    ground = _ground(seed, number, firms.rows)
    plant = assets.made(ground)
    met = meetings.made(ground)
    plans = projects.made(ground)
    deals = contracts.made(ground, plans.rows)
    failed = incidents.made(ground, plant)
    rules = policies.made(ground)
    paid = ledgers.made(ground, plans.rows, deals.rows)
    made = (firms, plant, met, plans, deals, failed, rules, paid)
    there = places.facts(ground)
    facts = [fact for one in made for fact in one.facts]
    facts += [*there, *readings.made(ground, places.licensed(there))]
    known = Facts(silence.known(facts, Dice("silence", seed)))
    return Branch(
        board=ground.board,
        site=ground.site,
        people=ground.people,
        companies=firms.rows,
        assets=plant.rows,
        projects=[plan.project for plan in plans.rows],
        contracts=[deal.contract for deal in deals.rows],
        incidents=failed.rows,
        policies=[_in_force(policy, known) for policy in rules.rows],
        meetings=met.rows,
        entries=paid.rows,
        facts=known,
    )


def _ground(seed: int, number: int, firms: Sequence[Company]) -> Ground:
    organisation = board(seed)
    return Ground(
        seed=seed,
        number=number,
        board=organisation,
        site=places.site(seed, number),
        people=people.staff(seed, number),
        companies=firms,
        held=meetings.days(seed, number, organisation),
        dice=Dice("branch", seed, number),
        figures=Figures(),
    )


def _in_force(policy: Policy, facts: Facts) -> Policy:
    """Keep the versions that changed something known."""
    found = {
        row.on
        for column in ("policy.interval", "policy.limit", "policy.owner")
        for row in facts.history(column, policy.title)
        if row.on is not None
    }
    return policy._replace(versions=tuple(sorted(found)))
