"""Sort the calls of a run into lanes: one for each endpoint, key and model. Pure."""

from collections.abc import Mapping, Sequence

from pipeline.query.models.target import Target
from pipeline.query.pace.bucket import Bucket
from pipeline.query.pace.lane import Allowance, Lane
from pipeline.query.pace.ledger import Ledger
from pipeline.query.pace.limiter import Limiter
from pipeline.query.pace.reserve import Reserve
from pipeline.query.pace.waiting import Ticket, Waiting


def lanes_of(
    tickets: Sequence[Ticket], reserve: Reserve, ledger: Ledger, now: float
) -> Mapping[str, Lane]:
    """Return the lane of each target by its id.

    Targets that differ in what they ask for alone share one, which is adaptive if one
    of them is. Targets of one endpoint and key that are granted the same per minute
    share that, since it is the service's; one with a figure of its own has that for
    itself.
    """
    by_place: dict[tuple[str, str | None, str], list[Ticket]] = {}
    for ticket in tickets:
        target = ticket.target
        place = (target.base_url, target.key, target.model)
        by_place.setdefault(place, []).append(ticket)
    allowances: dict[tuple[object, ...], Allowance] = {}
    lanes: dict[str, Lane] = {}
    for (url, key, _), some in by_place.items():
        targets = {t.target.settings.id: t.target for t in some}
        ceiling = max(one.settings.concurrency for one in targets.values())
        adaptive = any(one.settings.adaptive for one in targets.values())
        facts = some[0].target.facts
        granted = (url, key, facts.requests_per_minute, facts.tokens_per_minute)
        if granted not in allowances:
            allowances[granted] = _allowance(some[0].target, now)
        lane = Lane(
            Waiting(some, lambda ticket: reserve.usd(ticket) or 0.0),
            Limiter(ceiling, adaptive=adaptive),
            allowances[granted],
            ledger,
        )
        lanes |= dict.fromkeys(targets, lane)
    return lanes


def _allowance(target: Target, now: float) -> Allowance:
    facts = target.facts
    requests, tokens = facts.requests_per_minute, facts.tokens_per_minute
    return Allowance(
        Bucket(requests, now) if requests else None,
        Bucket(tokens, now) if tokens else None,
    )
