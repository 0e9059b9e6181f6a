"""LongBench v1's scores: THUDM/LongBench, `LongBench/metrics.py` and `eval.py`.

Each is the best over the golds. Of an answer to trec, triviaqa, samsum or lsht only the
first line counts, so `further["dataset"]` must say which set a question is of, where a
score is used for these and for others.
"""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final, cast

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.libraries import chinese_words, rouge_l
from pipeline.score.metrics.squad import normalised, overlap_f1

_FIRST_LINE: Final = ("trec", "triviaqa", "samsum", "lsht")
_DIGITS: Final = re.compile(r"\d+")
_PARAGRAPH: Final = re.compile(r"Paragraph (\d+)")
_PARAGRAPH_ZH: Final = re.compile(r"段落(\d+)")
_NO_CODE: Final = ("`", "#", "//")
_LONGEST_LINES: Final = 20_000_000
"""Characters of one line times those of the other, of which the time grows."""
_CHINESE_PUNCTUATION: Final = (
    *((0x2013, 0x2014), (0x2018, 0x2019), (0x201B, 0x201F), (0x2026, 0x2027)),
    *((0x3001, 0x3003), (0x300B, 0x3011), (0x3014, 0x301F), (0x3030, 0x3030)),
    *((0x303E, 0x303F), (0xFE4F, 0xFE4F), (0xFF01, 0xFF0D), (0xFF0F, 0xFF0F)),
    *((0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF64)),
)
"""First and last of each range. Of 《》 the source has only the second."""
_NO_CHINESE_PUNCTUATION: Final = dict.fromkeys(
    code for first, last in _CHINESE_PUNCTUATION for code in range(first, last + 1)
) | dict.fromkeys(map(ord, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))


def chinese_tokens(text: str) -> list[str]:
    """Return the words of `text` as LongBench and LV-Eval compare them."""
    words = map(normalised_chinese, chinese_words(text))
    return [word for word in words if word]


def normalised_chinese(text: str) -> str:
    """Return `text` in lower case without punctuation and without any space."""
    return "".join(text.lower().translate(_NO_CHINESE_PUNCTUATION).split())


def qa_f1(prediction: str, gold: str) -> float:
    """Unlike SQuAD's, two texts without a word score 0."""
    return overlap_f1(normalised(prediction).split(), normalised(gold).split())


def qa_f1_zh(prediction: str, gold: str) -> float:
    return overlap_f1(chinese_tokens(prediction), chinese_tokens(gold))


def rouge_zh(prediction: str, gold: str) -> float:
    return rouge_l(*(" ".join(chinese_words(text)) for text in (prediction, gold)))


def _classification(prediction: str, gold: str, classes: list[str]) -> float:
    """Share the point among the classes that an answer names.

    Two flaws kept. Names that are parts of the gold ("food" of "food and drink") are
    taken out while the list is walked, so that the one after each is passed over. And
    where no class is named, the nearest in spelling was meant to count: a list is
    compared with 0 there, which it never is, so that the answer is wrong.
    """
    named = [name for name in classes if name in prediction]
    for name in named:
        if name in gold and name != gold:
            named.remove(name)
    return 1.0 / len(named) if gold in named else 0.0


def _share(prediction: str, number: str) -> float:
    """Return which share of the numbers an answer has is this; "007" is not "7"."""
    numbers = _DIGITS.findall(prediction)
    return numbers.count(number) / len(numbers) if numbers else 0.0


def _retrieval(pattern: "re.Pattern[str]") -> Callable[[str, str], float]:
    def compare(prediction: str, gold: str) -> float:
        if not (numbered := pattern.search(gold)):
            message = f"the gold answer names no paragraph: {gold!r}"
            raise NotDefinedError(message)
        return _share(prediction, numbered.group(1))

    return compare


def _code_sim(prediction: str, gold: str) -> float:
    """Compare the first line of code, if any has none of ` # // in it.

    As fuzzywuzzy's `ratio` without python-Levenshtein, which LongBench does not ask
    for: of difflib, in whole percents. With that package installed, or by rapidfuzz,
    values differ.
    """
    lines = prediction.lstrip("\n").split("\n")
    line = next((one for one in lines if not any(map(one.__contains__, _NO_CODE))), "")
    if line == gold:
        return 1.0
    if len(line) * len(gold) > _LONGEST_LINES:
        message = f"a line of {len(line):,} characters is too long to compare"
        raise NotDefinedError(message)
    return round(100 * SequenceMatcher(None, line, gold).ratio()) / 100


def _best(compare: Callable[[str, str], float]) -> Callable[[Sample], float]:
    """Without a gold nothing agrees, which is 0."""

    def score(sample: Sample) -> float:
        dataset = str(sample.further.get("dataset", "")).removesuffix("_e")
        said = sample.prediction
        said = _first_line(said) if dataset in _FIRST_LINE else said
        return max((compare(said, gold) for gold in sample.golds), default=0.0)

    return score


def _best_class(sample: Sample) -> float:
    """Both sets that have classes have the rule of the first line."""
    classes = sample.further.get("all_classes")
    if not isinstance(classes, list | tuple) or not classes:
        message = "LongBench's classification needs all_classes"
        raise NotDefinedError(message)
    names = [str(name) for name in cast("list[object]", classes)]
    said = _first_line(sample.prediction)
    return max((_classification(said, gold, names) for gold in sample.golds), default=0)


def _first_line(prediction: str) -> str:
    return prediction.lstrip("\n").split("\n", maxsplit=1)[0]


def _metric(name: str, score: Callable[[Sample], float]) -> Metric:
    version, function = f"longbench_{name}@1", f"{name}_score"
    source = (
        f"THUDM/LongBench LongBench/metrics.py {function}, LongBench/eval.py scorer"
    )
    return Metric(version, source, score, whole_reply=True)


QA_F1: Final = _metric("qa_f1", _best(qa_f1))
QA_F1_ZH: Final = _metric("qa_f1_zh", _best(qa_f1_zh))
ROUGE: Final = _metric("rouge", _best(rouge_l))
ROUGE_ZH: Final = _metric("rouge_zh", _best(rouge_zh))
CLASSIFICATION: Final = _metric("classification", _best_class)
RETRIEVAL: Final = _metric("retrieval", _best(_retrieval(_PARAGRAPH)))
RETRIEVAL_ZH: Final = _metric("retrieval_zh", _best(_retrieval(_PARAGRAPH_ZH)))
COUNT: Final = _metric("count", _best(_share))
CODE_SIM: Final = _metric("code_sim", _best(_code_sim))
