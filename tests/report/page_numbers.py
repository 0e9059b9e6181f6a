"""Which numbers of a page are in its report.json, by the ways a value may be worded.

A number of the page is accounted for where it is one of these: a value of the report in
one of its wordings, part of a foreign string, or part of a fixed phrase named here. The
wordings are those of `words`, and of no more values than the page has to say.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from pydantic import BaseModel

from pipeline.report import words
from pipeline.report.contents import (
    AnswerKind,
    Cell,
    EndingShare,
    PassK,
    Report,
)
from pipeline.report.judges import JudgeReport
from pipeline.report.markdown import plain
from pipeline.report.ppi import LEAST_LABELS
from pipeline.report.rows import LeftOut
from pipeline.statistics.estimates import Estimate, Ratio
from pipeline.statistics.times import Quantile

FIXED: Final = (
    r"95 % intervals",
    r"hold together at 95 %",
    r"one-sided 95 % bounds",
    r"base is above 0",
    r"it is below 0",
    r"is at 95 %",
    r"of many, some leave 0 out",
    r"Bands: 95 %",
    r"p90 takes 36 calls, p95 takes 72 and p99 takes 368",
    r"\bp(50|90|95|99)\b",
    r"19 of 20 (calls|cases)",
    r"fewer than 8",
    r"o200k_base",
    r"BM25",
    r"-m baseline/bm25",
    r"above 85\.6 %; at least 85 % of its base",
    r"It is 100 for .*? 0 for",
    r"0 is the start of the documents, 1 their end",
    r"A ratio of 1\.20 means that a 100k prompt fills 120k",
    r"1,000 questions",
    r"Times 100",
    r"From 100 labels",
    r"documents minus 1",
    r"99th percentile",
    r"the first 20 of",
    r"[\d,]+ more in the table",
)
"""Words of the method, of definitions and of headers, and how much of a list is left
out: no finding of a run."""

TOKEN: Final = re.compile(
    r"(?:[<>] )?[x$]?[+-]?\d[\d,.]*(?: (?:%|s|points))? \[[^\]]*\]†?"
    r"|\d(?:[\d,]*\d)? of \d(?:[\d,]*\d)?"
    r"|(?:[<>] )?[x$]?(?<![\w.])[+-]?\d(?:[\d,]*\d)?(?:\.\d+)?[kM]?"
    r"(?: (?:%|ms|s\b))?(?![\w])"
    r"|\d+"
)
_CUTS: Final = (40, 60, 80, 100, 120, 160, 200, 300)
Wording = Callable[[Any], str]

FLOATS: Final[Mapping[str, tuple[Wording, ...]]] = {
    "margin": (words.margin,),
    "not_worse_by": (words.size, lambda v: words.size(v, 500)),
    "resolves": (words.size,),
    "level": (words.level,),
    "tolerated_missing": (words.percent,),
    "retain": (words.percent,),
    "precision": (words.percent,),
    "recall": (words.percent,),
    "runs": (words.percent, words.complement),
    "p_holm": (words.p_value,),
    "seconds": (words.seconds,),
    "answer_usd": (words.usd, words.usd_per_thousand),
    "total_usd": (words.usd,),
    "cost_usd": (words.usd,),
    "ratio": ("{:.2f}".format,),
    "kappa": ("{:.2f}".format,),
    "mean": (lambda v: f"{100 * v:.1f}",),
    "median_s": (lambda v: f"{v * 1_000:.1f} ms",),
    "p99_s": (lambda v: f"{v * 1_000:.1f} ms",),
    "temperature": (str,),
    "top_p": (str,),
    "depths": ("{:g}".format,),
    "depth": ("{:g}".format,),
    "worst_depths": ("{:g}".format,),
}
"""How a float is worded, by the name of its field; one without a line is not said."""
COUNTED: Final = ("models", "lengths_built", "pairs", "losses")
"""Fields of the report of which the page says how many there are."""


NOT_ALONE: Final[Mapping[str, tuple[str, ...]]] = {
    "Cell": ("outcomes",),
    "TypeCell": ("outcomes",),
    "LevelCell": ("outcomes",),
    "TwinCell": ("outcomes",),
    "Estimate": ("hits", "calls"),
}
"""Fields that the page says in a phrase of a record, and not by themselves."""


def unaccounted(report: Report, page: str) -> list[str]:
    """Return the numbers of the page that report.json does not have."""
    allowed = set(_allowed(report))
    lines = page.splitlines()
    pictures = "\n".join(line for line in lines if line.startswith("!["))
    rest = "\n".join(line for line in lines if not line.startswith("!["))
    missing = [token for token in _numbers(report, rest) if token not in allowed]
    allowed.update(_shares(report))
    more = [token for token in _numbers(report, pictures) if token not in allowed]
    return missing + more


def _numbers(report: Report, text: str) -> list[str]:
    """Return what is left of the numbers without foreign strings and fixed phrases."""
    ours = re.sub(r"</?(details|summary)>", " ", text)
    shown = " ".join(html.unescape(ours).replace("\\", "").split())
    shown = _without_foreign(report, shown)
    for phrase in FIXED:
        shown = re.sub(phrase, " ", shown)
    return TOKEN.findall(shown)


def _without_foreign(report: Report, text: str) -> str:
    found = {plain(one) for one in _strings(report)}
    cut = {f"{one[: most - 1].rstrip()}…" for one in found for most in _CUTS}
    said = {one for one in found | cut if _is_foreign(one)}
    said |= {one.rstrip("/").rsplit("/", 1)[-1] for one in said}
    for one in sorted(filter(_is_foreign, said), key=len, reverse=True):
        text = text.replace(one, " ")
    return text


def _is_foreign(text: str) -> bool:
    """Return whether it may be taken out of a page: a mere number might be ours."""
    return any(char.isdigit() for char in text) and (
        any(char.isalpha() for char in text) or len(text) >= 8
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _strings(getattr(value, name))
    elif isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            yield from _strings(one)


def _allowed(report: Report) -> Iterator[str]:
    for name in COUNTED:
        yield f"{len(getattr(report, name)):,}"
    if report.sums:
        for kind in report.kinds:
            yield f"{kind.questions:,} of {report.sums.counted_questions:,}"
    for strength in report.strengths:
        if strength.part == "length":
            yield words.length(int(strength.level))
    for pair in report.pairs:
        yield words.points(pair.difference, margin=report.asked.margin)
    for name, value in _values(report):
        yield from _worded(name, value)


def _shares(report: Report) -> Iterator[str]:
    """Yield what only the words of a plot say without an interval."""
    for _, value in _values(report):
        if isinstance(value, Estimate):
            yield words.percent(value.estimate, value.n)
        if isinstance(value, Ratio):
            yield words.usd(value.estimate)
        if isinstance(value, Quantile) and value.estimate is not None:
            yield words.seconds(value.estimate)


def _values(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield every record and every single value inside, by the name of its field."""
    if isinstance(value, BaseModel):
        yield name, value
        for field in type(value).model_fields:
            if field not in NOT_ALONE.get(type(value).__name__, ()):
                yield from _values(getattr(value, field), field)
    elif isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            yield from _values(one, name)
    elif value is not None:
        yield name, value


def _worded(name: str, value: object) -> Iterator[str]:
    if isinstance(value, float):
        yield from (wording(value) for wording in FLOATS.get(name, ()))
    elif wording := WORDED.get(type(value)):
        yield from wording(value)
    else:
        yield from _pairs_of_counts(value)


def _integer(value: int) -> Iterator[str]:
    yield from {f"{value:,}", str(value), words.length(value)}


def _string(value: str) -> Iterator[str]:
    if value.replace(",", "").replace(".", "").isdigit():
        yield value


def _ratio(value: Ratio) -> Iterator[str]:
    yield from {words.times_as(value), words.usd_interval(value)}
    yield words.usd(value.estimate)


def _cell(value: Cell) -> Iterator[str]:
    if value.accuracy and value.depth is None:
        yield f"{value.outcomes.correct:,}"
        yield f"{value.outcomes.incorrect:,}"
        yield f"{value.outcomes.abstained:,} of {value.accuracy.calls:,}"


def _ending(value: EndingShare) -> Iterator[str]:
    if value.share and value.share.hits is not None:
        yield f"{value.share.hits:,}"


def _kind(value: AnswerKind) -> Iterator[str]:
    if value.guess is not None:
        yield words.percent(value.guess, value.questions)


def _left_out(value: LeftOut) -> Iterator[str]:
    size = value.what.rpartition(" ")[2]
    if value.kind == "prompt" and size.isdecimal():
        yield words.length(int(size))


def _estimate(found: Estimate) -> Iterator[str]:
    yield words.with_interval(found)
    yield words.points(found)
    yield words.gap(found)
    yield words.hits(found)


def _quantile(found: Quantile) -> Iterator[str]:
    yield from {words.time(found), f"< {found.needed}"}


def _pass_k(value: PassK) -> Iterator[str]:
    yield f"{value.k} of {value.k}"


WORDED: Final[Mapping[type, Callable[[Any], Iterator[str]]]] = {
    int: _integer,
    str: _string,
    Estimate: _estimate,
    Ratio: _ratio,
    Quantile: _quantile,
    Cell: _cell,
    EndingShare: _ending,
    AnswerKind: _kind,
    LeftOut: _left_out,
    PassK: _pass_k,
}
OF: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "Part": (("hits", "of"),),
    "Scope": (("replayed", "sent"),),
    "Outcomes": (("missing", "planned"),),
    "Silence": (("reason.calls", "calls"),),
    "Costs": (("priced", "calls"),),
    "Sums": (("labels_agreed", "labels"), ("quotes_found", "quotes")),
}
"""So many of so many, by the fields of one record."""


def _pairs_of_counts(value: object) -> Iterator[str]:
    if isinstance(value, JudgeReport):
        yield f"{value.labels:,} of {LEAST_LABELS}"
    for part, whole in OF.get(type(value).__name__, ()):
        found: Any = value
        for name in part.split("."):
            found = None if found is None else getattr(found, name)
        if found is not None:
            yield f"{found:,} of {getattr(value, whole):,}"
