"""Find out where each model of a run is asked, and with which key.

`baseline/<name>` runs in this process; `<service>/<model>` is a service of
`services.toml`; `openai-api/<service>/<model>` is any other that speaks OpenAI's chat
completions. The address is <SERVICE>_BASE_URL of the environment, else the model's
`base_url`, else the service's own. A loopback address needs no key.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from pipeline.errors import SettingsError
from pipeline.facts import Facts, Service
from pipeline.query.baselines import BASELINES
from pipeline.query.target import BASELINE, IN_PROCESS, Target
from pipeline.settings import ModelSettings

__all__ = ["Target", "is_loopback", "resolve"]

OPENAI_API: Final = "openai-api"
_TRAINS: Final = "-contributor"


@dataclass(frozen=True, slots=True)
class _Place:
    """What an id names: a service, and a model as that service names it."""

    name: str
    service: Service
    model: str


def resolve(
    models: Sequence[ModelSettings],
    environ: Mapping[str, str],
    *,
    to_send: bool = True,
) -> list[Target]:
    """Return the target of each model; raise `SettingsError` with every mistake.

    A missing key is a mistake only where something is about to be sent.
    """
    targets: list[Target] = []
    mistakes: list[str] = []
    for settings in models:
        try:
            targets.append(_target(settings, environ, to_send=to_send))
        except SettingsError as error:
            mistakes.extend(
                f"{settings.id}: {line}" for line in error.args[0].splitlines()
            )
    if mistakes:
        raise SettingsError.of(mistakes)
    return targets


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _target(
    settings: ModelSettings, environ: Mapping[str, str], *, to_send: bool
) -> Target:
    service, _, model = settings.id.partition("/")
    if service == BASELINE:
        return _baseline(settings, model)
    place = _place(service, model)
    prefix = place.name.upper().replace("-", "_").replace(".", "_")
    set_url = environ.get(f"{prefix}_BASE_URL", "").strip()
    base_url = set_url or settings.base_url or place.service.base_url
    facts = settings.over(place.service)
    names = place.service.keys or (f"{prefix}_API_KEY",)
    key = _first(names, environ)
    mistakes = [
        *_model_mistakes(settings, place.model),
        *_url_mistakes(base_url, f"{prefix}_BASE_URL"),
        *_key_mistakes(key, names),
    ]
    needs_key = to_send and bool(place.service.keys)
    if key is None and needs_key and not (base_url and is_loopback(base_url)):
        mistakes.append(f"no key; set {' or '.join(names)} in the environment or .env")
    if mistakes or base_url is None:
        raise SettingsError.of(mistakes)
    return Target(
        settings=settings,
        service=place.name,
        dialect=facts.dialect or "openai-chat",
        base_url=base_url.rstrip("/"),
        model=place.model,
        facts=facts,
        key=key,
    )


def _baseline(settings: ModelSettings, name: str) -> Target:
    if name not in BASELINES:
        raise SettingsError.unknown(what="baseline", given=name, known=BASELINES)
    baseline = BASELINES[name]
    return Target(
        settings=settings,
        service=BASELINE,
        dialect=BASELINE,
        base_url=IN_PROCESS,
        facts=settings.over(Facts()),
        model=baseline.version,
        baseline=baseline,
    )


def _place(service: str, model: str) -> _Place:
    if service != OPENAI_API:
        if service not in _services():
            known = [BASELINE, *_services(), f"{OPENAI_API}/<service>/<model>"]
            raise SettingsError.unknown(what="service", given=service, known=known)
        return _Place(service, _services()[service], model)
    service, _, model = model.partition("/")
    if not service or not model:
        message = f"write it as {OPENAI_API}/<service>/<model>"
        raise SettingsError(message)
    prefix = service.upper().replace("-", "_").replace(".", "_")
    other = Service(base_url=None, keys=(f"{prefix}_API_KEY",), output_cap="max_tokens")
    return _Place(service, other, model)


@cache
def _services() -> Mapping[str, Service]:
    text = (files("pipeline.query") / "services.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return {name: Service.model_validate(entry) for name, entry in table.items()}


def _first(names: Sequence[str], environ: Mapping[str, str]) -> str | None:
    return next((key for n in names if (key := environ.get(n, "").strip())), None)


_OURS: Final = frozenset(
    {"model", "messages", "stream", "stream_options", "temperature", "reasoning_effort"}
)
"""Fields of the body that a call's identity knows by other names."""


def _model_mistakes(settings: ModelSettings, model: str) -> list[str]:
    mistakes: list[str] = []
    if model.lower().endswith(_TRAINS):
        mistakes.append(
            f"a model whose name ends in {_TRAINS!r} trains on what it is sent; "
            "your documents do not go there, so choose the model without it"
        )
    if taken := sorted(settings.extra.keys() & _OURS):
        mistakes.append(
            f"extra may not set {', '.join(taken)}: what is asked, of whom, and how it "
            "is streamed is recorded elsewhere"
        )
    try:
        json.dumps(settings.extra, allow_nan=False)
    except (TypeError, ValueError) as error:
        mistakes.append(f"extra cannot be sent as JSON: {error}")
    return mistakes


def _url_mistakes(url: str | None, variable: str) -> list[str]:
    if not url:
        variables = f"{variable} in the environment or .env"
        return [f"no address; set {variables}, or base_url of the model"]
    try:
        parts = urlsplit(url)
        hidden = parts.username is not None or parts.password is not None
        usable = parts.scheme in ("http", "https") and parts.hostname
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return [f"the address (base_url or {variable}) is no URL"]
    if hidden:  # not shown: it holds a password
        where = f"the address (base_url or {variable})"
        return [f"{where} holds a user name or password; set the key instead"]
    if not usable or parts.query or parts.fragment:
        return [f"the address {url!r} is not http(s)://host[:port][/path]"]
    return []


def _key_mistakes(key: str | None, names: Sequence[str]) -> list[str]:
    if key is None or (key.isascii() and key.isprintable() and " " not in key):
        return []
    return [f"the key in {' or '.join(names)} holds a character that no header can"]
