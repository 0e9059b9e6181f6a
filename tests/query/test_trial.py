"""The error of a clock is what is left between what was measured and the log."""

from pipeline.query.replies.reply import Times
from pipeline.query.trial import Errors, errors, floor


def row(key: str, first: float, last: float, *late: float) -> dict[str, object]:
    return {"key": key, "begun": 10.0, "first": first, "last": last, "late": late}


def test_what_is_left_between_the_log_and_the_clock() -> None:
    measured = {
        "1": Times(9.0, first_token_s=9.0, answer_s=9.0, clock="loop"),
        "2": Times(3.0, first_token_s=1.5, answer_s=3.0, clock="kernel"),
        "3": Times(3.0, first_token_s=1.0, answer_s=2.5, clock="kernel"),
        "4": Times(3.0, clock="loop"),
    }
    log = [
        row("1", 11.0, 12.0, 9.0),
        row("lost", 11.0, 12.0, 9.0),
        row("2", 11.0, 12.0, 0.25),
        row("3", 11.5, 12.5, 0.5, 0.75),
        row("4", 11.0, 12.0, 9.0),
    ]

    found = floor(1, measured, log)

    assert found.clocks == ("kernel",)
    assert found.first_token == Errors(2, 0.5, 0.5, 0.5)
    assert found.answer == Errors(2, 0.0, 0.5, 1.0)
    assert found.server_late == Errors(3, 0.5, 0.5, 0.75)


def test_of_nothing_nothing_is_known() -> None:
    assert errors([]) == Errors(0, 0.0, 0.0, 0.0)
    assert errors(range(101)) == Errors(101, 50, 50.0, 99)
