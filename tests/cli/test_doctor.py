"""`docqa doctor` against its own server, in a process of its own."""

import re
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.report.rows import Floor
from pipeline.store import Store


def test_the_clock_of_this_machine_is_measured_and_noted(tmp_path: Path) -> None:
    db = tmp_path / "bench.duckdb"

    result = CliRunner().invoke(
        main, ["--db", str(db), "doctor", "--clock", "--streams", "2"]
    )

    assert result.exit_code == 0, result.output
    heading, row, *_ = result.stdout.splitlines()
    assert heading.startswith("streams  answers  stamps by")
    assert re.match(r" +2 +6  (kernel|loop) ", row), row
    with Store(db) as store:
        [floor] = store.select("report_floors", Floor)
    assert floor.streams == 2
    assert 0 <= floor.median_s <= floor.p99_s


def test_it_asks_what_to_look_at() -> None:
    result = CliRunner().invoke(main, ["doctor"])

    assert result.exit_code == 2
    assert "--clock" in result.stderr
