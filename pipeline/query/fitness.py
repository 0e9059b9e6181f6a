"""Whether the models of a run can be asked: a key, a window, a price, an answer.

Nothing is sent unless that is asked for: `reached` opens a connection and sends nothing
on it, `heard` asks for a handful of tokens.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pipeline.errors import SettingsError
from pipeline.query.loop import run
from pipeline.query.models.asking import fits
from pipeline.query.models.endpoints import is_loopback, resolve
from pipeline.query.models.target import Target
from pipeline.query.overview import listens
from pipeline.query.pace.budget import not_kept, unbounded
from pipeline.query.prices import price_at, price_of
from pipeline.query.text import PlainText
from pipeline.query.transport import Endpoint
from pipeline.query.wire import seal
from pipeline.records import Record
from pipeline.settings import BenchSettings, ModelSettings

PATIENCE_S: Final = 5.0
LEAST_TOKENS: Final = 16
"""Of an answer: OpenAI's Responses refuse to be asked for fewer."""
_ASKED: Final = "Reply with the word yes."
_ASKED_TOKENS: Final = 6
_CALL_S: Final = 60.0


class Fitness(Record):
    """One model of the run, and what is in its way."""

    id: str
    missing: str | None
    """Why it cannot be asked as the settings are; `None` if it can."""
    window: int | None
    too_long: tuple[int, ...] | None
    """Lengths of the run that it does not hold; `None` where its window is unknown."""
    price_known: bool
    reached: bool | None = None
    """A connection could be had; `None` was not tried."""
    answered: bool | None = None
    """A call was answered; `None` was not made."""
    said: str | None = None
    """What the call came to, for people."""

    @property
    def fit(self) -> bool:
        return not (self.missing or self.reached is False or self.answered is False)


@dataclass(frozen=True, slots=True)
class Trying:
    """What may be tried over the network."""

    reach: bool = False
    call: bool = False


def fitness(
    settings: BenchSettings, environ: Mapping[str, str], trying: Trying
) -> list[Fitness]:
    """Return a row for each model, in the order of the settings."""
    return [_row(model, settings, environ, trying) for model in settings.models]


def _row(
    model: ModelSettings,
    settings: BenchSettings,
    environ: Mapping[str, str],
    trying: Trying,
) -> Fitness:
    try:
        [target] = resolve([model], environ, services=settings.services)
    except SettingsError as error:
        missing = str(error).replace(f"{model.id}: ", "").replace("\n", "; ")
        return Fitness(
            id=model.id, missing=missing, window=None, too_long=None, price_known=False
        )
    found = _known(target, settings)
    if target.baseline is not None or found.missing:
        return found
    if trying.reach:
        found = found.model_copy(update={"reached": _reached(target)})
    if trying.call and found.reached is not False:
        found = found.model_copy(update=run(_heard(target)))
    return found


def _known(target: Target, settings: BenchSettings) -> Fitness:
    window = target.facts.window
    priced = price_at(target, datetime.now(UTC)) is not None
    unknown = window is None and target.baseline is None
    return Fitness(
        id=target.settings.id,
        missing=_in_the_way(target, settings.budget_usd, priced=priced),
        window=window,
        too_long=None if unknown else _too_long(target, settings.lengths),
        price_known=priced,
    )


def _in_the_way(
    target: Target, budget_usd: float | None, *, priced: bool
) -> str | None:
    """Say why a run with such a budget would be refused."""
    if budget_usd is None:
        return None
    unpriced = "" if priced else not_kept(budget_usd)
    found = filter(None, [unpriced, unbounded(target.settings, budget_usd)])
    return "; ".join(found) or None


def _too_long(target: Target, lengths: Sequence[int]) -> tuple[int, ...]:
    return tuple(length for length in lengths if not fits(target, length))


def _reached(target: Target) -> bool | None:
    """Tell whether its address listens; behind a proxy only a call can tell."""
    parts = urlsplit(target.base_url)
    proxied = {parts.scheme, "all"} & getproxies().keys()
    near = is_loopback(target.base_url) or proxy_bypass(parts.hostname or "")
    if proxied and not near:
        return None
    return run(listens(target.base_url, PATIENCE_S))


async def _heard(target: Target) -> Mapping[str, object]:
    """Ask for a few tokens, once; whatever comes of it is said, and nothing raised."""
    settings = target.settings.model_copy(
        update={"max_output_tokens": LEAST_TOKENS, "timeout_s": _CALL_S}
    )
    asked = replace(target, settings=settings)
    sealed = seal(_ASKED, asked, PlainText("doctor", _ASKED_TOKENS))
    begun = datetime.now(UTC)
    async with Endpoint(asked.base_url, 1, time.perf_counter) as endpoint:
        heard = await endpoint.ask(sealed)
    if heard.reply is None:
        error = heard.error
        why = f"{error.kind}: {error}" if error else "no answer"
        return {"answered": False, "said": " ".join(why.split())}
    reply = heard.reply
    cost = price_of(asked, reply.usage, begun, raw=reply.usage_raw).cost_usd
    paid = "its cost is not known" if cost is None else f"${cost:.6f}"
    said = f"answered in {heard.times.total_s:.1f} s, {paid}"
    return {"answered": True, "said": said}
