"""Published scores that libraries define; needs the extra `metrics`."""

import logging
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.score.metrics import libraries
from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

if not all(map(find_spec, ("jieba", "rouge", "rouge_score"))):
    pytest.skip("needs the extra `metrics`", allow_module_level=True)

ROUGE, ROUGE_ZH = "longbench_rouge", "longbench_rouge_zh"
F1_ZH, GATED_ZH = "longbench_qa_f1_zh", "lveval_f1_zh"
LONG = [f"w{number}" for number in range(1_000)]


def approx(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


# rouge-score


@pytest.mark.parametrize(
    ("name", "expected"), [("rouge1", 1), ("rouge2", 2 / 3), ("rougeL", 1 / 2)]
)
def test_rouge_is_an_f_measure_of_words_pairs_and_common_order(
    name: str, expected: float
) -> None:
    measured = score(name, "sales rose last year", "Last year: sales rose!")

    assert measured == approx(expected)


def test_rouge_takes_the_gold_it_likes_best() -> None:
    assert score("rougeL", "sales rose", "costs fell", "Sales rose") == 1


def test_rouge_has_no_stemmer_and_helmet_s_has() -> None:
    assert score("rougeL", "increased sales", "increasing sale") == 0
    assert score("helmet_rougeL_f1", "increased sales", "increasing sale") == 1


def test_rouge_sees_no_word_in_other_letters_than_a_to_z() -> None:
    assert score("rouge1", "北京", "北京") == 0


def test_rouge_l_sum_takes_lines_for_sentences() -> None:
    prediction, gold = "b\na", "a\nb"

    assert score("rougeL", prediction, gold) == 1 / 2
    assert score("rougeLsum", prediction, gold) == 1


@pytest.mark.parametrize("name", ["rouge1", "rouge2", "rougeL", "rougeLsum"])
def test_rouge_needs_a_reference(name: str) -> None:
    with pytest.raises(NotDefinedError, match="no reference"):
        score(name, "sales")


def test_helmet_takes_f_measure_and_recall_each_of_the_best_gold() -> None:
    reply = "I looked it up\nAnswer: net sales"
    golds = ("net sales of today", "sales")

    assert score("helmet_rougeL_f1", reply, *golds) == approx(2 / 3)
    assert score("helmet_rougeL_recall", reply, *golds) == 1
    assert score("helmet_rougeLsum_f1", reply, *golds) == approx(2 / 3)
    assert score("helmet_rougeLsum_recall", reply, *golds) == 1


def test_texts_too_long_for_a_table_of_their_words_are_not_defined() -> None:
    with pytest.raises(NotDefinedError, match="20,001 words against 1,000"):
        score("rougeL", "a " * 20_001, " ".join(LONG))
    with pytest.raises(NotDefinedError, match="4,005 words against 999"):
        score(ROUGE, "a." * 4_005, "a " * 999)


@pytest.mark.parametrize("name", ["rouge1", "helmet_rougeL_f1", F1_ZH, ROUGE])
def test_a_text_too_long_to_cut_into_words_is_not_defined(name: str) -> None:
    with pytest.raises(NotDefinedError, match="500,001 characters"):
        score(name, "a" * 500_001, "a")
    with pytest.raises(NotDefinedError, match="500,001 characters"):
        score(name, "a", "a" * 500_001)


# rouge, of LongBench


def test_longbench_s_rouge_counts_a_word_once_and_by_sentences() -> None:
    assert score(ROUGE, "to be or not to be", "to be") == approx(2 / 3)
    assert score(ROUGE, "b. a", "a. b") == approx(1)
    assert score(ROUGE, "Sales rose", "sales rose") == approx(1 / 2)
    assert score(ROUGE, "x", "costs", "x") == approx(1)


def test_longbench_s_rouge_of_no_sentence_is_nothing() -> None:
    for prediction in ("", "...", "rose"):
        assert score(ROUGE, prediction, "...") == 0
    assert score(ROUGE, "...", "rose") == 0
    assert score(ROUGE, " ", " ") == approx(1), "a sentence of spaces is one word"


def test_longbench_s_rouge_of_samsum_reads_one_line() -> None:
    assert score(ROUGE, "\na b\nc d", "a b", dataset="samsum") == approx(1)
    assert score(ROUGE, "\na b\nc d", "a b") == approx(2 / 3)


def deeper(calls: int, prediction: str, gold: str) -> float:
    return (
        deeper(calls - 1, prediction, gold) if calls else score(ROUGE, prediction, gold)
    )


@pytest.mark.parametrize("calls", [0, 500])
def test_a_long_way_back_is_worth_nothing_however_deep_the_caller_is(
    calls: int,
) -> None:
    first = "w0"

    assert deeper(calls, first, " ".join(LONG[:980])) > 0
    assert deeper(calls, first, " ".join(LONG[:995])) == 0


def test_two_sentences_that_are_surely_too_long_are_not_compared() -> None:
    text = "a " * 5_000

    assert score(ROUGE, text, text) == 0


def test_longbench_s_rouge_in_chinese_is_of_jieba_s_words() -> None:
    assert score(ROUGE_ZH, "中国的首都是北京", "北京是首都") == approx(
        score(ROUGE, "中国 的 首都 是 北京", "北京 是 首都")
    )
    assert score(ROUGE_ZH, "经济增长", "经济衰退") == 0, "the latter is one word"


# jieba, of LongBench and LV-Eval


@pytest.mark.parametrize(
    ("prediction", "gold", "expected"),
    [
        pytest.param("中国的首都是北京", "北京", 1 / 3, id="words, not characters"),
        pytest.param("北京。", "“北京”。", 1, id="punctuation"),
        pytest.param("北京 GDP", "gdp北京", 1, id="case and spaces"),
        pytest.param("3.5%", "35", 1, id="a number's point"),
        pytest.param("《北京", "北京", 2 / 3, id="but this bracket counts"),
        pytest.param("北京》", "北京", 1, id="and the one that closes it does not"),
        pytest.param("\uff0e北京", "北京", 2 / 3, id="nor is this full stop taken out"),
        pytest.param("", "", 0, id="two without a word share none"),
    ],
)
def test_f1_in_chinese_is_of_jieba_s_words(
    prediction: str, gold: str, expected: float
) -> None:
    assert score(F1_ZH, prediction, gold) == approx(expected)
    assert score("lveval_plain_f1_zh", prediction, gold) == approx(expected)


def test_f1_in_chinese_counts_where_two_fifths_of_the_keywords_are_met() -> None:
    keywords = "北京、上海、广州、深圳、天津"

    assert score(GATED_ZH, "北京、上海", "北京", answer_keywords=keywords) > 0
    assert score(GATED_ZH, "北京", "北京", answer_keywords=keywords) == 0
    assert score(GATED_ZH, "北京的", "北京的", answer_keywords="的") == 0


@pytest.mark.parametrize("keywords", [None, ""])
def test_without_keywords_the_gold_is_asked_for_in_chinese(
    keywords: str | None,
) -> None:
    gold = "北京上海广州"

    assert score(GATED_ZH, "北京上海", gold, answer_keywords=keywords) == approx(4 / 5)
    assert score(GATED_ZH, "北京", gold, answer_keywords=keywords) == 0
    assert score(GATED_ZH, "北京", "", answer_keywords=keywords) == 0


def test_keywords_of_punctuation_are_not_defined_in_chinese() -> None:
    with pytest.raises(NotDefinedError, match="no keyword is left"):
        score(GATED_ZH, "北京", "。")


def test_lv_eval_s_rouge_leaves_out_the_words_of_its_blacklist() -> None:
    prediction, gold = "北京的首都", "北京和首都"

    assert score("lveval_rouge_zh_blacklist", prediction, gold) == approx(1)
    assert score(ROUGE_ZH, prediction, gold) < 1


def test_only_the_first_gold_counts_in_lv_eval() -> None:
    for name in (GATED_ZH, "lveval_plain_f1_zh", "lveval_rouge_zh_blacklist"):
        assert score(name, "北京", "上海", "北京") == 0
        assert score(name, "北京") == 0


def test_jieba_neither_reads_nor_leaves_a_file_and_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    libraries._jieba.cache_clear()
    (tmp_path / "jieba.cache").write_bytes(b"planted")

    assert score(F1_ZH, "中国的首都", "首都") == 1 / 2

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"planted"]
    assert not caplog.records
