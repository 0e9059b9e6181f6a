"""Every fault of a scenario, in every dialect where it looks different on the wire.

One bench asks them all at once: each case is a model of its own, with questions of its
own, so that a wait for one holds up no other.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.records import Outcome
from pipeline.simulate.scenario import FaultKind, RetryForm
from pipeline.simulate.truth import Truth
from pipeline.simulate.wordings import WORDINGS
from tests.rehearsals.rehearsal import (
    DIALECTS,
    VERDICTS,
    Asked,
    fault,
    model,
    rehearsal,
)

QUESTIONS = 2
WAIT_S = 0.2
CHAT = ("openai-chat",)
SHORT: Mapping[str, Any] = {"idle_timeout_s": 0.4}
TWICE: Mapping[str, Any] = {"attempts": 2}


class Ends(NamedTuple):
    outcome: Outcome
    attempts: tuple[str | None, ...] = (None,)
    """What went wrong with each."""
    error: str | None = None
    """The kind of a failure."""


ANSWERED = Ends(Outcome.ANSWERED)
FILTERED = Ends(Outcome.FILTERED)
OVER_WINDOW = Ends(Outcome.OVER_WINDOW, ("over_window",))
LOST = Ends(Outcome.FAILED, error="silently_truncated")


def again(error: str) -> Ends:
    """Asked once more after this, and answered."""
    return Ends(Outcome.ANSWERED, (error, None))


def gave_up(error: str, attempts: int = 2) -> Ends:
    return Ends(Outcome.FAILED, (error,) * attempts, error)


def never_again(error: str) -> Ends:
    return gave_up(error, 1)


@dataclass(frozen=True)
class Case:
    script: str
    ends: Ends
    unlike: Mapping[str, Ends] = field(default_factory=dict[str, Ends])
    """Where a dialect tells less, or more."""
    dialects: tuple[str, ...] = DIALECTS
    asked_s: float = 0.0
    """How long the server asks to be left alone."""
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])


def once(kind: str, **more: Any) -> str:
    return fault(kind, attempts=1, **more)


def refusing(form: str, seconds: float = WAIT_S, **more: Any) -> Case:
    script = once("rate_limited", retry_after=form, seconds=seconds)
    return Case(script, again("rate_limited"), asked_s=seconds, **more)


def worded(wording: str) -> Case:
    script = f'window = 100\nwording = "{wording}"\n'
    dialects = (wording,) if wording in DIALECTS else CHAT
    return Case(script, OVER_WINDOW, dialects=dialects)


CASES: dict[str, Case] = {
    "calm": Case("", ANSWERED),
    # -- asked to come back later
    "wait-none": Case(
        once("rate_limited", retry_after="none"), again("rate_limited"), dialects=CHAT
    ),
    "wait-seconds": refusing("seconds"),
    "wait-date": refusing("date", seconds=1, dialects=CHAT),
    "wait-ms": refusing("ms", dialects=CHAT),
    "wait-duration": refusing("duration", dialects=CHAT),
    "wait-reset": refusing("reset", dialects=CHAT),
    "wait-retry_info": refusing("retry_info"),
    "wait-message": refusing("message"),
    "unavailable": Case(
        once("unavailable", seconds=WAIT_S), again("overloaded"), asked_s=WAIT_S
    ),
    "overloaded": Case(
        once("overloaded", seconds=WAIT_S), again("overloaded"), asked_s=WAIT_S
    ),
    # -- passing faults
    "server_error": Case(once("server_error"), again("server_error")),
    "gone-before": Case(once("disconnect_before_headers"), again("disconnected")),
    "gone-during": Case(once("disconnect_during"), again("disconnected")),
    "gone-at-the-end": Case(once("disconnect_before_end"), again("disconnected")),
    "reset": Case(once("disconnect_during", reset=True), again("disconnected")),
    "in_stream_error": Case(
        once("in_stream_error"),
        again("overloaded"),
        {"ollama-chat": again("server_error")},  # it has words alone
    ),
    "empty_200": Case(once("empty_200"), again("disconnected")),
    # -- lasting ones
    "still-refusing": Case(
        fault("rate_limited", seconds=0.01), gave_up("rate_limited"), settings=TWICE
    ),
    "still-broken": Case(
        fault("server_error"), gave_up("server_error"), dialects=CHAT, settings=TWICE
    ),
    "still-gone": Case(
        fault("disconnect_before_end"), gave_up("disconnected"), settings=TWICE
    ),
    "quota_exhausted": Case(
        fault("quota_exhausted"),
        never_again("quota_exhausted"),
        {"ollama-chat": gave_up("rate_limited")},  # a 429 that says no more
        settings=TWICE,
    ),
    "unauthorized": Case(fault("unauthorized"), never_again("auth")),
    "content_filter": Case(
        fault("content_filter"), Ends(Outcome.FILTERED, ("content_filter",))
    ),
    "filtered_finish": Case(
        fault("filtered_finish"),
        FILTERED,
        {
            "anthropic-messages": Ends(Outcome.REFUSED),
            "ollama-chat": Ends(Outcome.FAILED, error="empty_answer"),
        },
    ),
    "malformed_event": Case(fault("malformed_event"), never_again("malformed")),
    "reasoning_eats_the_cap": Case(
        fault("reasoning_eats_the_cap"),
        Ends(Outcome.TRUNCATED),
        settings={"max_output_tokens": 40},
    ),
    # -- odd, and allowed
    "empty_event": Case(fault("empty_event"), ANSWERED),
    "split_at_every_byte": Case(fault("split_at_every_byte"), ANSWERED),
    "cr_line_ends": Case(fault("cr_line_ends"), ANSWERED),
    "keep_alive": Case(fault("keep_alive", seconds=0.3), ANSWERED),
    "slow_headers": Case(fault("slow_headers", seconds=0.3), ANSWERED),
    "stall": Case(fault("stall", seconds=0.3), ANSWERED),
    # -- and beyond patience
    "keep_alive-for-long": Case(
        fault("keep_alive", seconds=3), never_again("timeout"), settings=SHORT
    ),
    "slow_headers-for-long": Case(
        fault("slow_headers", seconds=3), never_again("timeout"), settings=SHORT
    ),
    "stall-for-long": Case(
        fault("stall", seconds=3), never_again("timeout"), settings=SHORT
    ),
    # -- the window and the usage
    **{f"over-window-{wording}": worded(wording) for wording in WORDINGS},
    "truncated-silently": Case(
        'window = 300\nbeyond = "truncate"\n',
        LOST,
        {"ollama-chat": OVER_WINDOW},  # it is told not to truncate
    ),
    "usage-low": Case('usage = "wrong"\nwrong_usage_factor = 0.3\n', LOST),
    "usage-high": Case('usage = "wrong"\n', ANSWERED),
    "usage-absent": Case('usage = "absent"\n', ANSWERED),
    **{
        f"usage-{place}": Case(f'usage_place = "{place}"\n', ANSWERED, dialects=CHAT)
        for place in ("trailing", "last", "choice")
    },
}
NAMES = [(name, d) for name, case in CASES.items() for d in case.dialects]


class Call(NamedTuple):
    """One call: as it was stored, and as the server saw it."""

    stored: Mapping[str, Any]
    attempts: list[Mapping[str, Any]]
    truth: list[Truth]


@pytest.fixture(scope="module")
def ended(place: Path) -> Mapping[str, list[Call]]:
    """The calls of every case, by the name that its model has."""
    script = "".join(model(f"{n}.{d}", CASES[n].script) for n, d in NAMES)
    models = [Asked(f"{n}.{d}", d, CASES[n].settings) for n, d in NAMES]
    with rehearsal(place, script) as ours:
        done = ours.run(models, lengths=["1k"], limit=QUESTIONS)
        assert done.exit_code == 0, done.output
        scored = ours.docqa("score", "docs")
        assert scored.exit_code == 0, scored.output
    attempts = defaultdict[str, list[Any]](list)
    for row in ours.select("FROM attempts ORDER BY call, number"):
        attempts[row["call"]].append(row)
    truth = defaultdict[tuple[Any, Any], list[Truth]](list)
    for true in sorted(ours.truth, key=lambda true: true.number):
        truth[true.model, true.question].append(true)
    calls = defaultdict[str, list[Call]](list)
    for row in ours.select("FROM verdicts"):
        name = row["model"].partition("/")[2]
        sent = truth[name, row["question"]]
        calls[name].append(Call(row, attempts[row["id"]], sent))
    return calls


@pytest.mark.parametrize(("name", "dialect"), NAMES)
def test_a_call_ends_as_it_should(
    ended: Mapping[str, list[Call]], name: str, dialect: str
) -> None:
    case = CASES[name]
    ends = case.unlike.get(dialect, case.ends)
    calls = ended[f"{name}.{dialect}"]

    assert len(calls) == QUESTIONS
    for call in calls:
        stored, attempts = call.stored, call.attempts
        found = tuple(attempt["error"] for attempt in attempts)
        assert Ends(stored["outcome"], found, stored["error"]) == ends, stored
        assert len(call.truth) == len(attempts) == stored["attempts"]
        meant = call.truth[-1].verdict
        if ends.outcome is Outcome.ANSWERED:
            assert stored["verdict"] == VERDICTS[str(meant)]
        else:
            assert stored["verdict"] is None
    if case.asked_s:
        for call in calls:
            first, second = call.truth
            assert first.end_s is not None
            apart_s = second.begun - (first.received + first.end_s)
            assert apart_s >= call.attempts[1]["retry_wait_s"] >= case.asked_s


def test_every_fault_there_is_has_a_case() -> None:
    scripts = "".join(case.script for case in CASES.values())

    missing = [kind for kind in (*FaultKind, *RetryForm) if f'"{kind}"' not in scripts]

    # "seconds" is what a refusal asks in unless it says otherwise
    assert set(missing) <= {"seconds"}, f"add {missing} to CASES"
