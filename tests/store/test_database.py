"""The workspace: one writer, records in and out, all of a transaction or nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from time import sleep

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import StoreBusyError, StoreError
from pipeline.records import AnswerType, Evidence, MetricScore, Question, Run
from pipeline.redaction import Redactor
from pipeline.store import Store
from pipeline.store.database import PUBLIC_VIEWS
from tests.support.bench_data import fill, put
from tests.support.bench_design import Design
from tests.support.signals import heard

texts = st.text(st.characters(exclude_categories=["Cs"]))
questions = st.builds(
    Question,
    collection=st.just("set"),
    answers=st.lists(texts, max_size=3).map(tuple),
    answer_type=st.sampled_from(AnswerType),
    evidence=st.lists(
        st.builds(Evidence, page=st.none() | st.integers(1, 9)), max_size=2
    ).map(tuple),
    id=texts,
    text=texts,
    choices=st.lists(texts, max_size=2).map(tuple),
)


def question(text: str) -> Question:
    return Question(
        id="q",
        collection="set",
        text=text,
        answers=("x",),
        answer_type=AnswerType.TEXT,
        type_inferred=False,
    )


def all_of(store: Store) -> list[Question]:
    return store.select("questions_all", Question, collection="set")


@pytest.fixture(scope="module")
def opened() -> Iterator[Store]:
    with Store() as store:  # connecting costs 30 ms, too much per example
        yield store


@given(st.lists(questions, unique_by=lambda q: q.id, max_size=4))
def test_records_survive_the_database(opened: Store, written: list[Question]) -> None:
    opened.execute("questions_forget", collection="set")

    opened.insert("questions_add", written, also=["gold"])

    assert all_of(opened) == sorted(written, key=lambda q: q.id.encode())


def test_a_stream_gives_every_row_of_a_select(opened: Store) -> None:
    written = [question(f"{n}").model_copy(update={"id": f"{n}"}) for n in range(2_500)]
    opened.execute("questions_forget", collection="set")
    opened.insert("questions_add", written, also=["gold"])

    found = opened.stream("questions_all", Question, collection="set")

    assert next(found) in written
    assert all_of(opened)[1:] == list(found)


def test_a_transaction_is_all_or_nothing() -> None:
    with Store() as store:
        with suppress(KeyboardInterrupt), store.transaction():
            store.insert("questions_add", [question("half")], also=["gold"])
            raise KeyboardInterrupt
        assert all_of(store) == []


def test_reopening_keeps_schema_and_rows(tmp_path: Path) -> None:
    with Store(tmp_path / "a" / "b.duckdb") as store:
        store.insert("questions_add", [question("kept")], also=["gold"])

    with Store(tmp_path / "a" / "b.duckdb") as store:
        assert all_of(store) == [question("kept")]


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    program = f"""
import sys
from pathlib import Path
from pipeline.store import Store
with Store(Path({str(path)!r})):
    print('open', flush=True)
    sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreBusyError, match=rf"process {holder.pid}.*--db"):
            Store(path)
        holder.communicate()


def test_a_file_that_is_no_workspace_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(b"no database" * 1_000)

    with pytest.raises(StoreError, match="cannot be opened"):
        Store(path)


def test_a_workspace_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"cannot be made: .*; --db names another"):
        Store(tmp_path / "file" / "a.duckdb")


def test_no_secret_reaches_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with Store(path, redact=Redactor(["sk-canary-0123456789"])) as store:
        store.insert(
            "questions_add", [question("key sk-canary-0123456789!")], also=["gold"]
        )
        assert all_of(store)[0].text == "key [redacted]!"

    assert b"canary" not in path.read_bytes()


def test_lone_surrogates_and_nulls_are_stored_safely() -> None:
    with Store() as store:
        store.insert("questions_add", [question("a\ud800b\0c")], also=["gold"])

        assert all_of(store)[0].text == "a?b\0c"


@pytest.mark.parametrize("view", PUBLIC_VIEWS)
def test_every_documented_view_exports(view: str, tmp_path: Path) -> None:
    with Store() as store:
        store.export(view, tmp_path / f"{view}.parquet")

    assert (tmp_path / f"{view}.parquet").stat().st_size > 0


def test_every_view_file_is_listed() -> None:
    folder = Path(__file__).parents[2] / "pipeline" / "store" / "views"

    assert {path.stem for path in folder.iterdir()} == set(PUBLIC_VIEWS), (
        "add it to PUBLIC_VIEWS in database.py"
    )


def test_a_full_disk_is_said_and_what_was_stored_is_kept(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    path = tmp_path / "a.duckdb"
    program = f"""
import resource
from pathlib import Path
from pipeline.errors import StoreError
from pipeline.store import Store
from tests.store.test_database import question
with Store(Path({str(path)!r})) as store:
    store.insert("questions_add", [question("kept")], also=["gold"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    big = question("x" * 100_000)
    try:
        for number in range(100):
            with store.transaction():
                row = big.model_copy(update={{"id": str(number)}})
                store.insert("questions_add", [row], also=["gold"])
    except StoreError as error:
        print(error)
"""
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert "cannot be written; what was stored is kept" in said.stdout
    with Store(path) as store:
        assert question("kept") in all_of(store)


def test_columns_are_arrays_and_a_null_is_nan_or_none() -> None:
    design = Design(
        models=("m/a",), documents=2, questions=1, unanswerable=1, lengths=(4_000,)
    )
    with Store() as store:
        run = fill(store, design)
        answered = store._db.execute(
            "SELECT call.id, question.gold FROM calls AS call "
            "JOIN raw.questions AS question ON question.id = call.question "
            "WHERE condition = 'context' AND starts_with(call.question, 'q')"
        ).fetchall()
        rows = [
            MetricScore(call=call, gold=gold, metric=f"m{n}@1", value=n or None)
            for n, (call, gold) in enumerate(sorted(answered))
        ]
        put(store, "metrics", rows)
        store.execute("report_judged", run=run)

        metrics = store.columns("report_metrics", run=run)
        gold = store.columns("report_gold", run=run)
        none = store.columns("report_metrics", run="another")

    assert metrics["metric"].tolist() == ["m0@1", "m1@1"]
    assert metrics["answers"].dtype == np.int64
    assert np.isnan(metrics["mean"]).tolist() == [True, False]
    assert metrics["mean"][1] == 1.0
    assert gold["question"].tolist() == ["q-0-0", "q-1-0", "u-0"]
    assert gold["yes"].tolist() == [None, None, None]
    assert {name: len(column) for name, column in none.items()} == dict.fromkeys(
        metrics, 0
    )


def test_ctrl_c_in_the_middle_of_a_query_is_an_interruption() -> None:
    with Store() as store, heard(signal.SIGINT):
        store._db.execute(
            "INSERT INTO raw.runs (name, corpus, collection, settings) "
            "SELECT md5(range::TEXT), '', '', '' FROM range(1_000_000)"
        )
        # DuckDB loses one that comes while rows are handed over, and on a busy machine
        # it may come late: more than one try.
        assert any(interrupted(store, tries / 100) for tries in range(1, 21))


def interrupted(store: Store, after_s: float) -> bool:
    """Return whether Ctrl-C after so long ends a query of some tenths of a second."""
    ctrl_c = Timer(after_s, os.kill, [os.getpid(), signal.SIGINT])
    ctrl_c.start()
    try:
        store.columns("report_runs")
    except KeyboardInterrupt:
        return True
    finally:
        with suppress(KeyboardInterrupt):
            ctrl_c.join()
            sleep(0.05)
    return False


def test_a_statement_aside_is_done_when_the_body_is(tmp_path: Path) -> None:
    with Store() as store:
        run = fill(store, Design(documents=2))
        target = tmp_path / "calls.parquet"

        with store.aside("report_calls", run=run, target=str(target)):
            names = [one.name for one in store.select("report_runs", Run)]

        assert names == [run]
        assert target.exists()
        with (
            pytest.raises(OSError, match=str(tmp_path)),
            store.aside("report_calls", run=run, target=str(tmp_path)),
        ):
            assert store.select("report_runs", Run)
        with (
            pytest.raises(ZeroDivisionError),
            store.aside("report_calls", run=run, target=str(target)),
        ):
            _ = 1 / 0
