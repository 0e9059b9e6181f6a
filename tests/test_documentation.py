"""README and docs/ name what there is, and nothing else."""

import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple, get_args

import click
import pytest
from pydantic import BaseModel, ValidationError

from pipeline.compare.policy import Policy
from pipeline.settings import BenchSettings
from pipeline.simulate.scenario import Scenario
from pipeline.store import Store
from pipeline.store.database import PUBLIC_VIEWS
from tests.support.commands import ROOT
from tests.support.reference.commands import commands
from tests.support.reference.pages import PAGES
from tests.support.reference.settings import TABLES, keys, meanings

DOCS = ROOT / "docs"
READ = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
AGAIN = "run .venv/bin/python -m tests.support.reference"
COMMANDS = dict(commands())


class Snippet(NamedTuple):
    page: str
    text: str


def blocks() -> Iterator[Snippet]:
    """Yield every indented block of the pages, as it is typed."""
    for path in READ:
        page = path.read_text(encoding="utf-8")
        for block in re.findall(r"(?:^(?: {4}.*)?\n)+", page, re.MULTILINE):
            if block.strip():
                yield Snippet(path.name, dedent(block).strip("\n"))


def code() -> Iterator[Snippet]:
    """Yield those, and what stands between backticks."""
    yield from blocks()
    for path in READ:
        page = path.read_text(encoding="utf-8")
        for inside in re.findall(r"(?<!`)`([^`]+)`(?!`)", page):
            yield Snippet(path.name, " ".join(inside.split()))


# -- pages written from the code ---------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_is_what_the_code_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), AGAIN


def records(of: object) -> set[type[BaseModel]]:
    """Return the records in an annotation, and those in their fields."""
    if isinstance(of, type) and issubclass(of, BaseModel):
        inside = [records(field.annotation) for field in of.model_fields.values()]
        return {of}.union(*inside)
    return {one for part in get_args(of) for one in records(part)}


def test_every_table_of_a_run_is_on_the_page() -> None:
    assert {table.record for table in TABLES} == records(BenchSettings)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.record.__name__)
def test_every_setting_says_what_it_means(table: Any) -> None:
    assert set(table.record.model_fields) <= set(meanings(table.record))
    assert keys(table.record, table.base)


def test_every_command_and_option_has_a_help() -> None:
    silent = [
        f"{' '.join(words)} {option.name}"
        for words, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]

    assert not [" ".join(w) for w, command in COMMANDS.items() if not command.help]
    assert not silent


# -- views -------------------------------------------------------------------------


def chapters() -> dict[str, list[str]]:
    """Return the views of docs/views.md, each with the columns of its table."""
    page = (DOCS / "views.md").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for chapter in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        rows = re.findall(r"^\| (`.*?) \|", chapter, re.MULTILINE)
        named = re.findall(r"`(\w+)`", " ".join(rows))
        also = re.search(r"Every\scolumn of `(\w+)`, and", chapter)
        view = chapter.partition("\n")[0].strip("`")
        found[view] = [*(found[also[1]] if also else []), *named]
    return found


@pytest.mark.parametrize("view", PUBLIC_VIEWS)
def test_a_view_has_its_columns_in_the_docs(view: str) -> None:
    with Store() as store:
        assert sorted(chapters()[view]) == sorted(store.table(view).columns)


def test_only_views_are_in_the_docs() -> None:
    assert sorted(chapters()) == sorted(PUBLIC_VIEWS)


SQL = re.compile(r"\b(?:FROM|JOIN) (\w+(?:\.\w+)?)\b")


def test_queries_of_the_docs_ask_views() -> None:
    asked = {
        (page, name)
        for page, text in code()
        if re.search(r"\bSELECT\b", text)
        for name in SQL.findall(text)
    }

    assert {name for _, name in asked} >= {"cells", "calls", "verdicts"}
    assert not [found for found in asked if found[1] not in PUBLIC_VIEWS]


# -- commands ----------------------------------------------------------------------


CALL = re.compile(r"(?:\w+=\S+ +)*(?:\.venv/bin/)?docqa( .+)?$")


def calls(text: str) -> Iterator[list[str]]:
    """Yield the words of each call of docqa in a snippet, from `docqa` on."""
    for line in text.replace("\\\n", " ").splitlines():
        if found := CALL.match(re.sub(r"\s#.*| \|.*| > .*", "", line).strip()):
            yield ["docqa", *shlex.split(found[1] or "")]


def command_of(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the command that is called, and the words after it."""
    path, rest = ["docqa"], words[1:]
    while isinstance(COMMANDS.get(tuple(path)), click.Group) and rest:
        if rest[0].startswith("-"):  # an option of the whole program, and its value
            rest = rest[1:] if rest[0] != "--db" else rest[2:]
        else:
            path.append(rest.pop(0))
    return tuple(path), rest


def options_of(path: tuple[str, ...]) -> set[str]:
    names = {
        name for p in COMMANDS[path].params for name in (*p.opts, *p.secondary_opts)
    }
    return names | {"--help", "-h"}


def wrong_in(words: list[str]) -> str | None:
    path, rest = command_of(words)
    if path not in COMMANDS:
        return None if path[-1].isupper() else f"no command {' '.join(path)}"
    given = {word.strip("[].").partition("=")[0] for word in rest}
    unknown = {word for word in given if re.match(r"--?[a-z]", word)} - options_of(path)
    return f"{' '.join(path)} has no {sorted(unknown)}" if unknown else None


def test_every_call_in_the_docs_can_be_made() -> None:
    found = [(page, call) for page, text in code() for call in calls(text)]

    assert len(found) > 100
    assert not [(page, wrong) for page, call in found if (wrong := wrong_in(call))]


def test_every_option_between_backticks_exists() -> None:
    known = set[str]().union(*map(options_of, COMMANDS))
    named = {
        (page, found[1])
        for page, text in code()
        if (found := re.match(r"(--[a-z][a-z-]+)(?: |$)", text))
    }

    assert len(named) > 30
    assert not [found for found in named if found[1] not in known]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("docqa bench --limits 3", "docqa bench has no ['--limits']"),
        ("A=1 .venv/bin/docqa --db x.duckdb banch", "no command docqa banch"),
        ("docqa documents find x", "no command docqa documents find"),
        ("docqa documents search x -k 3  # --none", None),
    ],
)
def test_a_wrong_call_is_noticed(line: str, wrong: str | None) -> None:
    [words] = calls(line)

    assert wrong_in(words) == wrong


# -- settings ----------------------------------------------------------------------


FILES: tuple[type[BaseModel], ...] = (BenchSettings, Policy, Scenario)
NAMES = {name for file in FILES for part in records(file) for name in part.model_fields}


def toml(text: str) -> Mapping[str, Any]:
    """Return what a snippet sets, but for the commands in it; a list sets nothing."""
    paragraphs = [part for part in text.split("\n\n") if not any(calls(part))]
    try:
        return tomllib.loads("" if text.startswith('["') else "\n\n".join(paragraphs))
    except tomllib.TOMLDecodeError:
        return {}


def can_be_read(given: Mapping[str, Any]) -> bool:
    for file in FILES:
        with suppress(ValidationError):
            file.model_validate(given)
            return True
    return False


def test_every_file_in_the_docs_can_be_read() -> None:
    found = [(page, text, given) for page, text in blocks() if (given := toml(text))]

    assert len(found) >= 5
    assert not [(page, text) for page, text, given in found if not can_be_read(given)]


def test_every_setting_between_backticks_exists() -> None:
    named = [(page, key) for page, text in code() for key in toml(text)]

    assert len(named) > 30
    assert not [f for f in named if not f[1].isupper() and f[1] not in NAMES]


# -- what pages point at -----------------------------------------------------------


def test_every_target_and_module_of_a_command_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    texts = [text for _, text in code()]
    made = {name for text in texts for name in re.findall(r"^make ([a-z-]+)", text)}
    modules = {
        name
        for text in texts
        for name in re.findall(r"python -m ((?:benchmarks|tests)[.\w]*)", text)
    }

    assert len(made) > 5
    assert made <= targets
    assert len(modules) > 3
    assert not [m for m in modules if not [*ROOT.glob(m.replace(".", "/") + "*")]]
