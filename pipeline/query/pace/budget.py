"""Hold a run to its budget: over all sessions of it, and from the first request on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.errors import SettingsError
from pipeline.query.pace.ledger import Ledger, is_free
from pipeline.query.pace.reserve import Reserve, past_reserve
from pipeline.query.pace.waiting import Ticket
from pipeline.records import Planned, Record
from pipeline.settings import ModelSettings
from pipeline.store import Store

_SMALL: Final = 0.1


class _Sum(Record):
    spent_usd: float
    unknown_usd: float


class _Untold(Record):
    call: str
    status: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A run that ended since no further call could be paid for. US dollars."""

    calls: int
    """Not sent."""
    cheapest_usd: float
    """The most that the cheapest of them may cost."""
    budget_usd: float
    spent_usd: float
    unknown_usd: float
    """Set aside for attempts whose cost nobody told."""

    def __str__(self) -> str:
        left = self.budget_usd - self.spent_usd - self.unknown_usd
        return (
            f"budget_usd = {self.budget_usd:g} does not suffice for {self.calls:,} "
            f"calls: {shown(self.spent_usd)} spent, {shown(self.unknown_usd)} reserved "
            "for attempts whose cost is not known, "
            f"{shown(left)} left, and the cheapest call may cost "
            f"{shown(self.cheapest_usd)}; raise budget_usd and run again, what is "
            "answered is kept"
        )


def shown(usd: float) -> str:
    """Write an amount with as many decimals as a small one needs."""
    return f"${usd:,.4f}" if 0 < usd < _SMALL else f"${usd:,.2f}"


def open_ledger(
    store: Store, planned: Sequence[Planned], budget_usd: float | None
) -> Ledger:
    """Begin with what earlier sessions of the run spent."""
    run = planned[0].run if planned else ""
    (earlier,) = store.select("query_spent", _Sum, run=run)
    return Ledger(
        budget_usd, spent_usd=earlier.spent_usd, unknown_usd=earlier.unknown_usd
    )


def uncounted(store: Store, calls: Collection[str]) -> int:
    """Return how many of them may have been paid for without a row of their cost.

    Those are of sessions in which their model had no price, or of batches.
    """
    rows = store.select("query_untold", _Untold, calls=list(calls))
    return len({row.call for row in rows if not is_free(row.status, row.error)})


def check_prices(
    tickets: Iterable[Ticket], reserve: Reserve, budget_usd: float
) -> None:
    """Raise `SettingsError` for models that no budget can be kept for."""
    one_each = {ticket.target.settings.id: ticket for ticket in tickets}
    mistakes: list[str] = []
    for model, ticket in sorted(one_each.items()):
        if reserve.usd(ticket) is None:
            mistakes.append(f"{model}: {not_kept(budget_usd)}")
        if said := unbounded(ticket.target.settings, budget_usd):
            mistakes.append(f"{model}: {said}")
    if mistakes:
        raise SettingsError.of(mistakes)


def unbounded(settings: ModelSettings, budget_usd: float) -> str:
    """Say what of a model's `extra` is in the way of a budget; empty: nothing is."""
    past = sorted(past_reserve(settings))
    if not past:
        return ""
    return (
        f"extra sets {', '.join(past)}, so what a call may cost is not known and "
        f"budget_usd = {budget_usd:g} cannot be kept; set max_output_tokens of the "
        "model in its place, keep to it and to one answer, or leave budget_usd out"
    )


def not_kept(budget_usd: float) -> str:
    """Say what is in the way of a budget where a price is not known."""
    return (
        f"its price is not known, so budget_usd = {budget_usd:g} cannot be "
        "kept; set price = { input = ..., output = ... } of the model, in US dollars "
        "per million tokens, or leave budget_usd out"
    )


def shortfall(
    ledger: Ledger, calls: int, cheapest_usd: float | None
) -> Shortfall | None:
    """Return why so many calls were left unsent; `None`: none was, for money."""
    if not calls or ledger.cap_usd is None:
        return None
    return Shortfall(
        calls=calls,
        cheapest_usd=cheapest_usd or 0.0,
        budget_usd=ledger.cap_usd,
        spent_usd=ledger.spent_usd,
        unknown_usd=ledger.unknown_usd,
    )
