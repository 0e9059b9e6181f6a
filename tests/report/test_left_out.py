"""What is missing is listed by kind, and no kind hides another."""

from collections.abc import Iterator

from pipeline.records import Condition, Unbuilt
from pipeline.report.rows import LeftOut
from pipeline.report.sections.left_out import MOST, render
from pipeline.store import Store
from tests.report.poor import changed
from tests.report.sample import sample
from tests.report.tallies import SCOPE, report, tally
from tests.support.bench_data import fill, put
from tests.support.bench_design import Design


def left_out(*unbuilt: tuple[int | None, str]) -> Iterator[tuple[str, str, str, int]]:
    with Store() as store:
        run = fill(store, Design(documents=1))
        rows = [
            Unbuilt(
                run=run,
                question=f"q-{place}",
                condition=Condition.CONTEXT if length else Condition.GOLD_ONLY,
                length=length,
                depth=None,
                reason=reason,
            )
            for place, (length, reason) in enumerate(unbuilt)
        ]
        put(store, "unbuilt", rows)
        for row in store.select("report_left_out", LeftOut, run=run):
            yield row.kind, row.what, row.reason, row.items


def test_prompts_are_one_row_for_each_length_and_kind_of_reason() -> None:
    found = left_out(
        (64_000, "the corpus is too small: it fills at most 41,002 tokens"),
        (64_000, "the corpus is too small: it fills at most 41,380 tokens"),
        (4_000, "the question and its evidence alone need 5,000 tokens"),
        (4_000, "the question and its evidence alone need 6,000 tokens"),
        (4_000, "the corpus is too small: it fills at most 3,000 tokens"),
        (64_000, "there is too little text for one side of depth 0.1: 9"),
        (64_000, "there is too little text for one side of depth 0.9: 8"),
        (None, "no room"),
        (None, "no luck"),
    )

    assert list(found) == [
        ("row", "line 7", "?!", 1),
        ("question", "lost", "?", 1),
        ("file", "broken.pdf", "not a PDF", 1),
        ("prompt", "gold-only", "no luck; and others", 2),
        ("prompt", "4000", "the corpus is too small", 1),
        ("prompt", "4000", "the question and its evidence alone are longer", 2),
        ("prompt", "64000", "the corpus is too small", 2),
        ("prompt", "64000", "there is too little text for one side of the depth", 2),
    ]


def test_a_prompt_without_its_evidence_is_told_apart() -> None:
    removed = LeftOut(
        kind="prompt", what="gold-removed 64000", reason="too small", items=2
    )
    with Store() as store:
        run = fill(store, Design(documents=1, lengths=(64_000,)))
        rows = [
            Unbuilt(
                run=run,
                question="q-0",
                condition=condition,
                length=64_000,
                depth=0.5,
                reason="?",
            )
            for condition in (Condition.GOLD_REMOVED, Condition.CONTEXT)
        ]
        put(store, "unbuilt", rows)
        found = store.select("report_left_out", LeftOut, run=run)

    shown = report(tally("one", correct=1), left_out=(removed,))

    whats = [row.what for row in found if row.kind == "prompt"]
    assert whats == ["64000", "gold-removed 64000"]
    assert "| gold-removed 64k |" in render(shown)
    assert shown.lengths == (4_000,)


def test_a_kind_of_which_much_is_missing_hides_no_other() -> None:
    rows = [
        LeftOut(kind="question", what=f"q-{n:03}", reason="not found", items=1)
        for n in range(MOST + 5)
    ]
    file = LeftOut(kind="file", what="broken.pdf", reason="not a PDF", items=1)

    shown = render(report(tally("one", correct=1), left_out=(*rows, file)))

    assert f"q-{MOST - 1:03}" in shown
    assert f"q-{MOST:03}" not in shown
    assert "broken.pdf" in shown
    assert "Here are the first 20 of 25 questions; the rest is in report.json." in shown


def test_a_question_left_to_a_reader_names_whose_answers_could_not_be_judged() -> None:
    scope = SCOPE.model_copy(update={"needs_reader": 1})
    found = changed(
        report(
            tally("one", model="m/a", correct=3, needs_reader=True),
            tally("one", model="m/b", correct=1, unscored=2, needs_reader=True),
            tally("two", model="m/a", correct=3),
            tally("two", model="m/b", unscored=3),
        ),
        scope=scope,
    )

    assert (
        "- 1 question left to a reader, and so in no percentage of any model: no rule "
        "could judge some answers (2 of m/b). A model more or less in the run can "
        "change what is left out, and so the figures of the others."
    ) in render(found)
    assert [model.accuracy and model.accuracy.n for model in found.models] == [1, None]
    assert "left to a reader" not in render(report(tally("one", correct=1)))


def test_four_models_whose_answers_were_left_to_a_reader_are_named() -> None:
    assert len(sample().models) == 5
    assert "38 of east/delta-7b and those of others)" in render(sample())
    assert "could judge some answers." in render(changed(sample(), models=()))
