"""What judges said of the answers that no rule can judge, and what people say of it."""

from pipeline.report import words
from pipeline.report.agreement import Part
from pipeline.report.contents import Report
from pipeline.report.judges import JudgeReport
from pipeline.report.markdown import bullets, paragraphs, table, text
from pipeline.report.ppi import LEAST_LABELS

_HEADER = (
    *("model", "judge", "answers", "no verdict", "correct, by the judge"),
    *("corrected by people", "cost"),
)
_DEFINITION = (
    "Answers that no rule can judge, put to models with the gold answer beside them. A "
    "judge has a verdict where it gave the same one with gold and answer in either "
    "order; shares are of the answers with a verdict. A judge's share is a measurement "
    "with errors, and what it judged is in the percentages above as it said. From "
    f"{LEAST_LABELS} labels of people per model on, its share is corrected here by "
    "what these say of the errors (PPI++, intervals over documents); without, nothing "
    "says how far to trust it."
)


def render(report: Report) -> str:
    if not report.judges:
        return ""
    rows = [_row(one) for one in report.judges]
    return paragraphs(
        "## Judged by models",
        table(_HEADER, rows, prose=(0, 1)),
        _DEFINITION,
        bullets([_people(one) for one in report.judges if one.agreement]),
        bullets([_itself(one) for one in report.judges if one.itself]),
    )


def _row(one: JudgeReport) -> list[str]:
    return [
        text(one.model, 60),
        text(one.judge, 120),
        f"{one.answers:,}",
        _voids(one),
        words.with_interval(one.share),
        _corrected(one),
        words.NONE if one.panel else _cost(one),
    ]


def _voids(one: JudgeReport) -> str:
    parts = {
        "by order": one.order,
        "unreadable": one.unreadable,
        "no reply": one.unanswered,
        "undecided": one.undecided,
    }
    return ", ".join(f"{n:,} {name}" for name, n in parts.items() if n) or "0"


def _cost(one: JudgeReport) -> str:
    least = "at least " * (0 < one.priced < one.calls)
    return least + words.usd(one.cost_usd)


def _corrected(one: JudgeReport) -> str:
    if one.corrected is None:
        return f"uncorrected ({one.labels:,} of {LEAST_LABELS} labels)"
    return words.with_interval(one.corrected)


def _people(one: JudgeReport) -> str:
    found = one.agreement
    assert found is not None
    kappa = "not defined" if found.kappa is None else f"{found.kappa:.2f}"
    return (
        f"{text(one.judge, 120)} on {text(one.model, 60)}, beside people: the same "
        f"verdict on {_part(found.agreed)}, kappa {kappa}; it finds "
        f"{_part(found.sensitivity)} of the answers that people call correct, and "
        f"accepts {_part(found.false_accepts)} of those that people call incorrect"
    )


def _itself(one: JudgeReport) -> str:
    return (
        f"{text(one.judge, 120)} judges {text(one.model, 60)}: a model may favour its "
        "own words"
    )


def _part(part: Part) -> str:
    return f"{part.hits:,} of {part.of:,}"
