"""What each section says, and when it says nothing: of the sample, and of less."""

from collections.abc import Callable

import pytest

from pipeline.report.contents import Family, PairVerdict, Report
from pipeline.report.sections import (
    citing,
    consistency,
    controls,
    cost,
    depth,
    differences,
    length,
    losses,
    outcomes,
    strengths,
    switching,
    time,
    trust,
    types,
    unanswerable,
)
from tests.report.poor import changed, each_model, one_model
from tests.report.sample import sample


def row(shown: str, start: str) -> list[str]:
    """Return the cells of the first row that starts so."""
    line = next(line for line in shown.splitlines() if line.startswith(f"| {start}"))
    return [cell.strip() for cell in line.split("|")[1:-1]]


def spread(report: Report, runs: float) -> Report:
    first, *others = report.models
    assert first.repeats
    assert first.repeats.spread
    split = first.repeats.spread.model_copy(update={"runs": runs})
    again = first.repeats.model_copy(update={"spread": split})
    return changed(
        report, models=(first.model_copy(update={"repeats": again}), *others)
    )


def test_most_of_the_uncertainty_is_named_with_what_would_narrow_it() -> None:
    assert (
        "Of the uncertainty in the accuracy of north/aurora-2, 81 % is which questions "
        "were asked and of which documents, so more repeats would hardly narrow it; "
        "more documents would."
    ) in consistency.render(sample())
    assert "70 % is that it answers otherwise when asked again" in consistency.render(
        spread(sample(), 0.7)
    )


def test_of_many_repeats_two_and_all_have_a_column() -> None:
    first = sample().models[0]
    assert first.repeats
    (one, *_) = first.repeats.pass_k
    many = first.repeats.model_copy(
        update={
            "repeats": 9,
            "pass_k": tuple(one.model_copy(update={"k": k}) for k in range(1, 10)),
        }
    )
    shown = consistency.render(each_model(sample(), repeats=many))

    assert row(shown, "model")[1:4] == ["2 of 2 right", "9 of 9 right", "flips"]


def test_every_k_from_two_has_its_column() -> None:
    header = row(consistency.render(sample()), "model")

    assert header[1:3] == ["2 of 2 right", "3 of 3 right"]
    assert "1 of 1 right" not in header


def test_more_questions_are_asked_for_where_nothing_was_resolved() -> None:
    shown = differences.render(sample())
    needed = {pair.verdict: set[str]() for pair in sample().pairs}
    for pair in sample().pairs:
        cells = row(shown, f"{pair.model} minus {pair.other}")
        needed[pair.verdict].add(cells[5])

    assert needed[PairVerdict.BETTER] == {"-"}
    assert needed[PairVerdict.NOT_RESOLVED] == {
        f"{pair.needed:,}"
        for pair in sample().pairs
        if pair.verdict is PairVerdict.NOT_RESOLVED
    }


def test_differences_at_each_length_are_folded_and_called_exploratory() -> None:
    shown = differences.render(sample())

    assert "<details><summary>The same at each length: exploratory" in shown
    bare = tuple(p.model_copy(update={"by_length": ()}) for p in sample().pairs)
    assert "exploratory" not in differences.render(changed(sample(), pairs=bare))


def test_a_single_pair_holds_by_itself() -> None:
    alone = changed(
        sample(),
        pairs=sample().pairs[:1],
        families=(Family(baselines=False, pairs=1, level=0.95),),
    )

    assert "Each interval is at 95 %. The" in differences.render(alone)


def test_pairs_with_a_baseline_hold_together_by_themselves() -> None:
    told = differences.render(sample())

    assert (
        "between models, and by themselves for those with a baseline. Each interval "
        "between models is at 99.17 %, so that all 6 hold together at 95 %; with a "
        "baseline, at 98.75 %, so that all 4 hold together at 95 %."
    ) in told


def test_an_interval_that_is_narrow_and_resolves_nothing_is_explained() -> None:
    first, *others = sample().pairs
    wide = first.model_copy(update={"needed": 5})

    assert "0: it is that narrow" in differences.render(sample())
    wider = changed(sample(), pairs=(wide, *others))
    assert "0: it is that narrow" not in differences.render(wider)


def test_switching_to_a_program_compares_no_time_and_no_cost() -> None:
    cells = row(switching.render(sample()), "baseline/bm25")

    assert cells[2:4] == ["in process", "no cost"]
    assert row(switching.render(sample()), "east/delta-7b")[4] == "1.00 → 1.34"


def test_one_model_has_nobody_to_switch_to_and_no_pair() -> None:
    assert switching.render(one_model()) == ""
    assert differences.render(one_model()) == ""


def test_a_tail_is_said_to_be_not_estimable_with_how_many_it_takes() -> None:
    shown = time.render(sample())
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    longest = [line for line in lines if "| 256k |" in line]

    assert len(longest) == 4
    assert all("not estimable, need n = 368" in line for line in longest)


def test_a_wait_is_declared_or_not_spoken_of() -> None:
    assert "right within 30 s" in time.render(sample())
    assert "right within" not in time.render(each_model(sample(), within=None))


def test_the_six_endings_are_counts_of_the_same_calls() -> None:
    shown = outcomes.render(sample())

    for model in sample().models:
        assert model.accuracy
        counts = row(shown, model.model)[1:7]
        total = sum(int(count.replace(",", "")) for count in counts)
        assert total == model.accuracy.calls


def test_a_loss_is_told_with_its_pages_or_that_there_are_none() -> None:
    shown = losses.render(sample())

    assert shown.startswith("### 5 real losses")
    assert "- **Cited:** marrow-2023.pdf p.61\n" in shown
    assert "- **Evidence:** hollin-2024.pdf p.12; hollin-2024.pdf p.13\n" in shown
    assert shown.count("- **Cited:** no page\n") == 4
    bare = sample().losses[0].model_copy(update={"evidence": ()})
    assert "no page is known" in losses.render(changed(sample(), losses=(bare,)))


OVER_ALL = "Over all lengths, 4k to 256k tokens."
WITH_LENGTHS = {
    "consistency": consistency.render,
    "depth": depth.render,
    "unanswerable": unanswerable.render,
    "citing": citing.render,
}


@pytest.mark.parametrize("name", WITH_LENGTHS)
def test_what_is_over_more_lengths_than_the_headline_says_so(name: str) -> None:
    everywhere = changed(sample(), working=sample().lengths_built)

    assert OVER_ALL in WITH_LENGTHS[name](sample())
    assert OVER_ALL not in WITH_LENGTHS[name](everywhere)


@pytest.mark.parametrize(
    "render",
    [outcomes.render, switching.render, cost.render],
    ids=["outcomes", "switching", "cost"],
)
def test_what_is_over_the_lengths_of_the_headline_names_them(
    render: Callable[[Report], str],
) -> None:
    assert "16k to 128k tokens" in render(sample())


def test_strengths_are_exploratory_and_name_who_is_level() -> None:
    shown = strengths.render(sample())

    assert "Exploratory:" in shown
    assert row(shown, "north/aurora-2")[1:] == [
        "16k, 32k, 64k, 128k, number, text",
        "boolean, date",
    ]
    assert row(shown, "south/boreal-pro")[1:] == [
        "boolean, date",
        "16k, 32k, 64k, number, text",
    ]
    assert "west/cirrus-mini" not in shown
    first = sample().strengths[0]
    both = ("north/aurora-2", "west/cirrus-mini")
    tied = first.model_copy(update={"models": both, "not_separated": ()})
    shown = strengths.render(changed(sample(), strengths=(tied,)))
    assert [row(shown, name)[1:] for name in both] == [["16k", "-"], ["16k", "-"]]
    assert strengths.render(changed(sample(), strengths=())) == ""


def test_without_a_lexical_search_it_is_said_how_to_get_one() -> None:
    hint = "`-m baseline/bm25` asks one, and costs nothing."
    readers = [model for model in sample().models if not model.baseline]
    programs = [model for model in sample().models if model.baseline]
    other = [m.model_copy(update={"model": "baseline/first-window"}) for m in programs]

    assert hint not in trust.render(sample())
    assert hint in trust.render(changed(sample(), models=(*readers, *other)))
    assert hint not in trust.render(changed(sample(), models=tuple(other)))
    dead = [model.model_copy(update={"accuracy": None}) for model in readers]
    assert hint not in trust.render(changed(sample(), models=tuple(dead)))


def test_what_was_known_is_beside_what_is_left_without_it() -> None:
    first = sample().models[0]
    cells = row(controls.render(sample()), first.model)

    assert first.known
    assert first.known.accuracy_of_unknown
    assert cells[4].startswith(
        f"{first.known.accuracy_of_unknown.estimate * 100:.0f} %"
    )


@pytest.mark.parametrize(
    ("control", "title"),
    [
        ("closed_book", "## What was known without reading"),
        ("gold_only", "## With the evidence alone"),
    ],
)
def test_a_control_that_was_not_asked_has_no_table(control: str, title: str) -> None:
    cell = getattr(sample().models[0], control)
    none = cell.outcomes.model_copy(update={"planned": 0})
    unasked = cell.model_copy(update={"accuracy": None, "outcomes": none})

    assert title in controls.render(sample())
    assert title not in controls.render(each_model(sample(), **{control: unasked}))


def test_a_price_is_of_a_call_a_correct_answer_and_a_thousand() -> None:
    cells = row(cost.render(sample()), "north/aurora-2")

    assert cells[1] == "$0.33"
    assert cells[2].startswith("$0.38 [$0.36, ")
    assert cells[3] == "$334.00"
    assert "north" not in cost.render(each_model(sample(), costs=None))


def test_the_strip_has_a_sign_for_each_length_and_the_point_rules_are_named() -> None:
    shown = length.render(sample())

    assert row(shown, "east/delta-7b")[1:8] == [
        *("base", "●", "◐", "○", "○", "·", "·"),
    ]
    assert "RULER's length" in shown
    assert "NoLiMa's length" in shown
    none = each_model(sample(), effective=None)
    assert "●" not in length.render(none)


def test_more_depths_than_a_page_is_wide_are_folded() -> None:
    fold = "<summary>Accuracy at each depth</summary>"
    assert fold not in depth.render(sample())

    cells = sample().models[0].by_depth * 2
    wide = changed(sample(), depths=tuple(n / 10 for n in range(10)))

    assert fold in depth.render(each_model(wide, by_depth=cells))


def test_depths_have_the_one_contrast_that_is_declared() -> None:
    header = row(depth.render(sample()), "model")

    assert header[-2:] == ["middle minus ends", "lowest at depth"]
    assert row(depth.render(sample()), "west/cirrus-mini")[-1] == "0.5"


def test_what_a_run_resolves_beside_a_baseline_is_not_said_of_two_models() -> None:
    (_, programs) = sample().families
    alone = changed(sample(), families=(programs,))

    assert "differences between two models of about" in trust.render(sample())
    assert "differences beside a baseline of about" in trust.render(alone)


def test_types_are_said_to_be_over_the_lengths_that_they_are_over() -> None:
    assert "in context, 16k to 128k tokens; in brackets" in types.render(sample())
