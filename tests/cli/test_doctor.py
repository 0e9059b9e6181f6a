"""`docqa doctor` against its own server, in a process of its own."""

import re

from click.testing import CliRunner

from pipeline.cli import main


def test_the_clock_of_this_machine_is_measured() -> None:
    result = CliRunner().invoke(main, ["doctor", "--clock", "--streams", "2"])

    assert result.exit_code == 0, result.output
    heading, row, *_ = result.stdout.splitlines()
    assert heading.startswith("streams  answers  stamps by")
    assert re.match(r" +2 +6  (kernel|loop) ", row), row


def test_it_asks_what_to_look_at() -> None:
    result = CliRunner().invoke(main, ["doctor"])

    assert result.exit_code == 2
    assert "--clock" in result.stderr
