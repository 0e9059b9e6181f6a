"""LV-Eval's scores: infinigence/LVEval, `metrics.py`, `evaluation.py` and `config.py`.

Only the first gold counts. The F1 of an answer counts where enough of the words of
`further["answer_keywords"]` are in it: a fifth in English, two fifths in Chinese. Where
a question has none, an English answer passes, and a Chinese one is held against its
gold.

Flaws kept: words of a blacklist never count as met but do count as asked for, so that
keywords made of them cannot be reached; and the F1 itself counts them, though the
README says that they are taken out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.libraries import chinese_words, rouge_l
from pipeline.score.metrics.longbench import (
    chinese_tokens,
    normalised_chinese,
    qa_f1,
    qa_f1_zh,
)
from pipeline.score.metrics.squad import normalised, overlap_f1

_COMMON: Final = (
    "about and are as at be because being but by does for from had has have he her "
    "his in is it of on or she that their they this to was were what when which who "
    "with"
)
_COMMON_ZH: Final = (
    "c × ‰ 一定 一种 丁 万元 上 不 与 个 中 为 主要 也 了 于 亩 亿元 从 以 "  # noqa: RUF001
    "以及 会 但 位于 你 使 使用 元 其他 具有 到 包括 受 变得 可以 号 后 和 因素 "
    "在 地 基于 对 将 小 已经 带 年 并 度 形 或 或者 所 才 指 方面 无 日 时 "
    "是 月 有 条 来 根据 法 然后 片 用 用于 由 的 等 类 给 而 能 至 要 让 "
    "进行 通过 首先"
)
_BLACKLIST: Final = frozenset(_COMMON.split())
_BLACKLIST_ZH: Final = frozenset(_COMMON_ZH.split())
_ENOUGH: Final = 0.2
_ENOUGH_ZH: Final = 0.4


def _gated_f1(sample: Sample) -> float:
    said = normalised(sample.prediction).split()
    keywords = _keywords(sample)
    if keywords and _met(said, normalised(keywords).split(), _BLACKLIST) < _ENOUGH:
        return 0.0
    return overlap_f1(said, normalised(sample.golds[0]).split())


def _gated_f1_zh(sample: Sample) -> float:
    said, gold = chinese_tokens(sample.prediction), chinese_tokens(sample.golds[0])
    asked = _keywords(sample) or sample.golds[0]
    if asked and _met(said, chinese_tokens(asked), _BLACKLIST_ZH) < _ENOUGH_ZH:
        return 0.0
    return overlap_f1(said, gold)


def _keywords(sample: Sample) -> str:
    keywords = sample.further.get("answer_keywords") or ""
    if not isinstance(keywords, str):
        message = "answer_keywords must be one text"
        raise NotDefinedError(message)
    return keywords


def _met(
    said: Sequence[str], asked: Sequence[str], blacklist: Collection[str]
) -> float:
    """Return how many of the words asked for are said, as a share."""
    if not asked:
        message = "no keyword is left when punctuation is taken out"
        raise NotDefinedError(message)
    shared = Counter(said) & Counter(asked)
    return sum(n for word, n in shared.items() if word not in blacklist) / len(asked)


def _rouge_zh_blacklist(sample: Sample) -> float:
    """Cut twice, as the source does: spaces are among the words of the second time."""

    def kept(text: str) -> str:
        words = chinese_words(" ".join(chinese_words(text)))
        tokens = map(normalised_chinese, words)
        return " ".join(token for token in tokens if token not in _BLACKLIST_ZH)

    return rouge_l(kept(sample.prediction), kept(sample.golds[0]))


def _with_gold(score: Callable[[Sample], float]) -> Callable[[Sample], float]:
    """Without a gold nothing agrees, which is 0."""
    return lambda sample: score(sample) if sample.golds else 0.0


def _plain(compare: Callable[[str, str], float]) -> Callable[[Sample], float]:
    return lambda sample: compare(sample.prediction, sample.golds[0])


def _metric(name: str, score: Callable[[Sample], float], function: str) -> Metric:
    source = f"infinigence/LVEval metrics.py {function}, evaluation.py scorer"
    return Metric(f"lveval_{name}@1", source, _with_gold(score), whole_reply=True)


F1: Final = _metric("f1", _gated_f1, "qa_f1_score_with_gold_ans")
F1_ZH: Final = _metric("f1_zh", _gated_f1_zh, "qa_f1_zh_score_with_gold_ans")
PLAIN_F1: Final = _metric("plain_f1", _plain(qa_f1), "qa_f1_score")
PLAIN_F1_ZH: Final = _metric("plain_f1_zh", _plain(qa_f1_zh), "qa_f1_zh_score")
ROUGE_ZH_BLACKLIST: Final = _metric(
    "rouge_zh_blacklist", _rouge_zh_blacklist, "rouge_zh_score_blacklist"
)
