"""What the assertions of a promptfoo test say the right answer is.

Types and their meaning: https://promptfoo.dev/docs/configuration/expected-outputs; the
short form "icontains: Paris" of a CSV's `__expected` column: the same pages. Every
assertion of a test must hold.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pipeline.questions.importers import fields
from pipeline.questions.importers.base import Row, RowError

_EQUAL: Final = frozenset({"equals"})
_ONE: Final = frozenset(
    {
        *("contains", "icontains", "starts-with", "similar", "factuality"),
        *("levenshtein", "rouge-n", "bleu", "gleu", "meteor"),
    }
)
"""Its value is the answer, or stands in it."""
_ANY: Final = frozenset({"contains-any", "icontains-any"})
_ALL: Final = frozenset({"contains-all", "icontains-all"})
_OTHER: Final = frozenset(
    {
        *("answer-relevance", "assert-set", "classifier", "contains-html"),
        *("contains-json", "contains-sql", "contains-xml", "context-faithfulness"),
        *("context-recall", "context-relevance", "cost", "eval", "f-score"),
        *("finish-reason", "fn", "g-eval", "grade", "guardrails", "is-html"),
        *("is-json", "is-refusal", "is-sql", "is-xml", "javascript", "latency"),
        *("llm-rubric", "model-graded-closedqa", "moderation", "perplexity", "pi"),
        *("perplexity-score", "python", "regex", "ruby", "webhook", "word-count"),
    }
)
"""Holds no answer: a rule for one, or code."""
_TYPES: Final = _EQUAL | _ONE | _ANY | _ALL | _OTHER
_SHORT: Final = re.compile(r"\s*(not-)?([a-z-]+)(?:\([^)]*\))?(?::\s*(.*))?", re.DOTALL)


class Asserted(NamedTuple):
    answers: tuple[str, ...]
    all_needed: bool
    """Whether they are items that must all come, and not aliases."""


def short_form(text: str) -> Row:
    """Read one cell; without the name of an assertion it is the output itself."""
    match = _SHORT.fullmatch(text)
    if match is None or match[2] not in _TYPES:
        return {"type": "equals", "value": text}
    return {"type": f"{match[1] or ''}{match[2]}", "value": match[3]}


def asserted(assertions: Iterable[Row], name: str) -> Asserted:
    """Return the answers; `name` is what the file calls the assertions."""
    groups = [
        (kind, values)
        for one in assertions
        if (values := _values(one, kind := fields.text(one, ["type"]) or ""))
    ]
    if equal := [v for kind, values in groups if kind in _EQUAL for v in values]:
        return Asserted(tuple(dict.fromkeys(equal)), all_needed=False)
    needed = [v for kind, values in groups if kind in _ONE | _ALL for v in values]
    if needed:
        items = tuple(dict.fromkeys(needed))
        return Asserted(items, all_needed=len(items) > 1)
    if len(groups) == 1:
        return Asserted(groups[0][1], all_needed=False)
    stating = ", ".join(sorted(_EQUAL | _ONE | _ANY | _ALL))
    said = "several lists of alternatives" if groups else "no answer"
    message = f"{said} in {name!r}; an answer is stated by one of {stating}"
    raise RowError(message)


def _values(assertion: Row, kind: str) -> tuple[str, ...]:
    """Return what a type that states an answer states; a file's name is none."""
    if kind not in _TYPES - _OTHER:
        return ()
    values: Sequence[str] = fields.texts(assertion, ["value"])
    if kind in _ANY | _ALL and len(values) == 1:
        values = values[0].split(",")
    stated = (value.strip() for value in values)
    return tuple(v for v in stated if v and not v.startswith("file://"))
