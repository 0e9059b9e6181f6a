"""Ctrl-C waits for the end of what must not be left half done."""

import signal

import pytest

from pipeline.confine import uninterrupted
from tests.support.signals import heard


def test_ctrl_c_is_put_off_and_not_lost() -> None:
    done: list[str] = []

    def start() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("started")
        done.append("went on")

    with heard(signal.SIGINT), pytest.raises(KeyboardInterrupt):
        start()

    assert done == ["started"]
