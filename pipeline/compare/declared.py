"""A run's settings as they are stored in; what differs between two, out. Pure.

Whatever else a run holds may change, and may be of an older docqa.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final, cast

from pipeline.compare.contents import Setting
from pipeline.compare.rows import ModelRun
from pipeline.report.paths import published

_OWN: Final = frozenset(
    {"name", "models", "report", "budget_usd", "corpus", "questions"}
)
"""What names a run, or says nothing of how it asks."""
_LONGEST: Final = 200


def differing(first: ModelRun, second: ModelRun) -> tuple[Setting, ...]:
    """Return what the two were asked to do differently, by name."""
    one, two = _asked(first), _asked(second)
    found = {"corpus": (first.corpus, second.corpus)}
    found["questions"] = first.collection, second.collection
    found |= {
        name: (_said(one.get(name)), _said(two.get(name)))
        for name in sorted(one.keys() | two.keys())
    }
    shown = {name: published({"one": a, "two": b}) for name, (a, b) in found.items()}
    return tuple(
        Setting(name=name, first=str(both["one"]), second=str(both["two"]))
        for name, both in shown.items()
        if both["one"] != both["two"]
    )


def _asked(arm: ModelRun) -> Mapping[str, object]:
    """Return the settings of the run, and of its models those of this one."""
    read = _read(arm.settings)
    found = {name: value for name, value in read.items() if name not in _OWN}
    for fields in _objects(read.get("models")):
        if fields.get("id") == arm.model:
            found["model"] = {n: value for n, value in fields.items() if n != "id"}
    return dict(_flat(found))


def _flat(found: Mapping[str, object], under: str = "") -> Iterator[tuple[str, object]]:
    """Yield each setting by its whole name, such as `model.price.input`."""
    for name, value in found.items():
        if isinstance(value, dict) and value:
            inside = cast("dict[str, object]", value)
            yield from _flat(inside, f"{under}{name}.")
        else:
            yield f"{under}{name}", value


def _objects(found: object) -> list[Mapping[str, object]]:
    some = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("dict[str, object]", one) for one in some if isinstance(one, dict)]


def _read(settings: str) -> dict[str, object]:
    try:
        read: object = json.loads(settings, object_hook=published)
    except ValueError:
        return {}
    return cast("dict[str, object]", read) if isinstance(read, dict) else {}


def _said(value: object) -> str:
    if value is None:
        return "-"
    said = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return said[:_LONGEST]
