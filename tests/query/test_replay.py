"""Answers from an earlier run's export: the same report, and nothing is sent."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import StoreError
from pipeline.query.replay import ATTEMPTS, ExportedCall, replay
from pipeline.records import Call, Outcome
from pipeline.store import Store
from tests.query.bench import Bench, prompt, run
from tests.support.server import Received, Script, answer, refusal

PROMPTS = ("p1", "p2", "p3")


def script(received: Received) -> Script:
    if received.prompt.endswith("p3"):
        return refusal(400, {"error": {"message": "no"}})
    return answer(f"answer to {received.prompt}")


def exported(bench: Bench, folder: Path, *views: str) -> Path:
    """Export a workspace's calls; the views need a plan, which this bench has not."""
    with Store(bench.path) as store:
        store.insert("run_add_planned", bench.plan())
        store.insert("prompts_add", [prompt(name) for name in bench.prompts])
        for view in views or ("calls", "attempts"):
            store.export(view, folder / f"{view}.parquet")
    return folder / "calls.parquet"


@pytest.fixture
def served(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path / "served.duckdb", prompts=PROMPTS)
    run(bench, script)
    return bench


def again(bench: Bench, path: Path) -> Bench:
    """The same plan, and a workspace that holds no answer yet."""
    return Bench(path, targets=bench.targets, prompts=bench.prompts)


def replayed(bench: Bench, file: Path) -> tuple[int, int, int, int]:
    with Store(bench.path) as store:
        done = replay(store, bench.plan(), file)
    return done.taken, done.already_finished, done.absent, done.pending


def without_source(calls: list[Call]) -> list[Call]:
    return [call.model_copy(update={"replayed_from": None}) for call in calls]


def test_a_replayed_call_is_the_call_as_it_was(served: Bench, tmp_path: Path) -> None:
    file = exported(served, tmp_path)
    fresh = again(served, tmp_path / "fresh.duckdb")

    assert replayed(fresh, file) == (3, 0, 0, 0)

    assert without_source(fresh.calls()) == served.calls()
    assert fresh.attempts() == served.attempts()
    assert [call.outcome for call in fresh.calls()].count(Outcome.FAILED) == 1
    names = {call.replayed_from for call in fresh.calls()}
    assert len(names) == 1
    assert str(names.pop()).startswith("calls.parquet (SHA-256 ")


def test_attempts_of_a_call_that_was_begun_here_come_first(
    served: Bench, tmp_path: Path
) -> None:
    file = exported(served, tmp_path)
    begun = again(served, tmp_path / "begun.duckdb")
    with Store(begun.path) as store:
        store.insert("query_add_attempts", served.attempts())

    assert replayed(begun, file) == (3, 0, 0, 0)

    assert [one.number for one in begun.attempts()] == [1, 2] * 3
    assert {call.attempts for call in begun.calls()} == {2}


def test_what_was_sent_is_kept_too(served: Bench, tmp_path: Path) -> None:
    file = exported(served, tmp_path)
    fresh = again(served, tmp_path / "fresh.duckdb")
    replayed(fresh, file)

    query = "SELECT id, body, dropped FROM raw.requests ORDER BY id"
    with duckdb.connect(str(served.path)) as there:
        kept = there.execute(query).fetchall()
    with duckdb.connect(str(fresh.path)) as here:
        assert here.execute(query).fetchall() == kept


def test_a_call_is_known_by_its_id_in_a_file_of_several_runs(
    served: Bench, tmp_path: Path
) -> None:
    with Store(served.path) as store:
        other = [one.model_copy(update={"run": "other"}) for one in served.plan()]
        store.insert("run_add_planned", other)
    file = exported(served, tmp_path)
    more = again(served, tmp_path / "more.duckdb")
    more.repeats = 2

    assert replayed(more, file) == (3, 0, 3, 0)
    assert without_source(more.calls()) == served.calls()


def test_a_finished_call_is_not_overwritten(served: Bench, tmp_path: Path) -> None:
    file = exported(served, tmp_path)

    assert replayed(served, file) == (0, 3, 0, 0)
    assert {call.replayed_from for call in served.calls()} == {None}


def test_a_call_that_had_no_answer_there_has_none_here(
    served: Bench, tmp_path: Path
) -> None:
    with duckdb.connect(str(served.path)) as db:
        db.execute("DELETE FROM raw.calls WHERE outcome = 'failed'")
    file = exported(served, tmp_path)
    fresh = again(served, tmp_path / "fresh.duckdb")

    assert replayed(fresh, file) == (2, 0, 0, 1)


def test_without_the_attempts_beside_it_the_calls_are_enough(
    served: Bench, tmp_path: Path
) -> None:
    file = exported(served, tmp_path, "calls")
    fresh = again(served, tmp_path / "fresh.duckdb")

    replayed(fresh, file)

    assert without_source(fresh.calls()) == served.calls()
    assert fresh.attempts() == []


def test_every_figure_of_a_call_is_read_from_an_export() -> None:
    fields = set(Call.model_fields) - {"replayed_from"}

    assert fields <= set(ExportedCall.model_fields), "add it to ExportedCall"


def nothing(data: bytes) -> bytes:
    return data[:0]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without_footer(data: bytes) -> bytes:
    return data[:-20] + data[-8:]


def as_text(data: bytes) -> bytes:
    return data.hex().encode()


@pytest.mark.parametrize("change", [nothing, cut, without_footer, as_text])
@pytest.mark.parametrize("name", ["calls.parquet", ATTEMPTS])
def test_a_broken_file_is_one_error_and_keeps_nothing(
    served: Bench, tmp_path: Path, change: Callable[[bytes], bytes], name: str
) -> None:
    file = exported(served, tmp_path)
    broken = tmp_path / name
    broken.write_bytes(change(broken.read_bytes()))
    fresh = again(served, tmp_path / "fresh.duckdb")

    with pytest.raises(StoreError, match="cannot be used") as raised:
        replayed(fresh, file)

    assert len(str(raised.value).splitlines()) == 1
    assert fresh.calls() == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("* EXCLUDE (outcome)", "no column outcome"),
        ("* REPLACE ('surely' AS outcome)", "outcome"),
        ("* REPLACE (7 AS answer)", "answer"),
        ("* REPLACE (-1.0::DOUBLE AS answer_s)", "answer_s"),
        ("* REPLACE ('nan'::DOUBLE AS felt_s)", "felt_s"),
        ("* REPLACE (0 AS attempts)", "attempts"),
        ("* REPLACE ({'prompt_tokens': -5} AS usage)", "usage"),
        ("* REPLACE ({'tokens': 5} AS usage)", "usage"),
        ("1 AS one", "no column"),
    ],
)
def test_a_file_of_other_columns_is_one_error(
    served: Bench, tmp_path: Path, columns: str, said: str
) -> None:
    file = exported(served, tmp_path, "calls")
    other = tmp_path / "other.parquet"
    duckdb.execute(f"COPY (SELECT {columns} FROM '{file}') TO '{other}'")

    with pytest.raises(StoreError, match=said):
        replayed(again(served, tmp_path / "fresh.duckdb"), other)


def test_no_damage_to_a_file_is_a_fault_of_ours(served: Bench, tmp_path: Path) -> None:
    data = exported(served, tmp_path, "calls").read_bytes()
    dice = random.Random(5)
    file = tmp_path / "bent.parquet"
    with Store() as store:
        for _ in range(80):
            bent = bytearray(data)
            for _ in range(4):
                bent[dice.randrange(len(bent))] = dice.randrange(256)
            file.write_bytes(bent)
            with suppress(StoreError):
                list(store.read_parquet(file, ExportedCall))
        assert store.select("run_names", Call) == []


def test_a_name_with_signs_is_no_pattern(served: Bench, tmp_path: Path) -> None:
    file = exported(served, tmp_path, "calls")
    named = file.rename(tmp_path / "calls [1]*?.parquet")

    assert replayed(again(served, tmp_path / "fresh.duckdb"), named)[0] == 3
