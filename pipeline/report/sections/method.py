"""The method in short."""

from collections.abc import Mapping
from textwrap import fill
from typing import Final

from pipeline.records import Distractors
from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import folded, text

_TEXT: Final = """\
- Every model gets the identical text, its length counted in o200k_base over the whole
  prompt; the evidence stands at a chosen depth among passages of the same corpus that
  do not hold the answer.
- Calls of all models, lengths and repeats are sent in one seeded random order{waves}.
{judged}
- Accuracy: the mean over answerable questions of the mean over a question's calls in
  context. Calls that failed, or were truncated, refused or filtered, count as not
  correct; calls beyond a window, pending or unscored do not count. A model with not one
  answered call in context was not measured: it has no accuracy and is in no pair.
- Intervals of shares: Wilson on a cluster-effective number of questions, with Student's
  t at documents of one size minus 1 (Bell and McCaffrey). The document is the unit of
  inference; a question without an answer is its own, or its twin's. † marks fewer than
  eight of one size.
- Differences: question by question, at the lengths and depths that both models were
  asked; standard error clustered by document, Student's t. Where fewer than ten
  documents disagree, or fewer than five speak for one model, two pseudo-documents join.
- All pairs of models hold together at 95 %: intervals by Bonferroni, p by flipping the
  sign of whole documents, then Holm. So do, by themselves, all pairs with a baseline.
  A rank range counts whom a model is shown better and worse than, of both. Everything
  by length, depth, type of answer or control is exploratory.
- 'Equivalent' needs the whole interval within {margin} points; a difference that is not
  shown is 'not resolved', never a tie.
- Holds to: at each length up to it, accuracy less the share to keep of that at the base
  is above 0, question by question (one-sided 95 % bounds, from the shortest length
  upwards). Fails by: it is below 0 there (one-sided, shared among the lengths). Each
  model by itself.
- Quantiles of times: order statistics with binomial intervals; a call cut off at a
  limit is kept as longer than that limit. Quotients of times: means of logarithms,
  question by question, each by itself. Cost of a correct answer: jackknife over
  documents.
- What a model knew without documents (closed-book) and made of the evidence alone
  (gold-only) is asked as a control and shown apart.{more}"""

_JUDGED: Final = (
    "- Answers are judged by rule: {rules}. A question whose answers only a reader "
    "could judge is in no percentage, for no model, and counted."
)
_BY_MODELS: Final = (
    " What rules left open was judged by {models}, uncorrected, and is in the "
    "percentages."
)
_CHOSEN: Final[Mapping[Distractors, str]] = {
    Distractors.RANDOM: "passages of other documents, drawn by hash",
    Distractors.HARD: "passages of other documents, nearest to the question by BM25",
    Distractors.SAME_DOCUMENT: "the rest of the evidence's own document, in its order",
    Distractors.WHOLE_DOCUMENTS: "other documents as wholes; parts fill what is left",
}
_REMOVED: Final = (
    "- An answer to a context without its evidence (gold-removed) is right when it "
    "says that the answer is not there; it is in no accuracy."
)
_WAVES: Final = (
    " of\n  contexts; the questions that share one are sent in waves, so that a cache\n"
    "  can know it"
)
_CLOCKS: Final[Mapping[str, str]] = {
    "kernel": "the kernel's stamps of bytes that came",
    "loop": "the moment when bytes were read",
    "httpx": "httpx, which is late under load",
    "batch": "no clock, being answers of a batch",
}
_WIDTH: Final = 88


def render(report: Report) -> str:
    rules = _scorers(report, "rule")
    judged = _JUDGED.format(rules=words.several(rules) or "none yet")
    if models := _scorers(report, "judge"):
        judged += _BY_MODELS.format(models=words.several(models))
    lines = (
        *(_distractors(report), _removed(report), _clock(report), _replayed(report)),
    )
    more = [f"\n{_filled(line)}" for line in lines]
    shown = _TEXT.format(
        judged=_filled(judged),
        waves=_WAVES if report.asked.cache == "warm" else "",
        margin=words.margin(report.asked.margin),
        more="".join(line for line in more if line.strip()),
    )
    return folded("Method, in short", shown)


def _scorers(report: Report, kind: str) -> list[str]:
    return [text(s.scorer, 60) for s in report.scorers if s.judges and s.kind == kind]


def _distractors(report: Report) -> str:
    """Say how passages were chosen, unless all were drawn as they usually are."""
    if set(report.distractors) <= {Distractors.RANDOM}:
        return ""
    ways = [f"{name} ({_CHOSEN[name]})" for name in report.distractors]
    return f"- The passages around the evidence: {words.several(ways)}."


def _removed(report: Report) -> str:
    return _REMOVED if any(model.twins for model in report.models) else ""


def _clock(report: Report) -> str:
    """Say who took the times, and how far off that was where it was looked at."""
    if not report.clocks:
        return ""
    took = [f"{_CLOCKS.get(c.clock, c.clock)} ({c.attempts:,})" for c in report.clocks]
    floors = [
        f"{f.median_s * 1_000:.1f} ms (median) and {f.p99_s * 1_000:.1f} ms (99th "
        f"percentile) at {words.plural(f.streams, 'stream')}, {f.day}"
        for f in report.floors
    ]
    off = words.several(floors) or "not looked at (docqa doctor --clock does)"
    return (
        f"- Times of attempts are by {words.several(took)}. How far the first token "
        f"was off on this machine: {off}."
    )


def _replayed(report: Report) -> str:
    """Say where answers come from that no provider gave to this run."""
    scope = report.scope
    if not scope.replayed:
        return ""
    sources = words.several([text(name, 120) for name in scope.replayed_from])
    return (
        f"- {scope.replayed:,} of {words.plural(scope.sent, 'call')} are replayed from "
        f"{sources}, with the times and costs that they had there."
    )


def _filled(line: str) -> str:
    return fill(line, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)
