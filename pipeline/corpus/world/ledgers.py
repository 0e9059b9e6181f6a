"""What a site paid: instalments to contractors, and what projects bought."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.world import names
from pipeline.corpus.world.contracts import Deal
from pipeline.corpus.world.ground import Ground, Made
from pipeline.corpus.world.histories import after, working
from pipeline.corpus.world.people import BUILDERS
from pipeline.corpus.world.projects import TRADES, Plan
from pipeline.corpus.world.tables import Company, Entry
from pipeline.corpus.world.words import Wording

_FEWEST: Final = 140
_MOST: Final = 200
_TAGGED: Final = 0.6
"""So many purchases name the part of the works that they were for."""
_SMALL: Final = 900
_LARGE: Final = 130
"""An entry is between these fractions of the smallest budget of its project."""


class _Payment(NamedTuple):
    on: date
    what: str
    payee: str
    project: str
    amount: int


def made(ground: Ground, plans: Sequence[Plan], deals: Sequence[Deal]) -> Made[Entry]:
    dice = ground.dice.of("ledger")
    wording = Wording("ledger", dice.of("words"))
    paid = [p for deal in deals for p in _instalments(ground, dice, deal, wording)]
    count = dice.between(_FEWEST, _MOST) - len(paid)
    paid += [_purchase(ground, dice, plans, wording) for _ in range(count)]
    rows: list[Entry] = []
    facts: list[Fact] = []
    for place, payment in enumerate(sorted(paid)):
        voucher = names.voucher(ground.seed, ground.number, place)
        rows.append(Entry(voucher, payment.what))
        facts += [
            Fact("entry.amount", voucher, payment.amount),
            Fact("entry.payee", voucher, payment.payee),
            Fact("entry.on", voucher, payment.on),
            Fact("entry.project", voucher, payment.project),
        ]
    return Made(rows, facts)


def _instalments(
    ground: Ground, dice: Dice, deal: Deal, wording: Wording
) -> Iterator[_Payment]:
    """Pay parts of a price, its retention and more being kept back."""
    count = dice.between(4, 9)
    part = deal.price * 4 // 5 // count
    last = min(deal.ends, ground.board.last)
    for _ in range(count):
        yield _Payment(
            working(dice.day(after(deal.signed, 10), last)),
            wording.of("instalment"),
            deal.contractor,
            deal.contract.project,
            ground.figures.between(dice, part * 2 // 3, part),
        )


def _purchase(
    ground: Ground, dice: Dice, plans: Sequence[Plan], wording: Wording
) -> _Payment:
    plan = dice.one_of(plans)
    payee = dice.one_of([firm for firm in ground.companies if _serves(firm, plan)])
    where = f", {wording.of('where')}" if dice.chance(_TAGGED) else ""
    low, high = plan.budget // _SMALL, plan.budget // _LARGE
    return _Payment(
        working(dice.day(after(plan.begins, 3), min(plan.due, ground.board.last))),
        f"{wording.of(payee.trade)}{where}",
        payee.name,
        plan.project.title,
        ground.figures.between(dice, low, high),
    )


def _serves(firm: Company, plan: Plan) -> bool:
    return firm.trade not in BUILDERS or firm.trade in TRADES[plan.kind]
