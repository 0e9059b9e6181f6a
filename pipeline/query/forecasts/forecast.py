"""What a run would be, before anything is sent: calls, tokens, money and time. Pure.

Of each call three costs: the least (a token of answer; in a warm run all of the prompt
cached), the likely one (answers as long as earlier ones of the model, or an assumption
that is stated), and the most (an answer as long as allowed, nothing cached, at the
dearest hour of the day ahead). What has no known price has no cost, and the totals name
the models that they leave out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.facts import Facts
from pipeline.query.cost import Prices, cost_usd, least_usd, worst_usd
from pipeline.query.forecasts.foreseen import (
    NOTHING,
    UNKNOWN,
    Cell,
    Counted,
    Earlier,
    Forecast,
    Money,
    OfModel,
    Ratio,
    sum_cells,
)
from pipeline.query.models.asking import expected_tokens, fits, output_room
from pipeline.query.models.target import Target
from pipeline.records import Cache, Condition, Planned, Prompt, Usage
from pipeline.statistics.planning import Design, smallest_difference

ASSUMED_ANSWER: Final = 1_000
"""Tokens of an answer, reasoning included, of a model that nothing is known of."""
LEAST_TOKENS: Final = 1_000
"""A shorter prompt tells nothing of a tokenizer: a chat's frame weighs too much."""
_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a forecast is made from."""

    planned: Sequence[Planned]
    prompts: Mapping[str, Prompt]
    targets: Mapping[str, Target]
    """By model id."""
    prices: Mapping[str, Prices | None]
    """The same."""
    paid: Mapping[str, float | None]
    """What each call cost that has been made."""
    earlier: Sequence[Earlier] = ()
    counted: Sequence[Counted] = ()
    latency: bool = False
    budget_usd: float | None = None
    design: Design = field(default_factory=Design)


def forecast(basis: Basis) -> Forecast:
    calls: dict[str, list[Planned]] = defaultdict(list)
    for one in sorted(basis.planned, key=lambda one: one.position):
        calls[one.model].append(one)
    views = [_View(basis, model) for model in sorted(calls)]
    cells = [cell for view in views for cell in _cells(view, calls[view.model])]
    models = tuple(
        OfModel(
            total=_timed(sum_cells([c for c in cells if c.model == view.model]), view),
            ratio=view.ratio,
            answer_tokens=view.answer_tokens,
            answers=view.earlier.counted if view.earlier else 0,
            price=view.prices.source if view.prices else None,
        )
        for view in views
    )
    total = sum_cells(cells).model_copy(update={"model": None})
    return Forecast(
        total=total.model_copy(update={"seconds": _together(models, basis.targets)}),
        models=models,
        cells=tuple(cells),
        unpriced=tuple(
            str(m.total.model) for m in models if m.price is None and m.total.sent
        ),
        untimed=tuple(str(m.total.model) for m in models if m.total.seconds is None),
        paid_usd=sum(cost for cost in basis.paid.values() if cost is not None),
        budget_usd=basis.budget_usd,
        design=basis.design,
        smallest_difference=smallest_difference(basis.design),
    )


class _View:
    """One model, and what is known that helps to foresee its calls."""

    def __init__(self, basis: Basis, model: str) -> None:
        self.model = model
        self.basis = basis
        self.target = basis.targets[model]
        self.prices = basis.prices[model]
        place = (model, self.target.base_url)
        self.earlier = next(
            (e for e in basis.earlier if (e.model, e.endpoint) == place), None
        )
        counted = [c for c in basis.counted if (c.model, c.endpoint) == place]
        self.ratio = ratio_of(self.target.facts, self.earlier, counted)
        facts = self.target.facts.model_copy(update={"tokens_ratio": self.ratio.value})
        self.measured = replace(self.target, facts=facts)
        """The target, as it would be if what was measured were written in its facts."""
        written = self.earlier.written if self.earlier else None
        self.answer_tokens = ASSUMED_ANSWER if written is None else round(written)
        self.lanes = 1 if basis.latency else self.target.settings.concurrency


def ratio_of(
    facts: Facts, earlier: Earlier | None, counted: Sequence[Counted]
) -> Ratio:
    """Return a tokenizer's ratio by the best witness: bills, counts, facts, nobody."""
    if earlier and earlier.ratio is not None:
        return Ratio(value=earlier.ratio, source="calls", sample=earlier.sized)
    long = [one for one in counted if one.reference >= LEAST_TOKENS]
    if long:
        value = sum(one.tokens for one in long) / sum(one.reference for one in long)
        return Ratio(value=value, source="count", sample=len(long))
    if facts.tokens_ratio is not None:
        return Ratio(value=facts.tokens_ratio, source="facts", sample=0)
    return Ratio(value=1.0, source="assumed", sample=0)


def size_of(prompt: Prompt) -> str:
    if prompt.length is None:
        return prompt.condition.value
    removed = prompt.condition is Condition.GOLD_REMOVED
    return f"{prompt.length:,}{' gold-removed' if removed else ''}"


def _cells(view: _View, calls: Sequence[Planned]) -> list[Cell]:
    """Return a model's calls by size, controls first."""
    prompts = view.basis.prompts
    rows: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    begun: set[tuple[object, ...]] = set()
    for one in calls:
        prompt = prompts[one.prompt]
        key = (prompt.length or 0, size_of(prompt))
        rows[key].append(_cell_of(view, one, prompt, begun))
    return [
        sum_cells(cells).model_copy(update={"size": size, "length": length or None})
        for (length, size), cells in sorted(rows.items())
    ]


def _cell_of(
    view: _View, call: Planned, prompt: Prompt, begun: set[tuple[object, ...]]
) -> Cell:
    sent = call.unsent is None
    made = call.call in view.basis.paid
    whole = _money(view, prompt, begun, sent=sent)
    return Cell(
        model=view.model,
        size=None,
        length=None,
        calls=1,
        tokens=prompt.tokens if sent else 0,
        own_tokens=expected_tokens(view.measured.facts, prompt.tokens) if sent else 0,
        over_window=int(not sent),
        too_long=int(sent and not fits(view.measured, prompt.tokens)),
        answered=int(sent and made),
        whole=whole,
        left=NOTHING if made and view.prices else whole,
        seconds=_seconds(view, prompt) if sent and not made else 0.0,
    )


def _money(
    view: _View, prompt: Prompt, begun: set[tuple[object, ...]], *, sent: bool
) -> Money:
    prices = view.prices
    if prices is None or not sent:
        return UNKNOWN if prices is None else NOTHING
    tokens = expected_tokens(view.measured.facts, prompt.tokens)
    room = max(1, output_room(view.target, prompt.tokens))
    warm = prompt.cache is Cache.WARM
    refused = not fits(view.measured, prompt.tokens)  # what is refused costs nothing
    usage = Usage(
        prompt_tokens=tokens,
        cached_tokens=tokens if warm and _is_known(view, prompt, begun) else 0,
        completion_tokens=min(room, view.answer_tokens),
    )
    least = min(least_usd(price, tokens, warm=warm) for price in prices.ahead)
    return Money(
        least=0.0 if refused else least,
        likely=0.0 if refused else cost_usd(prices.now, usage),
        most=max(worst_usd(price, tokens, room) for price in prices.ahead),
    )


def _is_known(view: _View, prompt: Prompt, begun: set[tuple[object, ...]]) -> bool:
    """Tell whether an earlier call of the run had the same documents in front."""
    context = (prompt.layout, prompt.rung, prompt.evidence, prompt.evidence_at)
    if prompt.layout is None or view.target.facts.caching in (None, "none"):
        return False
    known = context in begun
    begun.add(context)
    return known


def _seconds(view: _View, prompt: Prompt) -> float | None:
    """Return how long a call takes, by a line through earlier ones if it rises."""
    earlier = view.earlier
    if earlier is None or earlier.seconds is None or earlier.seconds_at is None:
        return None
    slope = max(0.0, earlier.seconds_per_token or 0.0)
    return max(0.0, earlier.seconds + slope * (prompt.tokens - earlier.seconds_at))


def _timed(total: Cell, view: _View) -> Cell:
    """Turn the time of all calls one after the other into that of so many at once.

    Limits of requests and tokens a minute, where they are known, hold too.
    """
    if total.seconds is None or not total.calls:
        return total
    left = total.sent - total.answered
    facts = view.target.facts
    share = left / total.sent if total.sent else 0.0
    waits = [total.seconds / max(1, min(view.lanes, left))]
    if facts.requests_per_minute:
        waits.append(_MINUTE * left / facts.requests_per_minute)
    if facts.tokens_per_minute:
        tokens = total.own_tokens * share
        waits.append(_MINUTE * tokens / facts.tokens_per_minute)
    return total.model_copy(update={"seconds": max(waits)})


def _together(models: Sequence[OfModel], targets: Mapping[str, Target]) -> float | None:
    """Return the time of all: services answer side by side, baselines at the end."""
    known = [
        (targets[str(m.total.model)], m.total.seconds)
        for m in models
        if m.total.seconds is not None
    ]
    if not known:
        return None
    away = [seconds for target, seconds in known if target.baseline is None]
    here = [seconds for target, seconds in known if target.baseline is not None]
    return max(away, default=0.0) + sum(here)
