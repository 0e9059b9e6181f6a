"""MMLongBench-Doc's score of an extracted answer by the type of its gold, and its F1.

Source: mayubo2333/MMLongBench-Doc, eval/eval_score.py, eval_score and eval_acc_and_f1,
with the score of 0 that run_api.py gives to what eval_score raises on.

Golds: the answer; of a list its items, or the list as one text that opens with "[".
`Sample.prediction` is the answer that was read from the reply, "Not answerable" of one
that abstains. `Sample.further`: "answer_format", one of Int, Float, Str, List, None.

The source's faults are kept, save one: it evaluates a prediction that opens with "[" as
a program. Here it is read as a literal, so that "[1 + 2]" is 0 and runs nothing.
"""

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isclose
from typing import Any, Final, NamedTuple, cast

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.edits import edits
from pipeline.score.metrics.limits import limited

NOT_ANSWERABLE: Final = "Not answerable"

_TOLERANCE: Final = 0.01
_PLACES: Final = 3
_LEAST_PLACES: Final = 2
_HALF: Final = 0.5

_QUOTES = re.compile(r"^['\"]|['\"]$")
_EXACT_SHAPES: Final = (
    re.compile(r"\b\d+(-\d+|\s\d+)?\b"),  # a telephone number, or a year and month
    re.compile(r"\b\d{4}[-\s]\d{2}[-\s]\d{2}\b"),
    re.compile(r"[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}"),
)
_EXACT_PARTS: Final = ("https://", "a.m.", "p.m.")
_EXACT_ENDS: Final = (".py", "ipynb")


def score(sample: Sample) -> float:
    answer_format = sample.further.get("answer_format")
    if answer_format is None or not sample.golds:
        message = "no gold answer, or no answer_format"
        raise NotDefinedError(message)
    said = limited(sample.prediction)
    if answer_format not in _BY_FORMAT:
        return _list(sample.golds, said)  # whatever is none of the others
    return _BY_FORMAT[answer_format](sample.golds[0], said)


def _int(gold: str, said: str) -> float:
    """Compare integers, the prediction cut off at its point; "5.0" as gold never is."""
    try:
        return float(int(gold) == int(float(said)))
    except (OverflowError, ValueError):
        return float(not gold)  # the source makes "" of a prediction that is no number


def _float(gold: str, said: str) -> float:
    """Compare within 1 %, or rounded; a hundredth and a hundredfold are right too."""
    try:
        wanted, number = float(cleaned(gold)), float(cleaned(said))
    except ValueError:
        return 0.0
    scaled = (wanted / 100, wanted, wanted * 100)
    return float(any(_close(number, reading) for reading in scaled))


def _close(number: float, wanted: float) -> bool:
    if isclose(wanted, number, rel_tol=_TOLERANCE):
        return True
    places = max(min(_places(number), _places(wanted)), _LEAST_PLACES)
    return round(number, places) == round(wanted, places)


def _places(number: float) -> int:
    _, point, decimals = str(number).partition(".")
    return len(decimals) if point else _PLACES


def _text(gold: str, said: str) -> float:
    gold, said = cleaned(gold), cleaned(said)
    return float(gold == said) if _is_exact(gold) else _similarity(gold, said)


def _list(golds: Sequence[str], said: str) -> float:
    """Compare sorted items pair by pair; the least alike pair counts.

    Whether it has to be exact is asked of the first item after sorting alone.
    """
    try:
        wanted = _items(golds[0]) if len(golds) == 1 else golds
        found = _items(said)
    except (MemoryError, RecursionError, SyntaxError, TypeError, ValueError):
        return 0.0
    if len(wanted) != len(found) or not wanted:
        return 0.0
    wanted, found = sorted(map(cleaned, wanted)), sorted(map(cleaned, found))
    if _is_float(wanted[0]) or _is_exact(wanted[0]):
        return float("-".join(wanted) == "-".join(found))
    return min(map(_similarity, wanted, found))


def _items(text: str) -> Sequence[Any]:
    if not text.startswith("["):
        return [text]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes in what a model wrote
        value = ast.literal_eval(text)
    return cast("list[object]", value) if isinstance(value, list) else [value]


def cleaned(value: object) -> str:
    """Lower-case, without what is in parentheses, outer quotes, "$" and "%".

    The source means to drop "mile", "miles" and "million" too, but throws away what
    that gives: so they stay.
    """
    text = _without_parentheses(str(value).lower().strip()).strip()
    text = _QUOTES.sub("", text).strip()
    return text.lstrip("$").strip().rstrip("%").strip()


def _without_parentheses(text: str) -> str:
    """Take out each "(" up to the next ")", with the spaces before it."""
    kept: list[str] = []
    at = 0
    while (start := text.find("(", at)) >= 0 and (end := text.find(")", start)) >= 0:
        kept.append(text[at:start].rstrip())
        at = end + 1
    return "".join((*kept, text[at:]))


def _is_float(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_exact(gold: str) -> bool:
    """Tell whether nothing but the very same text is right: an address, a date, ..."""
    return (
        any(part in gold for part in _EXACT_PARTS)
        or gold.endswith(_EXACT_ENDS)
        or gold.startswith("page")
        or any(shape.fullmatch(gold) for shape in _EXACT_SHAPES)
    )


def _similarity(gold: str, said: str) -> float:
    """Return ANLS: 1 less the edits by the longer length, or 0 at a half and below."""
    # Measured in upper case, where one character may become two.
    longer = max(len(gold.upper()), len(said.upper()))
    if abs(len(gold) - len(said)) * 2 >= longer > 0:
        return 0.0
    alike = 1.0 - (edits(said, gold) / longer if longer else 0.0)
    return alike if alike > _HALF else 0.0


_BY_FORMAT: Final[Mapping[str, Callable[[str, str], float]]] = {
    "Int": _int,
    "Float": _float,
    "Str": _text,
    "None": _text,
}


class Scored(NamedTuple):
    score: float
    gold: str
    prediction: str


def accuracy_and_f1(samples: Iterable[Scored]) -> tuple[float, float]:
    """Return the mean score, and F1 of answering what can be answered.

    Both parts of F1 sum the scores of the answerable questions: recall by how many
    those are, precision by how many predictions do not say "Not answerable". With none
    of either F1 is 0.
    """
    scored = list(samples)
    if not scored:
        return 0.0, 0.0
    answerable = [sample for sample in scored if sample.gold != NOT_ANSWERABLE]
    answered = [sample for sample in scored if sample.prediction != NOT_ANSWERABLE]
    accuracy = sum(sample.score for sample in scored) / len(scored)
    right = sum(sample.score for sample in answerable)
    if not (answerable and answered and right):
        return accuracy, 0.0
    recall, precision = right / len(answerable), right / len(answered)
    return accuracy, 2 * recall * precision / (recall + precision)


MMLONGBENCH_DOC: Final = Metric(
    "mmlongbench_doc@1",
    "mayubo2333/MMLongBench-Doc eval/eval_score.py eval_score",
    score,
)
