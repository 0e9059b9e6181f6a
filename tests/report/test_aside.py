"""A report that the workspace could not write again is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.records import Outcome
from pipeline.report.aside import set_aside
from pipeline.report.stage import write_report
from pipeline.store import Store
from tests.support.bench_design import Asked, Design, Ended, Ending, plain_ending
from tests.support.bench_more import filled

DESIGN = Design(documents=3, questions=1, run="october")


def otherwise(asked: Asked) -> Ended:
    return replace(plain_ending(asked), answer="Not the same.")


def slower(asked: Asked) -> Ended:
    return replace(plain_ending(asked), seconds=9.5)


def failing(asked: Asked) -> Ended:
    return replace(plain_ending(asked), outcome=Outcome.FAILED, verdict=None)


def reported(folder: Path, ending: Ending = plain_ending) -> Path:
    with Store() as store:
        run = filled(store, DESIGN, ending=ending)
        write_report(store, run, folder / run, versions={})
    return folder / run


def kept(folder: Path, ending: Ending = plain_ending) -> Path | None:
    """Return where a workspace with these answers puts what is in the folder."""
    with Store() as store:
        aside = set_aside(store, filled(store, DESIGN, ending=ending), folder)
    assert aside is None or not aside.unanswered
    return aside and aside.folder


def test_the_report_of_the_same_answers_stays(tmp_path: Path) -> None:
    folder = reported(tmp_path)

    assert kept(folder) is None
    assert folder.is_dir()


@pytest.mark.parametrize("other", [otherwise, slower])
def test_other_answers_to_the_same_calls_are_kept_with_all_their_files(
    tmp_path: Path, other: Ending
) -> None:
    folder = reported(tmp_path, other)
    (folder / "notes.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    aside = kept(folder)

    assert aside == tmp_path / "october.before-1"
    assert aside is not None
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    assert not folder.exists()


def test_one_that_was_kept_before_is_not_written_over(tmp_path: Path) -> None:
    first = kept(reported(tmp_path, otherwise))
    second = kept(reported(tmp_path, slower))

    assert [first, second] == [
        tmp_path / "october.before-1",
        tmp_path / "october.before-2",
    ]


def test_a_call_without_an_answer_is_no_loss(tmp_path: Path) -> None:
    assert kept(reported(tmp_path, failing)) is None


def test_a_run_without_an_answer_does_not_take_the_place_of_one_that_has(
    tmp_path: Path,
) -> None:
    with Store() as store:
        run = filled(store, DESIGN)
        write_report(store, run, tmp_path / run, versions={})
        store.execute("run_forget_planned", run=run)

        aside = set_aside(store, run, tmp_path / run)

    assert aside == (tmp_path / "october.before-1", True)


@pytest.mark.parametrize("damage", [b"", b"PAR1 but no more", None])
def test_answers_that_cannot_be_read_are_kept(
    tmp_path: Path, damage: bytes | None
) -> None:
    folder = reported(tmp_path)
    if damage is None:
        (folder / "calls.parquet").unlink()
    else:
        (folder / "calls.parquet").write_bytes(damage)

    assert kept(folder) == tmp_path / "october.before-1"


def test_a_folder_without_a_report_stays(tmp_path: Path) -> None:
    folder = tmp_path / "october"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")

    assert kept(folder) is None
    assert kept(tmp_path / "none") is None


def test_a_run_that_is_not_here_moves_nothing(tmp_path: Path) -> None:
    folder = reported(tmp_path)
    with Store() as store:
        assert set_aside(store, "october", folder) is None
        with pytest.raises(SettingsError):
            write_report(store, "october", folder, versions={})

    assert folder.is_dir()
