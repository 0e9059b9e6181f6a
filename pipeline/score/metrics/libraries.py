"""The three libraries some published scores are defined by; an optional extra.

Each is imported when first used. What one of them would compute for minutes, or in
gigabytes, is not defined here.
"""

import re
import warnings
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from threading import Thread
from typing import Any, Final, Protocol

from pipeline.errors import SettingsError
from pipeline.score.metrics.base import NotDefinedError

_LONGEST: Final = 500_000
"""Characters that are cut into words or have their words stemmed: some ten seconds."""
_ROUGE_SCORE_CELLS: Final = 20_000_000
"""Words of one text times words of the other: some four seconds, 160 MB."""
_ROUGE_CELLS: Final = 4_000_000
_RECURSION: Final = 1_000
"""Calls within calls that Python allows, unless told otherwise."""
_WORD: Final = re.compile(r"[a-z0-9]+")
"""What rouge-score takes for a word, in lower case."""


class Rouge(Protocol):
    """A score of rouge-score, 0 to 1 each."""

    precision: float
    recall: float
    fmeasure: float


def chinese_words(text: str) -> list[str]:
    """Cut `text` as `jieba.cut(text, cut_all=False)` does: nothing of it is lost."""
    _short_enough(text)
    return list(_jieba().cut(text))


def rouge_scores(
    kind: str, prediction: str, golds: Sequence[str], *, stemmer: bool
) -> list[Rouge]:
    """Return rouge-score's result for each gold; `kind` is "rouge1" or "rougeLsum"."""
    for text in (prediction, *golds):
        _short_enough(text)
    words = len(_WORD.findall(prediction.lower()))
    for gold in golds:
        _bounded(words, len(_WORD.findall(gold.lower())), _ROUGE_SCORE_CELLS)
    scorer = _scorer(kind, stemmer)
    scores = [scorer.score(target=gold, prediction=prediction) for gold in golds]
    return [score[kind] for score in scores]


def rouge_l(prediction: str, gold: str) -> float:
    """Return the F of "rouge-l" of the library `rouge`; 0 where that library fails.

    It fails on a text without a sentence, and on two long sentences: it follows their
    common words back by recursion. How long is too long must not depend on the
    caller's own depth, hence a thread, which begins at none.
    """
    for text in (prediction, gold):
        _short_enough(text)
    sentences = [_sentences(text) for text in (prediction, gold)]
    ours, theirs = ([len(one) for one in text] for text in sentences)
    if not ours or not theirs:
        return 0.0
    if min(max(ours), max(theirs)) >= _RECURSION:
        return 0.0
    _bounded(sum(ours), sum(theirs), _ROUGE_CELLS)
    rouge = _library("rouge").Rouge(metrics=["rouge-l"])
    scores = [0.0]

    def compute() -> None:
        try:
            result = rouge.get_scores([prediction], [gold], avg=True)
        except RecursionError:
            return
        scores.append(result["rouge-l"]["f"])

    thread = Thread(target=compute)
    thread.start()
    thread.join()
    return scores[-1]


def _sentences(text: str) -> list[list[str]]:
    """Split as `rouge` does: at every full stop, that of "3.5" too."""
    return [part.split() for part in text.split(".") if part]


def _short_enough(text: str) -> None:
    if len(text) > _LONGEST:
        message = f"{len(text):,} characters are too many to cut into words"
        raise NotDefinedError(message)


def _bounded(words: int, gold_words: int, cells: int) -> None:
    if words * gold_words > cells:
        message = f"{words:,} words against {gold_words:,} are too many for ROUGE"
        raise NotDefinedError(message)


@cache
def _scorer(kind: str, stemmer: bool) -> Any:  # noqa: FBT001  `cache` wants positions
    library = _library("rouge_score.rouge_scorer")
    return library.RougeScorer([kind], use_stemmer=stemmer)


@cache
def _jieba() -> Any:
    """Load the dictionary without jieba's cache.

    That is a file of a known name in the folder for temporary files: whoever put it
    there decides how texts are cut.
    """
    tokenizer = _library("jieba").Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _library(name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries last released in 2020
            return import_module(name)
    except ImportError as error:
        message = (
            f"this metric needs {name.partition('.')[0]}, which is of an extra: "
            "in docqa's folder, .venv/bin/pip install -e '.[metrics]'"
        )
        raise SettingsError(message) from error
