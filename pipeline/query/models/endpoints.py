"""Find out where each model is asked, with which key, and what is known of it.

`baseline/<name>` runs in this process; `<service>/<model>` is a service of the
catalogue or of the run's file; `openai-api/<service>/<model>` is any other that speaks
OpenAI's chat completions. A loopback address needs no key.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pipeline.errors import SettingsError
from pipeline.facts import Facts, Service
from pipeline.query.baselines import BASELINES
from pipeline.query.models.addresses import (
    KEY_SUFFIX,
    address_of,
    is_loopback,
    key_mistakes,
    key_of,
    url_mistakes,
    url_remarks,
)
from pipeline.query.models.catalogue import ALIASES, Known, catalogue
from pipeline.query.models.fields import field_mistakes
from pipeline.query.models.target import BASELINE, IN_PROCESS, Target
from pipeline.query.providers import PROVIDERS
from pipeline.settings import ModelSettings

__all__ = ["Target", "is_loopback", "known_service", "known_services", "resolve"]

OPENAI_API: Final = "openai-api"
TRAINING: Final = "my documents may be used for training"
"""What `training` of a model must say before one that trains is asked."""
_TRAINS: Final = "-contributor"
_NONE: Final[Mapping[str, Service]] = {}


def resolve(
    models: Sequence[ModelSettings],
    environ: Mapping[str, str],
    *,
    services: Mapping[str, Service] = _NONE,
    to_send: bool = True,
) -> list[Target]:
    """Return the target of each model; raise `SettingsError` with every mistake.

    `services` are those of the run's file. A missing key is a mistake only where
    something is about to be sent.
    """
    targets: list[Target] = []
    mistakes = list(_service_mistakes(services))
    for settings in models:
        try:
            targets.append(_target(settings, environ, services, to_send=to_send))
        except SettingsError as error:
            mistakes.extend(
                f"{settings.id}: {line}" for line in error.args[0].splitlines()
            )
    if mistakes:
        raise SettingsError.of(mistakes)
    return targets


def known_services(services: Mapping[str, Service] = _NONE) -> list[Known]:
    """Return the catalogue's services, and then those of the file alone."""
    names = dict.fromkeys((*catalogue(), *services))
    return [known_service(name, services) for name in names]


def known_service(name: str, services: Mapping[str, Service] = _NONE) -> Known:
    """Return what is known of a service, or raise with all the names there are."""
    if name not in services:
        name = ALIASES.get(name, name)
    if name not in services and name not in catalogue():
        known = [BASELINE, *catalogue(), *services, f"{OPENAI_API}/<service>/<model>"]
        raise SettingsError.unknown(what="service", given=name, known=set(known))
    nothing = Service()
    return Known(name, catalogue().get(name, nothing), services.get(name, nothing))


def _target(
    settings: ModelSettings,
    environ: Mapping[str, str],
    services: Mapping[str, Service],
    *,
    to_send: bool,
) -> Target:
    service, _, model = settings.id.partition("/")
    if service == BASELINE:
        return _baseline(settings, model)
    known, model = _place(service, model, services)
    facts = known.facts(model, settings)
    dialect = facts.dialect or ""
    address = address_of(known, dialect, settings.base_url, environ)
    wrong = url_mistakes(address.url if address else None, f"{known.prefix}_BASE_URL")
    usable = None if wrong else address
    key = key_of(known, usable, environ)
    mistakes = [
        *_model_mistakes(settings, facts, trains=known.trains(model), model=model),
        *wrong,
        *key_mistakes(known, usable, key),
    ]
    near = usable is not None and is_loopback(usable.url)
    if to_send and known.needs_key and key.variable is None and not near:
        names = " or ".join(known.keys)
        mistakes.append(f"no key; set {names} in the environment or .env")
    if mistakes or address is None:
        raise SettingsError.of(mistakes)
    return Target(
        settings=settings,
        service=known.name,
        dialect=dialect,
        base_url=address.url,
        model=model,
        facts=facts,
        key=key.value,
        remarks=(*key.remarks, *url_remarks(address.url)),
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


def _place(
    service: str, model: str, services: Mapping[str, Service]
) -> tuple[Known, str]:
    """Return what an id names: a service, and a model as that service names it."""
    if service != OPENAI_API:
        return known_service(service, services), model
    service, _, model = model.partition("/")
    if not service or not model:
        message = f"write it as {OPENAI_API}/<service>/<model>"
        raise SettingsError(message)
    return Known(service, own=services.get(service, Service())), model


def dialects() -> list[str]:
    return sorted(PROVIDERS)


def _service_mistakes(services: Mapping[str, Service]) -> Iterator[str]:
    """Say what is wrong with the services of the file, whether asked or not."""
    for name, service in services.items():
        where = f"services.{name}"
        if name in (BASELINE, OPENAI_API):
            yield f"{where}: this name is taken; choose another"
        for variable in service.keys or ():
            if not variable.endswith(KEY_SUFFIX):
                yield (
                    f"{where}: keys = {variable!r}: a file may name only variables "
                    f"that end in {KEY_SUFFIX}, such as ACME{KEY_SUFFIX}"
                )
        for spoken in _spoken(service):
            if spoken not in dialects():
                yield f"{where}: {_no_dialect(spoken)}"


def _spoken(service: Service) -> Iterator[str]:
    layers: list[Facts] = [service, *service.models.values()]
    yield from (layer.dialect for layer in layers if layer.dialect)
    yield from service.dialects


def _no_dialect(name: str) -> str:
    return f"unknown dialect {name!r}; choose from {', '.join(dialects())}"


def _model_mistakes(
    settings: ModelSettings, facts: Facts, *, trains: bool, model: str
) -> Iterator[str]:
    by_name = model.lower().endswith(_TRAINS)
    if (trains or by_name or facts.trains) and settings.training != TRAINING:
        said = f", and training = {settings.training!r} does not allow it"
        yield (
            f"this model trains on what it is sent{said if settings.training else ''}: "
            f"choose another, or set training = {TRAINING!r} for it"
        )
    if settings.dialect and settings.dialect not in dialects():
        yield _no_dialect(settings.dialect)
    effort, levels = settings.reasoning_effort, facts.effort_levels
    refused = "reasoning_effort" in (facts.refuses or ())
    if effort and levels and effort not in levels and not refused:
        yield f"reasoning_effort = {effort!r} is unknown; choose from " + ", ".join(
            levels
        )
    yield from field_mistakes(settings, facts)
