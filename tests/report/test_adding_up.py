"""The counts a reader meets agree with each other, wherever they stand."""

import re
from pathlib import Path

import pytest

from pipeline.records import AnswerType, Outcome, Verdict
from pipeline.report.contents import Report
from pipeline.report.rows import Scorer
from tests.report.test_sections import made
from tests.support.bench_design import Asked, Design, Ended

KINDS = (AnswerType.NUMBER, AnswerType.FREE_TEXT)


def ending(asked: Asked) -> Ended:
    """Leave each free text to a reader; fail, retry, cut off and decline a few."""
    chance = asked.dice.random()
    if asked.model == "north/aurora-2" and chance < 0.1:
        error = "connect" if chance < 0.07 else "timeout"
        return Ended(Outcome.FAILED, None, error=error, attempts=4)
    if asked.model == "south/cirrus-mini" and chance < 0.05:
        return Ended(Outcome.TRUNCATED, None)
    if asked.model == "south/cirrus-mini" and chance < 0.08:
        return Ended(None)
    if chance > 0.9:
        return Ended(verdict=_declined(chance), attempts=2)
    if asked.question.answer_type is AnswerType.FREE_TEXT:
        return Ended(verdict=Verdict.UNSCORED)
    return Ended(verdict=Verdict.CORRECT if chance < 0.6 else Verdict.INCORRECT)


def _declined(chance: float) -> Verdict:
    if chance > 0.98:
        return Verdict.REFUSED
    return Verdict.MALFORMED if chance > 0.96 else Verdict.ABSTAINED


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, str]:
    design = Design(answer_types=KINDS, over_window=(("south/cirrus-mini", 64_000),))
    return made(tmp_path_factory.mktemp("mixed"), design, ending)


def table(shown: str, after: str) -> list[list[str]]:
    """Return the body of the first table after some words, cell by cell."""
    lines = shown[shown.index(after) :].splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("|"))
    rows: list[list[str]] = []
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.split("|")[1:-1]])
    return rows


def test_the_trust_line_adds_up_to_the_table_of_outcomes(
    mixed: tuple[Report, str],
) -> None:
    found, shown = mixed
    trust = next(line for line in shown.splitlines() if line.startswith("**How far"))
    said = trust[trust.index("Of ") :]
    names = "planned|answered|without|pending|beyond"
    planned, judged, reader, without, pending, beyond = (
        int(count.replace(",", ""))
        for count in re.findall(rf"([\d,]+) (?:{names})", said)
    )
    columns = [
        [int(cell.replace(",", "")) for cell in row[1:]]
        for row in table(shown, "Every planned call")
    ]
    total = [sum(column) for column in zip(*columns, strict=True)]

    assert planned == total[0] == judged + reader + without + pending + beyond
    assert judged == sum(total[2:7])
    assert all(total[5:8])
    assert reader == total[7]
    assert without == sum(total[8:12])
    assert (pending, beyond) == (total[12], total[13])
    assert found.outcomes.for_reader == reader
    assert "no scored answer" not in trust


def test_the_banner_adds_up_without_what_is_left_to_a_reader(
    mixed: tuple[Report, str],
) -> None:
    banner = next(line for line in mixed[1].splitlines() if line.startswith("> "))

    said = re.findall(r": ([\d,]+) of [\d,]+ planned calls \(([^)]+)\)", banner)

    assert len(said) == 3
    for missing, parts in said:
        assert int(missing) == sum(map(int, re.findall(r"\d+", parts)))


def test_every_rule_that_gave_a_verdict_is_named(mixed: tuple[Report, str]) -> None:
    found, shown = mixed

    assert any(s.scorer == "free_text@1" for s in found.scorers)
    assert "judged by rule: free\\_text@1, number@1 and unanswerable@1." in shown


@pytest.mark.parametrize(
    ("scorer", "judged", "is_rule"),
    [("number@1", 3, True), ("free_text@1", 0, False)],
)
def test_a_rule_is_what_judged(scorer: str, judged: int, *, is_rule: bool) -> None:
    assert Scorer(scorer=scorer, judged=judged, unscored=5).judges is is_rule


def test_failures_stand_by_reason_and_add_up(mixed: tuple[Report, str]) -> None:
    found, shown = mixed
    rows = table(shown, "Calls that ended without an answer, by reason")

    kinds = [tuple(row[:4]) for row in rows]
    assert ("north/aurora-2", "context", "failed", "connect") in kinds
    assert ("north/aurora-2", "gold-only", "failed", "timeout") in kinds
    assert ("south/cirrus-mini", "context", "over window", "not sent") in kinds
    assert len(set(kinds)) == len(kinds)
    ended = found.outcomes
    assert sum(int(row[4]) for row in rows) == ended.unanswered + ended.over_window


def test_attempts_are_counted(mixed: tuple[Report, str]) -> None:
    found, shown = mixed
    rows = {row[0]: row[1:] for row in table(shown, "| calls made |")}

    for model in found.models:
        assert model.tries is not None
        counts = (model.tries.sent, model.tries.retried, model.tries.attempts)
        assert rows[model.model] == [f"{count:,}" for count in counts]
    baseline = next(m.tries for m in found.models if m.baseline and m.tries)
    assert baseline.attempts == baseline.sent + baseline.retried


def test_a_run_without_a_failure_or_retry_says_nothing_of_them(tmp_path: Path) -> None:
    _, shown = made(tmp_path, Design(documents=2), lambda _: Ended())

    assert "more than one attempt" not in shown
    assert "by reason" not in shown


def test_each_length_shows_correct_wrong_and_declined(
    mixed: tuple[Report, str],
) -> None:
    found, shown = mixed
    rows = {row[0]: row[1:] for row in table(shown, "Counts at every length")}

    for model in found.models:
        for cell, said in zip(model.by_length, rows[model.model], strict=True):
            if cell.accuracy:
                ended = cell.outcomes
                counts = (ended.correct, ended.incorrect, ended.abstained)
                assert (
                    said == f"{' / '.join(map(str, counts))} of {cell.accuracy.calls}"
                )
    assert rows["south/cirrus-mini"][2] == "over window"
