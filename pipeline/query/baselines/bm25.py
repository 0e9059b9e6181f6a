"""Rank the sentences of the prompt against the question; answer from the first.

BM25 in Lucene's variant, k1 1.5 and b 0.75, through the `bm25s` library. What makes a
short answer of a sentence is shallow on purpose: this is the yardstick that a model
which reads must pass, not a model.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import bm25s
import numpy as np
from numpy.typing import NDArray

from pipeline.query.baselines.base import Baseline
from pipeline.query.baselines.reading import Sentence, Task, sentences, understand
from pipeline.values.dates import find_dates
from pipeline.values.numbers import find_numbers

_bm25s: Any = bm25s  # it carries no types
_Scores: TypeAlias = NDArray[np.float32]

CONSIDERED: Final = 5
"""How many of the best sentences an answer of the asked form is looked for in."""
_LEAST_SHARE: Final = 1 / 3
_ENOUGH_WORDS: Final = 3
"""A sentence with a third of the question's words, or with three, may answer it."""

_DATE = re.compile(r"(?i)\b(when|what date|which date|on what day|which day)\b")
_NUMBER = re.compile(
    r"(?i)\b(how (many|much|long|far|deep|wide|high|often|fast|old|large)|what "
    r"(number|amount|percentage|share|sum|price|cost|rate|total)|in (usd|eur|gbp))\b"
)
_BOOLEAN = re.compile(
    r"(?i)^(is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b"
)
_LIST = re.compile(r"(?i)^(list|name (all|every|the)|which .*\b(are|were)\b)")
_NO = re.compile(r"(?i)\b(not|no|never|none|without|neither|refused|rejected)\b")
_NAME = re.compile(r"\b[A-Z][\w'&-]*(?:\s+(?:of|the|and|[A-Z][\w'&-]*))*\b")

Extract = Callable[[str, Task], object]
"""(sentence, task) -> the answer it holds, or `None`."""


def answer(task: Task) -> str:
    """Return the reply in the asked form: JSON on one line."""
    best = _ranked(task)
    extract = _extractor(task)
    for sentence in best[:CONSIDERED]:
        if (found := extract(sentence.text, task)) is not None:
            return _reply(found, sentence)
    return _reply(None, None)


def _ranked(task: Task) -> list[Sentence]:
    """Return the sentences that share enough with the question, best first."""
    found = sentences(task.documents)
    wanted = _words(task.question)
    if not found or not wanted:
        return []
    corpus = _tokenized([sentence.text for sentence in found])
    scores = _scores(corpus, wanted)
    order: list[int] = np.argsort(-scores, kind="stable").tolist()
    order = order[: 4 * CONSIDERED]
    return [found[i] for i in order if _speaks_of(wanted, corpus[i])]


def _scores(corpus: Sequence[Sequence[str]], wanted: Sequence[str]) -> _Scores:
    index = _bm25s.BM25()
    index.index(corpus, show_progress=False)
    scores: _Scores = index.get_scores(wanted)
    return scores


def _words(text: str) -> list[str]:
    return _tokenized([text])[0]


def _tokenized(texts: list[str]) -> list[list[str]]:
    """Lower-case words of two characters and more, English stop words dropped."""
    tokens: list[list[str]] = _bm25s.tokenize(
        texts, return_ids=False, show_progress=False
    )
    return tokens


def _speaks_of(wanted: Sequence[str], given: Sequence[str]) -> bool:
    shared = len(set(wanted) & set(given))
    return shared >= min(_ENOUGH_WORDS, _LEAST_SHARE * len(set(wanted)))


def _share(wanted: Sequence[str], given: Sequence[str]) -> float:
    return len(set(wanted) & set(given)) / len(set(wanted))


def _extractor(task: Task) -> Extract:
    if task.options:
        return _option
    for pattern, extract in _FORMS:
        if pattern.search(task.question):
            return extract
    return _name


def _option(sentence: str, task: Task) -> object:
    words = set(_words(sentence))
    shares = [
        _share(_words(option) or [option], list(words)) for option in task.options
    ]
    return task.options[int(np.argmax(shares))] if max(shares) > 0 else None


def _date(sentence: str, task: Task) -> object:
    del task
    found = find_dates(sentence)
    return sentence[found[0].start : found[0].end] if found else None


def _number(sentence: str, task: Task) -> object:
    """Take the first number that the question does not say itself."""
    said = {number.value for number in find_numbers(task.question)}
    for number in find_numbers(sentence):
        if number.value not in said:
            return sentence[number.start : number.end]
    return None


def _boolean(sentence: str, task: Task) -> object:
    denied = bool(_NO.search(sentence)) != bool(_NO.search(task.question))
    return "no" if denied else "yes"


def _list(sentence: str, task: Task) -> object:
    del task
    listed = sentence.rpartition(":")[2]
    items = [item.strip(" .") for item in re.split(r",|;|\band\b", listed)]
    return [item for item in items if item] or None


def _name(sentence: str, task: Task) -> object:
    """Take the longest run of capitalised words that the question does not say."""
    asked = task.question.casefold()
    names = [name for name in _NAME.findall(sentence) if name.casefold() not in asked]
    return max(names, key=len) if names else sentence


_FORMS: Final[Sequence[tuple[re.Pattern[str], Extract]]] = (
    (_DATE, _date),
    (_NUMBER, _number),
    (_BOOLEAN, _boolean),
    (_LIST, _list),
)


def _reply(found: object, sentence: Sentence | None) -> str:
    return json.dumps(
        {
            "answer": found,
            "pages": [sentence.page] if sentence and sentence.page else [],
            "status": "answered" if found is not None else "not_in_document",
        },
        ensure_ascii=False,
    )


def _read(prompt: str) -> str:
    return answer(understand(prompt))


BASELINE: Final = Baseline(version="bm25@1", read=_read)
