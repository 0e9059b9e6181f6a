"""A `History` in, markdown out. Pure."""

from collections.abc import Sequence
from typing import Final

from pipeline.compare import wording
from pipeline.compare.chronicle import Entry, History, Lead, Matter, Series, Standing
from pipeline.report import words
from pipeline.report.markdown import bullets, paragraphs, table, text

_COLUMNS: Final = {
    Matter.ACCURACY: "accuracy",
    Matter.LENGTH: "holds longest",
    Matter.WAIT: "least p95 wait",
    Matter.COST: "least for a correct answer",
}
_METHOD: Final = """\
Runs in the order of the first call that each made for itself: answers that an earlier
run left are dated as that one. Who leads has the first figure of its run: where others
are named after '≈', that run does not tell them apart from it. Accuracy: of those with
answers at all working lengths; paired, as the run's report has it. Holds longest: shown
to keep its share of its accuracy at the shortest length; those after '≈' were asked
there too, and not shown to fail by there. Wait and cost: their intervals overlap;
baselines are left out. Runs of other models or lengths are no paired comparison: docqa
compare makes one."""


def page(history: History) -> str:
    return (
        paragraphs(
            "# Who led on what",
            *(_series(one) for one in history.series),
            _missing(history),
            "## How to read this",
            _METHOD,
        )
        + "\n"
    )


def _series(found: Series) -> str:
    title = f"## {text(found.corpus, 80)}, {text(found.collection, 80)}"
    leads = [
        [
            wording.day(entry.asked),
            wording.name(entry.run),
            *(_lead(entry, matter) for matter in _COLUMNS),
        ]
        for entry in found.entries
    ]
    header = ["asked", "run", *_COLUMNS.values()]
    return paragraphs(
        title,
        table(header, leads, prose=range(len(header))),
        bullets([_changes(entry) for entry in found.entries if entry.changes]),
        _standings(found.entries),
    )


def _lead(entry: Entry, matter: Matter) -> str:
    found = next((lead for lead in entry.leads if lead.matter is matter), None)
    return _told(found) if found else words.NONE


def _told(lead: Lead) -> str:
    first = words.several([wording.name(name) for name in lead.models])
    others = words.several([wording.name(name) for name in lead.not_separated])
    return f"{first} ≈ {others}" if others else first


def _changes(entry: Entry) -> str:
    changes = "; ".join(text(change, 200) for change in entry.changes)
    return f"**{wording.name(entry.run)}**, since the run before: {changes}"


def _standings(entries: Sequence[Entry]) -> str:
    rows = [
        [wording.name(entry.run), wording.name(one.model), *_figures(one)]
        for entry in entries
        for one in entry.models
    ]
    header = ["run", "model", "accuracy", "holds to", "p95 wait", "a correct answer"]
    return table(header, rows, prose=(0, 1))


def _figures(one: Standing) -> list[str]:
    return [
        words.with_interval(one.accuracy, "no answer"),
        _held(one),
        words.short_time(one.wait_p95),
        words.usd_interval(one.cost_per_correct),
    ]


def _held(one: Standing) -> str:
    found = one.effective
    if found is None:
        return words.NONE
    if found.holds_to == found.base:
        return f"{words.length(found.base)} (base)"
    return words.length(found.holds_to)


def _missing(history: History) -> str:
    lines = [f"{text(one.run, 60)}: {text(one.reason)}" for one in history.missing]
    return paragraphs("Left out:", bullets(lines)) if lines else ""
