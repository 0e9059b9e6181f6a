"""What the page says of several records together adds up, and turns round."""

import pytest

from pipeline.report.contents import Pair, Report
from pipeline.report.rows import LeftOut
from pipeline.report.sums import negative, sums, switches, with_sums
from tests.report.poor import changed
from tests.report.sample import sample


def test_every_planned_call_is_in_one_place() -> None:
    found = sums(sample())

    parts = (
        *(found.by_rule, found.by_judge, found.for_reader, found.unscored),
        *(found.unanswered, found.pending, found.over_window),
    )
    assert sum(parts) == found.planned == sample().outcomes.planned
    assert all((found.by_rule, found.by_judge, found.for_reader, found.unanswered))


def test_what_was_paid_is_summed_of_what_is_known() -> None:
    costs = [model.costs for model in sample().models if model.costs]

    assert sums(sample()).total_usd == pytest.approx(
        sum(one.total_usd or 0 for one in costs)
    )
    assert sums(sample()).unpriced == 12
    bare = tuple(m.model_copy(update={"costs": None}) for m in sample().models)
    assert sums(changed(sample(), models=bare)).total_usd is None


def test_each_kind_left_out_is_counted_by_entries_and_items() -> None:
    rows = [LeftOut(kind="row", what=f"line {n}", reason="?", items=1) for n in (1, 2)]
    prompt = LeftOut(kind="prompt", what="512000", reason="?", items=30)

    found = sums(changed(sample(), left_out=(*rows, prompt))).left_out

    assert [(one.kind, one.entries, one.items) for one in found] == [
        *(("row", 2, 2), ("question", 0, 0), ("file", 0, 0), ("prompt", 1, 30)),
    ]


def test_citing_is_over_the_answers_that_cite_and_over_all() -> None:
    (first, *_) = sample().citing
    none = first.model_copy(update={"citing": 0, "answers": 0})

    shares = sums(changed(sample(), citing=(first, none))).citing

    assert shares[0].precision == pytest.approx(first.precision_sum / first.citing)
    assert shares[0].recall == pytest.approx(first.recall_sum / first.answers)
    assert (shares[1].precision, shares[1].recall) == (None, None)


def test_labels_of_a_panel_are_not_counted_again_for_its_judges() -> None:
    (judge, *_) = sample().judges
    panel = judge.model_copy(update={"panel": True, "judge": "panel a, b"})

    alone = sums(changed(sample(), judges=(judge,)))
    both = sums(changed(sample(), judges=(judge, panel)))

    assert alone.labels == both.labels == 112
    assert alone.labels_agreed == 108


def pair_of(found: Report, one: str, two: str) -> Pair:
    return next(p for p in found.pairs if {p.model, p.other} == {one, two})


def test_a_switch_is_the_pair_turned_to_the_other() -> None:
    first, second = (model.model for model in sample().models[:2])
    pair = pair_of(sample(), first, second)
    switch = next(iter(switches(sample())))

    assert switch.model == second
    assert pair.model == first
    assert pair.difference
    assert pair.time
    assert switch.accuracy
    assert switch.time
    assert switch.accuracy == negative(pair.difference)
    assert switch.accuracy.lo == -pair.difference.hi
    assert switch.time.estimate == pytest.approx(1 / pair.time.estimate, rel=1e-5)
    assert switch.time.hi == pytest.approx(1 / pair.time.lo, rel=1e-5)
    assert (switch.lost, switch.gained) == (pair.only_model, pair.only_other)


def test_a_switch_to_one_that_is_ahead_on_common_ground_is_not_turned() -> None:
    first, second = sample().models[:2]
    pair = pair_of(sample(), first.model, second.model)

    (switch,) = switches(changed(sample(), models=(second, first), pairs=(pair,)))

    assert switch.model == first.model
    assert (switch.accuracy, switch.time) == (pair.difference, pair.time)
    assert (switch.lost, switch.gained) == (pair.only_other, pair.only_model)


@pytest.mark.parametrize(
    ("lo", "hi", "turned"),
    [(0.5, 4.0, (0.25, 2.0)), (0.0, 4.0, (0.25, None)), (0.5, None, (0.0, 2.0))],
)
def test_an_open_end_stays_open(
    lo: float, hi: float | None, turned: tuple[float, float | None]
) -> None:
    pair = sample().pairs[0]
    assert pair.time
    ratio = pair.time.model_copy(update={"estimate": 1.0, "lo": lo, "hi": hi})

    turned_pair = pair.model_copy(update={"time": ratio})
    (switch, *_) = switches(changed(sample(), pairs=(turned_pair,)))

    assert switch.time
    assert (switch.time.lo, switch.time.hi) == turned


def test_who_was_never_compared_is_no_switch() -> None:
    assert list(switches(changed(sample(), pairs=()))) == []
    assert list(switches(changed(sample(), models=()))) == []


def test_what_was_there_stays() -> None:
    before = sample().model_copy(update={"sums": None, "switches": ()})

    assert with_sums(before) == sample()
