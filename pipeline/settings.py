"""A run is one TOML file, validated by one frozen model; every mistake is said at once.

Keys are never in it: they come from the environment or `.env`, by the names of the
service (`pipeline/query/models/catalogue.toml`).
"""

import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pipeline.errors import SettingsError
from pipeline.facts import Facts, Service
from pipeline.mistakes import mistake
from pipeline.records import (
    Arrangement,
    Cache,
    Condition,
    Distractors,
    Placement,
    Record,
)

_LENGTH = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([kKmM]?)")
_RUN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MODEL_ID = re.compile(r"[^/\s]+/\S+")
_UNITS: Final = {"": 1, "k": 1_000, "m": 1_000_000}
SHORTEST_LENGTH: Final = 500
_OCR_PATIENCE: Final = 30
LONGEST_LENGTH: Final = 10_000_000
_MOST_LEVELS: Final = 100


class DepthDesign(StrEnum):
    LATIN = "latin"
    """Every question at one depth per length, every depth equally often."""
    FULL = "full"
    """Every question at every depth."""


class Executor(StrEnum):
    LOCAL = "local"
    """Worker processes on this machine."""
    RAY = "ray"
    """Tasks of a Ray cluster; needs the extra `ray`."""


def parse_length(value: object) -> object:
    """Read `4000`, `"4k"` or `"1M"`: k is 1,000 tokens, so that 128k fits any 128k."""
    if not isinstance(value, str):
        return value
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        message = "write tokens, such as 4000, 16k or 1M"
        raise ValueError(message)
    return int(float(match[1]) * _UNITS[match[2].lower()])


def slug(name: str) -> str:
    """Return a name as a folder may have it anywhere; "run" where nothing is left."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:100]
    return kept or "run"


def _model_id(value: str) -> str:
    if not _MODEL_ID.fullmatch(value):
        message = "write <service>/<model>, such as moonshot/kimi-k3"
        raise ValueError(message)
    return value


def _run_name(value: str) -> str:
    if value and not _RUN_NAME.fullmatch(value):
        message = (
            "write at most 100 letters, digits, '.', '_' and '-', the first of them a "
            "letter or a digit"
        )
        raise ValueError(message)
    return value


def _place(value: str) -> str:
    if not value.strip():
        message = "name a folder or a file; '.' is the current folder"
        raise ValueError(message)
    return value


def _model(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


Length = Annotated[
    int, BeforeValidator(parse_length), Field(ge=SHORTEST_LENGTH, le=LONGEST_LENGTH)
]
Depth = Annotated[float, Field(ge=0.0, le=1.0)]


class ModelSettings(Facts):
    """One model to ask. `id` alone is enough for a service that is known.

    Every fact of the catalogue can be set here too, and then holds.
    """

    id: Annotated[str, AfterValidator(_model_id)]
    """`baseline/bm25`, `moonshot/kimi-k3`, or `openai-api/<service>/<model>`."""
    base_url: str | None = None
    """Where it is asked; `<SERVICE>_BASE_URL` in the environment goes before. It is
    stored and reported whole: no place for a key."""
    max_output_tokens: int = Field(default=8_192, gt=0)
    """Asked for; less is sent where the model or its window has no room for it."""
    temperature: float | None = Field(default=None, ge=0)
    """Not sent unless set: several providers refuse any value but their own."""
    top_p: float | None = Field(default=None, ge=0, le=1)
    """Not sent unless set."""
    seed: int | None = None
    """Of the model's own sampling. Not sent unless set."""
    reasoning_effort: str | None = None
    """One of the levels that `docqa models` names. Not sent unless set."""
    training: str | None = None
    """Must say "my documents may be used for training" to ask a model that does."""
    concurrency: int = Field(default=4, ge=1, le=4_096)
    """The most calls in flight; fewer where the provider pushes back."""
    adaptive: bool = True
    """Grow to `concurrency` as answers come; false begins with all of it."""
    timeout_s: float = Field(default=900, gt=0)
    """Of one attempt, from its first byte out to its last byte in."""
    idle_timeout_s: float = Field(default=300, gt=0)
    """Longest silence; a keep-alive comment is silence."""
    attempts: int = Field(default=4, ge=1, le=20)
    """How often one call is sent at most."""
    patience_s: float = Field(default=1_800, gt=0)
    """Of one call: after this long from its first attempt no further one begins."""
    extra: dict[str, Any] = Field(default_factory=dict[str, Any])
    """Further fields of the request body, as the provider names them."""


class IngestSettings(Record, allow_inf_nan=False):
    """How documents are read: chunk size, workers, and what one file may cost."""

    chunk_tokens: int = Field(default=320, ge=32, le=8_000)
    """The most tokens that a passage has."""
    overlap_tokens: int = Field(default=0, ge=0, le=4_000)
    """How far a search for a chunk looks back before it; never part of a prompt."""
    ocr: bool = False
    """Read pages without a text layer by their look; needs the extra `ocr`."""
    workers: int = Field(default=2, ge=1, le=64)
    """Processes that read files side by side."""
    seconds_per_file: float = Field(default=60, gt=0)
    """With `ocr`, thirty times as long: a page of a scan takes about 7 s."""
    megabytes_per_worker: int = Field(default=2_048, ge=256)
    """Memory of one; a file that needs more fails alone."""
    megabytes_per_file: int = Field(default=256, ge=1)
    """A larger file is not read, and its row says why."""
    characters_per_file: int = Field(default=40_000_000, ge=1_000)
    """Of the text that a file comes to."""
    pages_per_file: int = Field(default=100_000, ge=1)
    """More pages than that, and the file fails."""
    megabytes_per_archive: int = Field(default=4_096, ge=1)
    """Of all files inside one file, unpacked."""
    files_per_archive: int = Field(default=100_000, ge=1)
    """Of all levels inside one file."""
    archive_depth: int = Field(default=4, ge=0, le=32)
    """How deep files inside files inside files are opened."""
    executor: Executor = Executor.LOCAL
    """Where files are read."""
    cluster: str = ""
    """For `ray`: the address of a cluster that runs; empty starts one here."""

    @model_validator(mode="after")
    def _overlapping(self) -> Self:
        if self.overlap_tokens >= self.chunk_tokens:
            message = (
                f"overlap_tokens = {self.overlap_tokens} must be less than "
                f"chunk_tokens = {self.chunk_tokens}"
            )
            raise ValueError(message)
        return self

    @property
    def seconds(self) -> float:
        return self.seconds_per_file * (_OCR_PATIENCE if self.ocr else 1)


class ReportSettings(Record, allow_inf_nan=False):
    """What is declared before a run, and what its report is held to."""

    working: tuple[Length, ...] = ()
    """The lengths that the headline and the comparisons are over; all, where none is
    named."""
    margin: float = Field(default=0.05, gt=0, lt=1)
    """Within which two models count as equivalent."""
    retain: float = Field(default=0.85, gt=0, le=1)
    """The share of its accuracy at the shortest length that a model must keep."""
    wait_s: float | None = Field(default=None, gt=0)
    """How long a user waits: the share answered correctly in that time is shown."""


class BenchSettings(Record, allow_inf_nan=False):
    """Everything a run is asked to do."""

    name: Annotated[str, AfterValidator(_run_name)] = ""
    """What the run and its report's folder are called; the corpus's name by default."""
    corpus: Annotated[str, AfterValidator(_place)] = "corpora/archives"
    """A folder of documents, or one document."""
    questions: Annotated[str, AfterValidator(_place)] = "questions/archives.jsonl"
    """A file of questions, of any known shape."""
    plant: int | None = Field(default=None, ge=1)
    """Plant facts into the corpus and ask so many questions for them, by `seed`."""
    models: tuple[Annotated[ModelSettings, BeforeValidator(_model)], ...] = (
        ModelSettings(id="baseline/bm25"),
        ModelSettings(id="baseline/first-window"),
        ModelSettings(id="baseline/closed-book"),
    )
    """Those that are asked: an id each, or a table that begins with one."""
    lengths: Annotated[tuple[Length, ...], Field(max_length=_MOST_LEVELS)] = (
        *(4_000, 16_000, 64_000),
    )
    """Tokens of the whole prompt, such as "16k"; none asks the controls alone."""
    depths: Annotated[tuple[Depth, ...], Field(max_length=_MOST_LEVELS)] = (
        *(0.1, 0.5, 0.9),
    )
    """Where the evidence stands: 0 first, 1 last."""
    depth_design: DepthDesign = DepthDesign.LATIN
    """How questions and depths are crossed."""
    controls: tuple[Condition, ...] = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY)
    """Prompts beside those in context."""
    placement: tuple[Placement, ...] = (Placement.AFTER,)
    """Where the question stands; several are asked in turn, and compared."""
    distractors: tuple[Distractors, ...] = (Distractors.RANDOM,)
    """How the passages around the evidence are chosen; several as well."""
    arrangement: Arrangement = Arrangement.TOGETHER
    """How several pieces of evidence stand to each other."""
    cache: Cache = Cache.COLD
    """Whether prompts may begin alike, so that a provider can know them."""
    repeats: int = Field(default=1, ge=1, le=100)
    """How often each prompt is asked, to see whether answers stay the same."""
    latency: bool = False
    """One call in flight, the models in turn: times are those of an idle client."""
    budget_usd: float | None = Field(default=None, gt=0)
    """The most that all calls of the run may cost together."""
    services: dict[str, Service] = Field(default_factory=dict[str, Service])
    """Services of your own, or other facts about known ones."""
    seed: int = Field(default=2026, ge=0, lt=2**63)
    """Of all that docqa draws: distractors, depths, orders, planted facts."""
    ingest: IngestSettings = IngestSettings()
    """How documents are read."""
    report: ReportSettings = ReportSettings()
    """What the report is held to."""
    limit: int | None = Field(default=None, ge=1)
    """Ask only this many questions, the first by a seeded shuffle."""
    tolerated_missing: float = Field(default=0.05, ge=0, le=1)
    """Exit 3 when a larger share of the calls ended without an answer."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("name") or not isinstance(given.get("corpus", ""), str):
            return given
        corpus = given.get("corpus") or cls.model_fields["corpus"].default
        return {**given, "name": slug(Path(corpus).resolve().name)}

    @field_validator("placement", "distractors", mode="before")
    @classmethod
    def _one_or_more(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @field_validator(
        *("models", "lengths", "depths", "controls", "placement", "distractors")
    )
    @classmethod
    def _said_once(cls, values: tuple[object, ...]) -> tuple[object, ...]:
        names = [v.id if isinstance(v, ModelSettings) else v for v in values]
        if twice := sorted({str(name) for name in names if names.count(name) > 1}):
            message = f"{', '.join(twice)} is given twice"
            raise ValueError(message)
        return values

    @field_validator("models", "depths", "placement", "distractors")
    @classmethod
    def _some(
        cls, values: tuple[object, ...], info: ValidationInfo
    ) -> tuple[object, ...]:
        if not values:
            default = cls.model_fields[str(info.field_name)].default[0]
            named = default.id if isinstance(default, ModelSettings) else str(default)
            message = f"name at least one, such as {named!r}"
            raise ValueError(message)
        return values

    @field_validator("arrangement")
    @classmethod
    def _chosen(cls, value: Arrangement) -> Arrangement:
        if value is Arrangement.NATURAL:
            message = "choose together or spread; same-document is natural by itself"
            raise ValueError(message)
        return value

    @field_validator("controls")
    @classmethod
    def _controls(
        cls, values: tuple[Condition, ...], info: ValidationInfo
    ) -> tuple[Condition, ...]:
        if not values and info.data.get("lengths") == ():
            message = "name at least one, such as 'gold-only', or a length"
            raise ValueError(message)
        if Condition.CONTEXT in values:
            message = "'context' is no control; give lengths instead"
            raise ValueError(message)
        return values


def load(path: Path | None, overrides: Mapping[str, object]) -> BenchSettings:
    """Return the settings of `path` under `overrides`; raise with every mistake."""
    given = dict(read_toml(path)) if path else {}
    given.update(overrides)
    conflict = _conflict(given)
    try:
        settings = BenchSettings.model_validate(given)
    except ValidationError as error:
        lines = [
            mistake(_source(m["loc"], path, overrides), m, BenchSettings)
            for m in error.errors()
        ]
        raise SettingsError.of([*lines, *conflict]) from error
    if conflict:
        raise SettingsError.of(conflict)
    return settings


def _conflict(given: Mapping[str, object]) -> list[str]:
    if given.get("plant") is None or given.get("questions") is None:
        return []
    message = (
        f"plant = {given['plant']!r} makes the questions, and questions = "
        f"{given['questions']!r} names others; leave one of the two out"
    )
    return [message]


def check_asked(settings: BenchSettings) -> None:
    """Refuse to ask the bundled questions about somebody's own documents."""
    bundled = Path(BenchSettings.model_fields["corpus"].default)
    own = Path(settings.corpus).resolve() != bundled.resolve()
    if own and settings.plant is None and "questions" not in settings.model_fields_set:
        message = (
            f"no questions about {settings.corpus!r}: --plant 40 (PLANT=40) plants "
            "facts and asks for them, --questions FILE (QUESTIONS=FILE) asks yours"
        )
        raise SettingsError(message)


def check_named(settings: BenchSettings) -> None:
    """Refuse to go on without documents: none named, and the bundled ones not here."""
    if "corpus" in settings.model_fields_set or Path(settings.corpus).exists():
        return
    message = (
        f"no documents are named, and the bundled ones ({settings.corpus}) are not "
        "here: docqa init FOLDER writes a bench.toml for yours, and docqa bench "
        "--corpus FOLDER takes them once"
    )
    raise SettingsError(message)


def _source(
    place: Sequence[object], path: Path | None, options: Container[object]
) -> str:
    return "options" if place and place[0] in options else str(path)


def read_toml(path: Path) -> Mapping[str, object]:
    try:
        # Editors on Windows begin a file with a mark that TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        hint = "; text stands in quotes" if "Invalid value" in str(error) else ""
        message = f"{path} is not valid TOML: {error}{hint}"
        raise SettingsError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not valid TOML: save it as UTF-8 ({error})"
        raise SettingsError(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise SettingsError(message) from error
