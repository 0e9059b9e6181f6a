"""The calls of a run as the compact JSON that the page's script reads.

Every text is written once and named by its place in `texts`; a prompt and a layout
stand once for all calls that share them; a field of all calls is one list.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pipeline.records import Arrangement, Prompt
from pipeline.report.html.rows import CallRow, Calls, QuestionRow
from pipeline.report.html.strips import Shelf, shelf
from pipeline.report.markdown import plain
from pipeline.report.words import SHORTEST_S

_CUTS: Final = (4_000, 3_000, 2_000, 1_500, 1_000, 750, 500, 350, 250)
"""Characters kept of an answer or a reason: the first that makes the page small."""
_MOST_BYTES: Final = 9_000_000
"""Of all answers and reasons: packed, prose takes 0.4 to 0.5 of its bytes."""
_MOST_PLAIN: Final = 1_500_000
"""Bytes of JSON that are left readable."""
_NAME_CHARS: Final = 300
_MOST_ANSWERS: Final = 30
"""Right answers of a question that are shown."""


class Data(NamedTuple):
    """What stands in the page's data block."""

    kind: str
    """Its media type: JSON, or JSON that is gzipped and in base64."""
    text: str
    """Without any "<", so that nothing in it can end the block."""
    cut: int
    """Characters kept of a long text."""


def data(calls: Calls) -> Data:
    """Return the same characters for the same calls, on the same build of zlib."""
    cut = _cut(calls.calls)
    written = json.dumps(
        _contents(calls, cut), ensure_ascii=False, separators=(",", ":")
    ).replace("<", "\\u003c")
    raw = written.encode()
    if len(raw) <= _MOST_PLAIN:
        return Data("application/json", written, cut)
    packed = base64.b64encode(gzip.compress(raw, mtime=0)).decode()
    return Data("application/gzip", packed, cut)


def _cut(calls: Sequence[CallRow]) -> int:
    """Return the most characters of a text with which all together are few enough."""
    texts = {t for one in calls for t in (one.answer, one.given, one.reason) if t}
    return next((cut for cut in _CUTS if _bytes(texts, cut) <= _MOST_BYTES), _CUTS[-1])


def _bytes(texts: Iterable[str], cut: int) -> int:
    return sum(len(text[:cut].encode()) for text in texts)


class _Places:
    """Texts by the order of their first use; `None` has no place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def of(self, text: str | None) -> int | None:
        if text is None:
            return None
        return self._places.setdefault(text, len(self._places))

    def all(self) -> list[str]:
        return list(self._places)


def _contents(calls: Calls, cut: int) -> dict[str, object]:
    texts, models, results = _Places(), _Places(), _Places()
    prompts = {one.id: place for place, one in enumerate(calls.prompts)}
    columns: dict[str, list[object]] = {}
    for one in calls.calls:
        fields = {
            "model": models.of(_name(one.model)),
            "prompt": prompts[one.prompt],
            "result": results.of(one.result),
            "answer": texts.of(_short(one.answer, cut)),
            "given": texts.of(_short(one.given, cut)),
            "reason": texts.of(_short(one.reason, cut)),
            "cited": texts.of(", ".join(one.cited)[:cut] if one.cited else None),
            "scorer": texts.of(one.scorer),
            "finish": texts.of(_short(one.finish_reason, cut)),
            "replayed": texts.of(_short(one.replayed_from, cut)),
            **_numbers(one),
        }
        for name, value in fields.items():
            columns.setdefault(name, []).append(value)
    return {
        "calls": columns,
        "count": len(calls.calls),
        "cut": cut,
        "models": models.all(),
        "results": results.all(),
        "texts": texts.all(),
        **_about(calls, cut),
    }


def _numbers(one: CallRow) -> dict[str, object]:
    usage = one.usage
    return {
        "repeat": one.repeat,
        "answer_chars": one.answer_chars,
        "reason_chars": one.reason_chars,
        "seconds": _thousandths(one.answer_s),
        "first": _thousandths(one.first_token_s),
        "felt": _thousandths(one.felt_s),
        "limit": _thousandths(one.censored_s),
        "read": usage.prompt_tokens if usage else None,
        "cached": usage.cached_tokens if usage else None,
        "written": usage.completion_tokens if usage else None,
        "cost": None if one.cost_usd is None else float(f"{one.cost_usd:.6g}"),
        "attempts": one.attempts,
    }


def _about(calls: Calls, cut: int) -> dict[str, object]:
    """Return what the calls were about: questions, prompts, layouts and evidence."""
    questions = {one.id: place for place, one in enumerate(calls.questions)}
    passages = {one.number: place for place, one in enumerate(calls.passages)}
    shelves = {(one.layout, one.rung): shelf(one) for one in calls.shelves}
    places = {name: place for place, name in enumerate(shelves)}
    prompts: list[list[object]] = []
    for one in calls.prompts:
        stands_in = (one.layout or "", one.rung or 0)
        evidence = _evidence(one, shelves.get(stands_in), passages)
        fields = _prompt(one, questions[one.question])
        prompts.append([*fields, places.get(stands_in), evidence])
    return {
        "questions": [_question(one, cut) for one in calls.questions],
        "passages": [[_name(p.path), p.page, p.tokens] for p in calls.passages],
        "shelves": [[one.strip, one.shares] for one in shelves.values()],
        "prompts": prompts,
    }


def _question(one: QuestionRow, cut: int) -> list[object]:
    shown = one.answers[:_MOST_ANSWERS]
    return [
        one.id,
        one.text[:cut],
        one.text_chars,
        one.answer_type.value,
        [answer[:cut] for answer in shown],
        len(one.answers),
        [choice[:cut] for choice in one.choices],
        one.category,
    ]


def _prompt(one: Prompt, question: int) -> list[object]:
    measured = one.measured_depth
    return [
        one.id[:10],
        question,
        one.condition.value,
        one.length,
        one.tokens,
        one.depth,
        None if measured is None else round(measured, 4),
        one.placement.value,
        one.distractors and one.distractors.value,
        one.arrangement and one.arrangement.value,
        one.cache.value,
        one.passages,
    ]


def _evidence(
    one: Prompt, stands_in: Shelf | None, passages: dict[int, int]
) -> list[list[object]]:
    """Return of each piece its passage, its depth, whether it is the own, and exact.

    A depth is the measured one where all own pieces stand there. Otherwise it is that
    of whole chunks without their headings, which is near, and no more.
    """
    pieces = zip(one.evidence, one.evidence_at, one.evidence_own, strict=True)
    together = one.arrangement is Arrangement.TOGETHER or sum(one.evidence_own) == 1
    found: list[list[object]] = []
    for number, at, own in pieces:
        depth = stands_in.depth(at) if stands_in else None
        exact = own and together and depth is not None
        shown = one.measured_depth if exact else depth
        rounded = None if shown is None else round(shown, 4 if exact else 2)
        found.append([passages.get(number), rounded, int(own), int(exact)])
    return found


def _name(foreign: str) -> str:
    """Return foreign text as a label: one line, nothing in it that cannot be seen."""
    return plain(foreign[: 2 * _NAME_CHARS])[:_NAME_CHARS]


def _short(text: str | None, most: int) -> str | None:
    return None if text is None else text[:most]


def _thousandths(seconds: float | None) -> float | None:
    """Return it rounded, but not up to what the page says is longer."""
    if seconds is None:
        return None
    return round(seconds, 3) if seconds >= SHORTEST_S else 0.0


def shortened(calls: Iterable[CallRow], cut: int) -> int:
    """Return how many calls have an answer or a reason that was cut."""
    return sum(max(one.answer_chars or 0, one.reason_chars or 0) > cut for one in calls)
