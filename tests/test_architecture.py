"""The pages about the program say what is there, and nothing that is not."""

import re
from pathlib import Path

import click
import pytest

from pipeline.cli import main
from pipeline.store.database import PUBLIC_VIEWS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_architecture_page_names_exactly_the_folders_that_exist() -> None:
    folders = {
        path.name
        for path in (ROOT / "pipeline").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }

    assert set(re.findall(r"`pipeline/(\w+)/`", PAGE)) == folders


def test_the_architecture_page_names_every_module_beside_the_folders() -> None:
    modules = {path.name for path in (ROOT / "pipeline").glob("[a-z]*.py")}

    assert modules <= set(re.findall(r"`(?:pipeline/)?(\w+\.py)`", PAGE))


def test_the_architecture_page_describes_every_view() -> None:
    assert set(re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE)) == set(PUBLIC_VIEWS)


@pytest.mark.parametrize("name", ["init", "doctor", "models"])
def test_the_page_on_the_first_hour_names_every_option(name: str) -> None:
    page = (ROOT / "docs" / "first-hour.md").read_text(encoding="utf-8")
    command = main.get_command(click.Context(main), name)
    assert command is not None

    options = {
        max(option.opts, key=len)
        for option in command.params
        if isinstance(option, click.Option)
    }

    shared = {"--config", "--streams"}
    assert options - shared <= set(re.findall(r"--[a-z-]+", page))


def test_no_index_host_and_no_machine_path_is_in_a_lock_file() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")

        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--(extra-)?index|file:|/(home|tmp)/", text)
