"""BM25 over a corpus: the same order as its formula gives."""

import math

import numpy as np

from pipeline.prompts.nearness import Nearness
from tests.prompts.corpus import library, question, row

TEXTS = [
    "The crane lifts forty tonnes.",
    "The keeper of the lighthouse lifts nothing at all, and the crane is not his own.",
    "Rain over the harbour.",
    "Lighthouse, lighthouse, lighthouse!",
]


def scores(text: str, texts: list[str]) -> list[float]:
    near = Nearness([question("q", text)])
    library([row("a", i, one) for i, one in enumerate(texts)], near)
    found: list[float] = near.scores(question("q", text)).tolist()
    return found


def test_a_score_is_that_of_lucenes_formula() -> None:
    found = scores("lighthouse crane?", TEXTS)

    lengths = [5, 16, 4, 3]
    mean = sum(lengths) / 4
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))

    def part(times: int, length: int) -> float:
        return idf * times / (times + 1.5 * (1 - 0.75 + 0.75 * length / mean))

    expected = [part(1, 5), 2 * part(1, 16), 0, part(3, 3)]
    assert np.allclose(found, expected, rtol=1e-4)


def test_a_script_without_spaces_is_read_sign_by_sign() -> None:
    found = scores("\u706f\u5854", ["\u6d77\u8fb9\u7684\u706f\u5854", "\u5c71"])

    assert found[0] > 0
    assert found[1] == 0


def test_a_question_without_words_is_near_nothing() -> None:
    assert scores("?", TEXTS) == [0, 0, 0, 0]


def test_a_corpus_without_passages_has_no_scores() -> None:
    assert scores("crane", []) == []
