"""The models in one table and one plot: the rest of the page takes it apart."""

from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.report import words
from pipeline.report.clauses import name
from pipeline.report.contents import ModelReport, PairVerdict, Report
from pipeline.report.figures import picture
from pipeline.report.holding import bracket
from pipeline.report.markdown import paragraphs, table
from pipeline.report.sentences import verdict
from pipeline.statistics.estimates import Estimate

MOST_ROWS: Final = 8
_LETTERS: Final = "ᵃᵇᶜᵈᵉᶠᵍʰ"
_ACCURACY: Final = (
    "Accuracy: answerable questions in context{over}; a failed call is not correct. "
    "All but 'holds to' and 'fails by' is at these lengths. "
    "Brackets: 95 % intervals, clustered by document."
)
_BRACKET: Final = (
    "Holds to, fails by: lengths shown to keep {retain} of the accuracy at the "
    "shortest, or not to; (base): no longer one is shown to."
)
_WAIT: Final = "p95 wait: 19 of 20 calls end within it, retries included."


def render(report: Report) -> str:
    if not report.models:
        return ""
    shown = _table(report)
    return paragraphs(shown, _notes(report, shown), picture(report, "accuracy"))


def groups(report: Report) -> Mapping[str, str]:
    """Return the letters of each model: who shares one is not separated.

    A group is a run of neighbours of which no pair is shown to differ.
    """
    names = [model.model for model in report.models[:MOST_ROWS]]
    level = {
        frozenset((pair.model, pair.other))
        for pair in report.pairs
        if pair.difference and pair.verdict is not PairVerdict.BETTER
    }
    found: list[tuple[int, int]] = []
    for start in range(len(names)):
        end = start + 1
        while end < len(names) and all(
            frozenset((names[end], other)) in level for other in names[start:end]
        ):
            end += 1
        if end - start > 1 and not (found and found[-1][1] >= end):
            found.append((start, end))
    letters = dict.fromkeys(names, "")
    for letter, (start, end) in zip(_LETTERS, found, strict=False):
        for model in names[start:end]:
            letters[model] += letter
    return letters


def _table(report: Report) -> str:
    rows, letters = report.models[:MOST_ROWS], groups(report)
    most = max((m.repeats.repeats for m in rows if m.repeats), default=0)
    again = f"{most} of {most} right" if most else "abstained"
    over = words.working(report).removesuffix(" tokens")
    header = [
        *("model", f"accuracy, {over}" if over else "accuracy"),
        *("holds to", "fails by", "wrong answers", again),
        *("p95 wait", "cost per correct", "rank range"),
    ]
    compared = bool(report.pairs)
    return table(header, [_row(m, letters, most, compared=compared) for m in rows])


def _row(
    model: ModelReport, letters: Mapping[str, str], most: int, *, compared: bool
) -> list[str]:
    mark = letters[model.model]
    found = model.effective
    return [
        f"{name(model.model)} {mark}".rstrip(),
        words.headline(model.accuracy, model),
        *(bracket(found) if found else (words.NONE, words.NONE)),
        words.with_interval(model.wrong),
        words.with_interval(_every_time(model, most) if most else model.abstained),
        words.short_time(model.felt_p95),
        _cost(model),
        words.ranks(model.ranks) if compared else words.NONE,
    ]


def _cost(model: ModelReport) -> str:
    """Return the price, that none is known, or nothing where nothing was right."""
    if model.cost_per_correct:
        return words.usd(model.cost_per_correct.estimate)
    unknown = model.costs and not model.costs.priced
    return words.UNKNOWN if unknown else words.NONE


def _elsewhere(report: Report, over: Sequence[int]) -> list[str]:
    """Say which figures are not over all the lengths of the headline."""
    notes: list[str] = []
    for model in report.models[:MOST_ROWS]:
        known = [length for length in model.lengths if length in over]
        if known and known != list(over):
            at = words.several([words.length(length) for length in known])
            notes.append(f"{name(model.model)}: figures at {at} only.")
    return notes


def _not_built(report: Report) -> list[str]:
    """Say which lengths the headline was declared to be over, and is not."""
    if not report.working_missing:
        return []
    missing = words.several([words.length(length) for length in report.working_missing])
    return [f"**It was declared to be over {missing} too, which could not be built.**"]


def _nothing_to_hold(report: Report) -> list[str]:
    """Say why an accuracy has no length that it holds to."""
    found = [
        name(model.model)
        for model in report.models[:MOST_ROWS]
        if model.accuracy and model.effective is None
    ]
    if not found:
        return []
    return [f"{words.several(found)} had nothing right at the shortest to keep."]


def _every_time(model: ModelReport, most: int) -> Estimate | None:
    found = model.repeats
    parts = found.pass_k if found else ()
    return next((one.share for one in parts if one.k == most), None)


def _notes(report: Report, shown: str) -> str:
    over = words.working(report)
    retained = [m.effective.retain for m in report.models if m.effective]
    notes = [_ACCURACY.format(over=f", {over}" if over else "")]
    notes += _not_built(report)
    if retained:
        notes.append(_BRACKET.format(retain=words.percent(retained[0])))
    notes += _nothing_to_hold(report)
    notes.append(_WAIT)
    if report.compares_layouts:
        notes.append("All layouts together: see 'Layout'.")
    if any(letter in shown for letter in _LETTERS):
        notes.append("Models that share a raised letter are not separated.")
    if words.FEW in shown + "".join(verdict(report)):
        notes.append(words.FEW_MEANS)
    notes += _elsewhere(report, report.working or report.lengths_built)
    if len(report.models) > MOST_ROWS:
        notes.append("The other models are below.")
    if any(model.baseline for model in report.models):
        notes.append("Baselines are programs: they say how hard the questions are.")
    return " ".join(notes)
