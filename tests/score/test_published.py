"""A run is measured by published metrics beside its verdicts, and asks no model."""

import socket
from collections.abc import Iterator

import pytest

from pipeline.errors import SettingsError
from pipeline.progress import silent
from pipeline.records import AnswerType, Condition
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.published import measure_run
from pipeline.score.stage import score_run
from pipeline.score.verdicts import RULES
from pipeline.store import Store
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended

DESIGN = Design(
    models=("north/aurora-2",),
    documents=2,
    questions=1,
    unanswerable=1,
    lengths=(4_000,),
    controls=(Condition.GOLD_REMOVED,),
)
REPLY = 'Thus: {{"answer": {}, "status": "answered"}}'


def ending(asked: Asked) -> Ended:
    """Answer with two items to the first question, and with one to any other."""
    answer = '["0 million", "9"]' if asked.question.id == "q-0-0" else '"1 million"'
    return Ended(verdict=None, answer=REPLY.format(answer))


def _gold_share(sample: Sample) -> float:
    return float(sample.golds[0] in sample.prediction)


def _length(sample: Sample) -> float:
    return len(sample.prediction) / 1_000


def _of_choices(sample: Sample) -> float:
    if not sample.choices:
        message = "the question has no choices"
        raise NotDefinedError(message)
    return 1.0


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    added = {
        "part": Metric("part@1", "here", _gold_share),
        "field_length": Metric("field_length@1", "here", _length),
        "reply_length": Metric("reply_length@1", "here", _length, whole_reply=True),
        "of_choices": Metric("of_choices@1", "here", _of_choices),
    }
    for name, metric in added.items():
        monkeypatch.setitem(METRICS, name, metric)
    with Store() as store:
        fill(store, DESIGN, ending)
        yield store


def values(store: Store, metric: str) -> dict[tuple[str, str], tuple[object, object]]:
    found = store._db.execute(
        "SELECT question, condition, value, metrics.reason FROM metrics "
        "JOIN verdicts ON verdicts.id = metrics.call WHERE metric = ?",
        [metric],
    ).fetchall()
    return {(row[0], row[1]): (row[2], row[3]) for row in found}


def test_a_metric_gets_the_answer_field_or_the_whole_reply(store: Store) -> None:
    measure_run(store, DESIGN.run, ["part", "field_length", "reply_length"], silent)

    place = ("q-0-0", "context")
    whole = len(REPLY.format('["0 million", "9"]'))
    assert values(store, "part@1")[place] == (1.0, None)
    assert values(store, "field_length@1")[place] == (len("0 million, 9") / 1_000, None)
    assert values(store, "reply_length@1")[place] == (whole / 1_000, None)


def test_where_a_metric_is_not_defined_its_value_is_absent_and_says_why(
    store: Store,
) -> None:
    means = measure_run(store, DESIGN.run, ["part", "of_choices"], silent)

    found = values(store, "part@1")
    assert found["u-0", "context"] == (None, "the question has no gold answer")
    assert found["q-0-0", "gold-removed"][0] is None
    assert "taken out" in str(found["q-0-0", "gold-removed"][1])
    assert values(store, "of_choices@1")["q-0-0", "context"] == (
        None,
        "the question has no choices",
    )
    in_context = sum(
        value is not None
        for (_, condition), (value, _) in found.items()
        if condition == "context"
    )
    (part,), (choices,) = (list(by_model.values()) for by_model in means.values())
    assert (part.n, part.percent) == (in_context, 100)
    absent = sum(
        value is None
        for (_, condition), (value, _) in found.items()
        if condition == "context"
    )
    assert part.undefined == absent  # those without their evidence are stored alone
    assert choices.figures()["mean"] is None


def test_verdicts_stay_and_measuring_twice_changes_nothing(store: Store) -> None:
    score_run(store, DESIGN.run, silent)
    before = store._db.execute("FROM scores ORDER BY ALL").fetchall()
    measure_run(store, DESIGN.run, ["part"], silent)
    once = values(store, "part@1")

    measure_run(store, DESIGN.run, ["part"], silent)

    assert values(store, "part@1") == once
    assert store._db.execute("FROM scores ORDER BY ALL").fetchall() == before


def test_an_unknown_metric_is_answered_with_those_there_are(store: Store) -> None:
    with pytest.raises(SettingsError, match=r"unknown metric 'x'; choose from .*part"):
        measure_run(store, DESIGN.run, ["part", "x"], silent)
    with pytest.raises(SettingsError, match="unknown run"):
        measure_run(store, "x", ["part"], silent)


def test_a_newer_rule_is_kept_beside_the_older_and_counts_and_no_socket_is_opened(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    older = RULES[AnswerType.NUMBER]
    newer = replace_version(older.version)
    score_run(store, DESIGN.run, silent)

    monkeypatch.setitem(RULES, AnswerType.NUMBER, older._replace(version=newer))
    score_run(store, DESIGN.run, silent)
    measure_run(store, DESIGN.run, ["part"], silent)

    def of(view: str) -> list[str]:
        found = store._db.execute(
            f"SELECT scorer FROM {view} WHERE scorer LIKE 'number@%' ORDER BY 1"
        ).fetchall()
        return sorted({str(row[0]) for row in found})

    assert of("scores") == sorted([older.version, newer])
    assert of("verdicts") == [newer]


def replace_version(version: str) -> str:
    return f"{version.partition('@')[0]}@999"
