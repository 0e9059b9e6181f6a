"""Contracts under projects, and what their amendments changed."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.ground import Ground, Made
from pipeline.corpus.world.histories import after, change_days, history, working
from pipeline.corpus.world.projects import TRADES, WORKS, Plan
from pipeline.corpus.world.tables import Contract
from pipeline.corpus.world.words import Wording

_COUNT: Final = 4
_NOTICE: Final = 30
"""Days after the signing, and before the end, without an amendment."""


class Deal(NamedTuple):
    """A contract, and within what its payments keep."""

    contract: Contract
    contractor: str
    signed: date
    ends: date
    """In the end."""
    price: int
    """The lowest that it ever had."""


def made(ground: Ground, plans: Sequence[Plan]) -> Made[Deal]:
    dice = ground.dice.of("contracts")
    wording = Wording("projects", dice.of("words"))
    let = [*dice.shuffled(plans)[: _COUNT - 1], dice.one_of(plans)]
    rows: list[Deal] = []
    facts: list[Fact] = []
    for place, plan in enumerate(let):
        share = let.count(plan)
        terms = _terms(ground, dice, plan, share)
        serial = ground.number * _COUNT + place
        code = names.code(ground.seed, "contracts", serial, 4)
        reference = f"C/{terms.signed.year}/{code}"
        works = wording.of(f"{plan.kind}{WORKS}")
        percent = Decimal(dice.between(20, 99)).scaleb(-1)
        contractor = dice.one_of(_builders(ground, plan))
        contract = Contract(reference, plan.project.title, works)
        rows.append(
            Deal(
                contract,
                contractor,
                terms.signed,
                terms.ends[-1][1],
                min(price for _, price in terms.price),
            )
        )
        facts += [
            Fact("contract.project", reference, plan.project.title),
            Fact("contract.contractor", reference, contractor),
            Fact("contract.signed", reference, terms.signed),
            Fact("contract.retention", reference, percent),
            *history("contract.price", reference, terms.price),
            *history("contract.damages", reference, terms.damages),
            *history("contract.ends", reference, terms.ends),
        ]
    return Made(rows, facts)


def _builders(ground: Ground, plan: Plan) -> list[str]:
    return [firm.name for firm in ground.companies if firm.trade in TRADES[plan.kind]]


class _Terms(NamedTuple):
    signed: date
    price: list[tuple[date, int]]
    damages: list[tuple[date, int]]
    ends: list[tuple[date, date]]
    latest: date
    """When the project is due: the contract ends before it."""


_Change: TypeAlias = Callable[[_Terms, Ground, Dice, date], None]


def _terms(ground: Ground, dice: Dice, plan: Plan, share: int) -> _Terms:
    """Draw the terms as signed, and as each amendment left them."""
    length = (plan.due - plan.begins).days
    signed = working(after(plan.begins, dice.between(15, length // 3)))
    ends = after(plan.due, -dice.between(length // 6, length // 3))
    most = plan.budget * 3 // 5 // share
    price = ground.figures.between(dice, most // 3, most)
    damages = ground.figures.between(dice, 410, 9_890)
    terms = _Terms(
        signed,
        [(signed, price)],
        [(signed, damages)],
        [(signed, ends)],
        latest=plan.due,
    )
    last = min(after(ends, -_NOTICE), ground.board.last)
    for day in change_days(dice, dice.below(4), after(signed, _NOTICE), last):
        for change in dice.some(_CHANGES, dice.between(1, 2)):
            change(terms, ground, dice, day)
    return terms


def _price(terms: _Terms, ground: Ground, dice: Dice, day: date) -> None:
    before = terms.price[-1][1]
    low, high = before * 95 // 100, before * 121 // 100
    terms.price.append((day, ground.figures.between(dice, low, high)))


def _damages(terms: _Terms, ground: Ground, dice: Dice, day: date) -> None:
    terms.damages.append((day, ground.figures.between(dice, 410, 9_890)))


def _ends(terms: _Terms, _ground: Ground, dice: Dice, day: date) -> None:
    end = terms.ends[-1][1]
    left = (terms.latest - end).days
    terms.ends.append((day, after(end, dice.between(left // 4, left // 2))))


_CHANGES: Final[Sequence[_Change]] = (_price, _damages, _ends)
