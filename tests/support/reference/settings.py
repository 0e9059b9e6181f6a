"""docs/configuration.md: every table and key of a run's file, from its model."""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from textwrap import dedent
from typing import Any, Final, NamedTuple, cast

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from pipeline.facts import Facts, Price, Service, Surface, Tier
from pipeline.query.forecasts.counters import COUNTERS
from pipeline.query.providers import PROVIDERS
from pipeline.records import Record
from pipeline.settings import (
    BenchSettings,
    IngestSettings,
    ModelSettings,
    ReportSettings,
)


class Table(NamedTuple):
    record: type[Record]
    heading: str
    """As it stands in a file, or in words."""
    says: str
    base: type[Record] | None = None
    """Whose keys it has as well; they have a table of their own."""


TABLES: Final = (
    Table(BenchSettings, "The run", "At the top of the file, before any table."),
    Table(
        ModelSettings,
        "`[[models]]`",
        "One model to ask; `models = [...]` takes an id, or these keys between braces. "
        "Every fact below can be set here too, and then holds.",
        Facts,
    ),
    Table(ReportSettings, "`[report]`", "What is declared before a run."),
    Table(IngestSettings, "`[ingest]`", "How documents are read."),
    Table(
        Service,
        "`[services.NAME]`",
        "A service of your own, or other facts about a known one. Every fact below can "
        "be set for all of its models.",
        Facts,
    ),
    Table(
        Facts,
        "Facts",
        "What is known of a model: in `[[models]]`, `[services.NAME]`, "
        '`[services.NAME.models."MODEL"]` and `[services.NAME.dialects.DIALECT]`. '
        "What is not set is as the catalogue has it (`docqa models NAME` shows that), "
        "or not known.",
    ),
    Table(
        Surface,
        "`[services.NAME.dialects.DIALECT]`",
        "The same models under another dialect: every fact, and",
        Facts,
    ),
    Table(Price, "`price`", "US dollars for a million tokens."),
    Table(
        Tier,
        "`price.tiers`",
        "A list: other rates of a whole request whose prompt is longer. "
        "Its other keys are those of `price`.",
        Price,
    ),
)
HEAD: Final = """\
# Settings

<!-- Written from the code by `.venv/bin/python -m tests.support.reference`: change the
docstrings in pipeline/settings.py and pipeline/facts.py, not this page. -->

A run is one TOML file, `bench.toml` in the current folder or the one that `--config`
names. Options of a command go before it. A mistake is named with the choices there are,
all mistakes at once. Where a length is meant, tokens may be written `16000`, `"16k"` or
`"1M"`. Keys of services are never in it: they come from the environment or `.env`.
[method.md](method.md) says what the settings do to the numbers.

    corpus = "contracts"
    questions = "mine.jsonl"
    lengths = ["16k", "64k", "128k"]
    models = ["baseline/bm25", { id = "moonshot/kimi-k3", concurrency = 2 }]

    [report]
    working = ["64k", "128k"]
"""
_NOTHING: Final = "not set"
_BOUNDS: Final = {
    "minimum": "at least",
    "ge": "at least",
    "exclusiveMinimum": "above",
    "maximum": "at most",
    "le": "at most",
    "exclusiveMaximum": "below",
}
"""Of pydantic's schema; `ge` and `le` are how it leaves those behind a validator."""
_NAMES: Final[Mapping[str, Iterable[str]]] = {"dialect": PROVIDERS, "count": COUNTERS}
_KINDS: Final = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "table",
}


def page() -> str:
    return "\n".join([HEAD, *map(_chapter, TABLES)])


def keys(record: type[Record], base: type[Record] | None = None) -> list[str]:
    """Return the keys of a table, without those of the record it is based on."""
    known = base.model_fields if base else {}
    return [name for name in record.model_fields if name not in known]


def meanings(record: type[Record]) -> dict[str, str]:
    """Return the docstring under each field, from the source of its class."""
    found: dict[str, str] = {}
    for base in reversed(record.__mro__[: record.__mro__.index(Record)]):
        [body] = ast.parse(dedent(inspect.getsource(base))).body
        assert isinstance(body, ast.ClassDef)
        for field, after in zip(body.body, body.body[1:], strict=False):
            match field, after:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(says))),
                ):
                    found[name] = " ".join(says.split())
                case _:
                    pass
    return found


def _chapter(table: Table) -> str:
    says = meanings(table.record)
    schema = table.record.model_json_schema()
    rows = [
        _row(table.record, name, schema, says[name])
        for name in keys(table.record, table.base)
    ]
    head = "| key | is | default | meaning |\n| --- | --- | --- | --- |"
    return f"## {table.heading}\n\n{table.says}\n\n{head}\n" + "\n".join(rows) + "\n"


def _row(record: type[Record], name: str, schema: Mapping[str, Any], says: str) -> str:
    kind = _kind(record, name, schema["properties"][name], schema.get("$defs", {}))
    default = _default(record.model_fields[name])
    return "| " + " | ".join([f"`{name}`", kind, default, says]) + " |"


def _kind(
    record: type[Record], name: str, of: Mapping[str, Any], defs: Mapping[str, Any]
) -> str:
    """Say in words what a JSON schema lets a key be."""
    if "anyOf" in of:
        [of] = [kind for kind in of["anyOf"] if kind.get("type") != "null"]
    if "$ref" in of:
        named = str(of["$ref"]).rpartition("/")[2]
        of = defs[named]
        if "enum" not in of:
            return f"table, see {_place(named)}"
    if "enum" in of:
        return " or ".join(f"`{v!s}`" for v in _accepted(record, name, of["enum"]))
    if of["type"] == "array":
        most = f"; at most {of['maxItems']} of them" if "maxItems" in of else ""
        return f"list: {_kind(record, name, of['items'], defs)}{most}"
    if isinstance(inside := of.get("additionalProperties"), Mapping):
        named = _kind(record, name, cast("Mapping[str, Any]", inside), defs)
        return f"by name: {named}"
    if name in _NAMES:
        return " or ".join(f"`{v}`" for v in _NAMES[name])
    return _KINDS[of["type"]] + _bounds(of)


def _place(named: str) -> str:
    [heading] = [t.heading for t in TABLES if t.record.__name__ == named]
    return heading


def _accepted(record: type[Record], name: str, values: Sequence[str]) -> Iterator[str]:
    """Yield the values that the record takes: a validator may refuse some."""
    for value in values:
        for given in (value, [value]):
            try:
                record.model_validate({name: given})
            except ValidationError:
                continue
            yield value
            break


def _bounds(of: Mapping[str, Any]) -> str:
    said = [
        f"{word} {of[key]:,.10g}"
        for key, word in _BOUNDS.items()
        if key in of and of[key] < 2**63
    ]
    return f", {', '.join(said)}" if said else ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    default: object = field.get_default(call_default_factory=True)
    return _NOTHING if default is None else _written(default)


def _written(value: object) -> str:
    if isinstance(value, Record):
        return "its own"
    if isinstance(value, Mapping):
        assert not value
        return "`{}`"
    return f"`{_toml(value)}`"


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case ModelSettings():
            return f'"{value.id}"'
        case StrEnum() | str():
            return f'"{value!s}"'
        case tuple():
            items = cast("tuple[object, ...]", value)
            return f"[{', '.join(map(_toml, items))}]"
        case int() | float():
            whole = int(value) if value == int(value) else value
            return f"{whole:_}" if whole >= 10_000 else f"{whole}"
        case _:
            message = f"no TOML of {value!r}"
            raise TypeError(message)
