"""Near-duplicates: found whatever their format, and not where texts only resemble."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.sketch import BINS, sketch
from pipeline.records import NearDuplicate
from pipeline.store import Store
from tests.ingest.corpus import Corpus
from tests.support import files

DICE = random.Random(2026)
WORDS = [f"word{n}" for n in range(400)]


def text(words: int = 300) -> str:
    return " ".join(DICE.choices(WORDS, k=words))


def by_line(given: str) -> list[str]:
    words = given.split()
    return [" ".join(words[n : n + 12]) for n in range(0, len(words), 12)]


def edited(given: str, share: float) -> str:
    return " ".join(
        "edited" if DICE.random() < share else word for word in given.split()
    )


def agreement(one: str, other: str) -> float:
    pairs = zip(bins(one), bins(other), strict=True)
    return sum(a == b for a, b in pairs) / BINS


def bins(given: str) -> list[str]:
    digits = sketch([given])
    return [digits[at : at + 8] for at in range(0, len(digits), 8)]


def test_layout_makes_no_difference() -> None:
    given = text()

    other = given.replace(" ", "\n", 50).replace(" ", " | ", 20).upper() + " ."

    assert sketch([given]) == sketch([other])
    assert sketch([given]) == sketch(by_line(given))


def test_agreement_estimates_the_share_of_runs_in_common() -> None:
    given = text(20_000)
    half = " ".join(given.split()[:10_000])

    assert 0.4 < agreement(given, half) < 0.6
    assert agreement(given, text(20_000)) < 0.1


def test_a_text_that_repeats_itself_has_no_sketch() -> None:
    assert sketch(["n a " * 300]) == ""


def test_a_short_text_has_no_sketch() -> None:
    assert sketch([text(99)]) == ""
    assert len(bins(text(100))) == BINS


@given(st.text(max_size=300))
def test_any_text_can_be_sketched(given: str) -> None:
    assert len(bins(given)) in {0, BINS}


def test_near_duplicates_are_flagged_by_the_first_of_them(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus", tmp_path / "bench.duckdb")
    given = text(2_000)
    corpus.write("a.txt", given)
    corpus.write("b.docx", files.docx(*by_line(given)))
    corpus.write("c.md", edited(given, 0.01))
    corpus.write("d.txt", edited(given, 0.3))
    corpus.write("e.txt", text(2_000))

    result = corpus.ingest()

    found = {one.path: one for one in result.near_duplicates}
    assert set(found) == {"b.docx", "c.md"}
    assert found["b.docx"].similarity == 1
    assert found["c.md"].other == "a.txt"
    assert 0.8 <= found["c.md"].similarity < 1


def test_a_thousand_forms_alike_are_each_compared_once(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus", tmp_path / "bench.duckdb")
    given = text(200)
    for number in range(300):
        corpus.write(f"{number:03}.txt", f"{given} {number}")

    result = corpus.ingest()

    assert len(result.near_duplicates) == 299
    assert {one.other for one in result.near_duplicates} == {"000.txt"}
    with Store(corpus.db) as store:
        pairs = store.select("ingest_near_duplicates", NearDuplicate, corpus="corpus")
    assert len(pairs) == 299
