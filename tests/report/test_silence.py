"""A model that never answered was not measured: it is named, and not ranked."""

from pathlib import Path

from inline_snapshot import snapshot

from pipeline.records import Condition, Outcome
from pipeline.report.holding import over_length
from pipeline.report.rows import Failure
from pipeline.report.sentences import comparison, lexical, silence
from tests.report.tallies import only, report, tally
from tests.report.test_sections import made
from tests.support.bench_design import Asked, Design, Ended


def dead(asked: Asked) -> Ended:
    if asked.model == "north/aurora-2":
        timed_out = asked.dice.random() < 0.1
        return Ended(Outcome.FAILED, None, error="timeout" if timed_out else "connect")
    return Ended()


def test_a_dead_server_is_not_ranked_as_zero(tmp_path: Path) -> None:
    found, shown = made(tmp_path, ending=dead)

    last = found.models[-1]
    assert last.model == "north/aurora-2"
    assert (last.accuracy, last.wrong, last.abstained, last.declined) == (None,) * 4
    cells = (*last.by_length, *last.by_depth, *last.by_length_depth)
    controls = (last.closed_book, last.gold_only)
    assert not any(cell.accuracy for cell in (*cells, *controls))
    assert not any(cell.accuracy for cell in last.by_type)
    assert last.reading_loss is None
    assert [(p.model, p.other) for p in found.pairs] == [
        ("baseline/bm25", "south/cirrus-mini")
    ]
    assert [(one.baselines, one.level) for one in found.families] == [(True, 0.95)]
    row = next(r for r in shown.splitlines() if r.startswith("| north/aurora-2"))
    assert row.split("|")[2].strip() == "no answer"
    assert "0 % [" not in row


def test_a_dead_server_is_in_one_sentence_that_says_why(tmp_path: Path) -> None:
    found, shown = made(tmp_path, ending=dead)

    assert silence(found) == snapshot("""\
**north/aurora-2 never answered**: 198 calls in context, not one answer; most often \
failed: connect (174 of 198). It has no accuracy and is compared with nothing.\
""")
    assert silence(found) in shown
    others = (comparison(found), over_length(found), lexical(found))
    assert not any("aurora" in sentence for sentence in others)


def test_one_answer_is_enough_to_be_measured() -> None:
    model = only(tally("one", failed=3), tally("two", failed=2, incorrect=1))

    assert model.silence is None
    assert model.accuracy is not None
    assert model.accuracy.estimate == 0


def test_calls_not_made_yet_are_no_silence() -> None:
    assert only(tally("one", pending=3)).silence is None


def test_the_reason_is_the_most_frequent_in_context() -> None:
    def failure(kind: str, calls: int, condition: Condition) -> Failure:
        return Failure(
            model="m/a",
            condition=condition,
            outcome=Outcome.FAILED,
            kind=kind,
            calls=calls,
        )

    (model,) = report(
        tally("one", failed=5),
        failures=(
            failure("auth", 9, Condition.GOLD_ONLY),
            failure("connect", 2, Condition.CONTEXT),
            failure("timeout", 3, Condition.CONTEXT),
        ),
    ).models

    assert model.silence is not None
    assert model.silence.reason is not None
    assert (model.silence.calls, model.silence.reason.kind) == (5, "timeout")


def test_a_search_that_never_answered_is_no_yardstick(tmp_path: Path) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.model == "baseline/bm25":
            return Ended(Outcome.FAILED, None)
        return Ended()

    found, _ = made(tmp_path, Design(controls=()), ending)

    assert lexical(found) == ""
