"""What a long command says to a log file while it works."""

from collections.abc import Iterable

import pytest

from pipeline.cli.progress import EVERY_S, QUIET_S, STILL_S, Lines, bar


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


Step = tuple[float, int]
"""Seconds since the beginning, and what is done then."""


def told(
    capsys: pytest.CaptureFixture[str],
    steps: Iterable[Step],
    total: int = 100,
    note: str = "",
) -> list[str]:
    clock = Clock()
    lines = Lines("asking", clock)
    for at, done in steps:
        clock.now = Clock.now + at
        lines.advance(done, total, note)
    out, err = capsys.readouterr()
    assert not out
    return err.splitlines()


def test_what_is_over_soon_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    soon = [(second, second * 3) for second in range(int(EVERY_S))]

    assert told(capsys, soon) == []


def test_a_line_says_what_is_done_what_is_left_and_what_was_spent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = [(0.0, 0), (60.0, 20)]

    assert told(capsys, steps, note="$0.12 of $5.00, m/a") == [
        "asking: 20 of 100 (20%), about 4 min left, $0.12 of $5.00, m/a"
    ]


def test_what_was_finished_before_is_no_pace(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (line,) = told(capsys, [(0.0, 90), (40.0, 95)])

    assert line == "asking: 95 of 100 (95%), about 40 s left"


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([(0.0, 0), (30.0, 50)], ", about 30 s left"),
        ([(0.0, 0), (36_000.0, 50)], ", about 10.0 h left"),
        ([(40.0, 50)], ""),
        ([(0.0, 0), (40.0, 100)], ""),
    ],
    ids=["seconds", "hours", "no pace yet", "nothing left"],
)
def test_what_is_left_is_said_where_it_can_be_reckoned(
    capsys: pytest.CaptureFixture[str], steps: list[Step], left: str
) -> None:
    (line,) = told(capsys, steps)

    assert line.partition(")")[2] == left


def test_a_fast_work_has_one_line_in_half_a_minute(
    capsys: pytest.CaptureFixture[str],
) -> None:
    fast = [(float(second), second) for second in range(101)]

    shown = [line.split()[1] for line in told(capsys, fast)]

    assert shown == ["30", "60", "90"]


def test_a_slow_work_has_one_line_for_a_tenth_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    slow = [(float(40 * done), done) for done in range(101)]

    shown = [int(line.split()[1]) for line in told(capsys, slow)]

    assert shown == [1, *range(11, 101, 10)]


def test_the_slowest_still_says_something(capsys: pytest.CaptureFixture[str]) -> None:
    slowest = [(QUIET_S * done, done) for done in range(4)]

    assert len(told(capsys, slowest, total=10_000)) == 3


def test_a_total_that_is_not_known_yet_divides_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(capsys, [(40.0, 0)], total=0, note="m/a: batch 7") == [
        "asking: 0 of 0, m/a: batch 7"
    ]


def test_a_key_in_a_note_is_blacked_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOP_API_KEY", "sk-canary-31a5")

    (line,) = told(capsys, [(40.0, 1)], note="sk-canary-31a5.pdf")

    assert "canary" not in line


def test_off_a_terminal_a_bar_is_such_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()

    with bar("ingest", "file", clock) as progress:
        progress(0, 4, "")
        clock.now += EVERY_S
        progress(1, 4, "a.pdf")

    assert capsys.readouterr().err.startswith("ingest: 1 of 4 (25%)")


def test_where_nothing_moves_it_says_so_less_and_less_often(
    capsys: pytest.CaptureFixture[str],
) -> None:
    minutes = [(STILL_S * minute, 7) for minute in range(31)]
    clock = Clock()
    lines = Lines("asking", clock)
    for at, done in minutes:
        clock.now = Clock.now + at
        lines.advance(done, 21, f"{at / 60:.0f} min")

    said = [line.split(", ")[-1] for line in capsys.readouterr().err.splitlines()]
    assert said == ["1 min", "3 min", "7 min", "15 min", "25 min"]


def test_where_nothing_moves_nothing_is_foreseen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = [(0.0, 0), (STILL_S / 2, 2), (STILL_S * 2, 2)]

    assert told(capsys, steps, total=21, note="3 wait")[-1] == (
        "asking: 2 of 21 (10%), 3 wait"
    )


def test_what_moves_again_is_said_anew_when_it_stands_still(
    capsys: pytest.CaptureFixture[str],
) -> None:
    still = [(STILL_S * minute, 7) for minute in range(4)]
    moved = [(STILL_S * 4, 8), (STILL_S * 5, 8)]

    shown = [line.split()[1] for line in told(capsys, [*still, *moved])]

    assert shown == ["7", "7", "8"]
