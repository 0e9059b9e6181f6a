"""A `bench.toml` for somebody to read and to change: what was found in, its text out.

What can be set and is not needed stands there as a comment, with the default that the
settings have, so that the file cannot say another. Pure.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from pipeline.records import Record
from pipeline.settings import BenchSettings, IngestSettings, ReportSettings

_THOUSAND: Final = 1_000


class Offered(NamedTuple):
    """A model that can be asked, or could be."""

    id: str
    live: bool
    """It is asked; otherwise its line is a comment."""
    remark: str = ""


class Start(NamedTuple):
    """What a first run is about."""

    corpus: str
    holds: str
    """What was found in it, for people."""
    questions: str | None
    """A file of questions; without one, facts are planted."""
    plant: int
    offered: Sequence[Offered]
    budget_usd: float | None
    """`None` where nothing costs anything."""


class Setting(NamedTuple):
    """A setting that stands there as a comment."""

    name: str
    says: str
    example: Any = None
    """Stands in for a default that is `None` or empty."""


MAIN: Final = (
    Setting("name", "what the run and its report's folder are called"),
    Setting("limit", "ask only so many questions: a first look costs less", 20),
    Setting("depths", "where the evidence stands: 0 is the beginning, 1 the end"),
    Setting("controls", "asked beside: without documents, with the evidence alone"),
    Setting("distractors", "the rest of a prompt: random, hard, same-document, ..."),
    Setting("placement", "the question stands after the documents, before, or both"),
    Setting("cache", "warm lets a provider's prompt cache help, cold does not"),
    Setting("repeats", "ask everything so often: does an answer stay the same?"),
    Setting("latency", "one call at a time: waits as an idle client has them"),
    Setting("seed", "another one draws other prompts and plants other facts"),
    Setting("tolerated_missing", "exit 3 if a larger share of calls got no answer"),
)
INGEST: Final = (
    Setting("ocr", "read scanned pages too; needs docqa's extra ocr"),
    Setting("workers", "how many files are read at once"),
    Setting("seconds_per_file", "what takes longer is a failure, with its reason"),
)
REPORT: Final = (
    Setting("working", "the lengths you will use: the headline is over these", [4000]),
    Setting("margin", "models closer than this count as equivalent"),
    Setting("retain", "the share of its accuracy at the start that must remain"),
    Setting("wait_s", "how long a user waits, in seconds", 30),
)
_TABLES: Final[Sequence[tuple[str, type[Record], Sequence[Setting]]]] = (
    ("ingest", IngestSettings, INGEST),
    ("report", ReportSettings, REPORT),
)
_HEAD: Final = """\
# Written by docqa init, and yours to change. docqa plan and docqa bench read it.
# A setting behind a # has its default, or an example: take the # away to set it.
# Keys never stand here: they come from the environment, or from .env.
"""


def bench_file(start: Start) -> str:
    """Return the text of the file, which `settings.load` takes as it is."""
    parts = [
        _HEAD.rstrip("\n").split("\n"),
        [f"# Documents: {_remark(start.holds)}.", _line("corpus", start.corpus)],
        list(_questions(start)),
        list(_models(start.offered)),
        list(_sizes(start)),
        list(_optional(BenchSettings, MAIN)),
        *(
            [f"[{name}]", *_optional(settings, optional)]
            for name, settings, optional in _TABLES
        ),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _questions(start: Start) -> Iterator[str]:
    planted = _line("plant", start.plant)
    if start.questions is None:
        yield "# Questions: facts that no model can know are planted into the prompts"
        yield "# alone, and asked for. With a file of your own, name it instead."
        yield planted
        yield f"# {_line('questions', 'questions.jsonl')}"
    else:
        yield "# Questions: docqa questions check finds those that tell little."
        yield "# To ask for planted facts instead, set plant, and leave questions out."
        yield _line("questions", start.questions)
        yield f"# {planted}"


def _models(offered: Sequence[Offered]) -> Iterator[str]:
    yield "# Models: <service>/<model>; docqa models says what each needs and costs. A"
    yield "# model that does not pass baseline/bm25 was not shown to read."
    yield "models = ["
    for one in offered:
        remark = f"  # {_remark(one.remark)}" if one.remark else ""
        yield f"  {'' if one.live else '# '}{_value(one.id)},{remark}"
    yield "]"


def _sizes(start: Start) -> Iterator[str]:
    lengths = BenchSettings.model_fields["lengths"].default
    yield "# How long the prompts are, in tokens, and the most that all may cost."
    yield _line("lengths", [_short(length) for length in lengths])
    if start.budget_usd is None:
        yield f"# {_line('budget_usd', 5.0)}  # US dollars"
    else:
        yield f"{_line('budget_usd', start.budget_usd)}  # US dollars; none is more"


def _optional(settings: type[Record], optional: Sequence[Setting]) -> Iterator[str]:
    lines = [(f"# {_line(one.name, _default(settings, one))}", one) for one in optional]
    width = max(len(line) for line, _ in lines)
    for line, one in lines:
        yield f"{line.ljust(width)}  # {one.says}"


def _default(settings: type[Record], one: Setting) -> Any:
    default = settings.model_fields[one.name].default
    if one.name == "name":
        return "first"
    return one.example if default in (None, ()) else default


def _line(name: str, value: Any) -> str:
    return f"{name} = {_value(value)}"


def _value(value: Any) -> str:
    """Write a value as TOML, which is as JSON but for one character."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown.replace("\x7f", "\\u007f")


def _short(length: int) -> str:
    return f"{length // _THOUSAND}k" if length % _THOUSAND == 0 else str(length)


def _remark(text: str) -> str:
    """Keep it on its line: a comment holds no control character."""
    return "".join(c if c.isprintable() else " " for c in text)
