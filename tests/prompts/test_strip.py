"""Passages become a line of letters and a picture: nothing is lost or out of place."""

from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prompts.shown import Look, Part
from pipeline.prompts.strip import DRESSES, line, shares, stretches, svg
from pipeline.records import PassageClass, Prompt
from tests.prompts.corpus import question

GOLD, OTHER, HARD, RANDOM = (
    PassageClass.GOLD,
    PassageClass.OTHER_GOLD,
    PassageClass.HARD,
    PassageClass.RANDOM,
)
parts_of = st.lists(
    st.builds(
        Part,
        kind=st.sampled_from(PassageClass),
        path=st.sampled_from(["a.md", "b.md"]),
        page=st.just(1),
        tokens=st.integers(1, 400),
        depth=st.floats(0, 1),
        cut=st.just(False),
    ),
    max_size=60,
)


def part(kind: PassageClass, tokens: int, path: str = "a", depth: float = 0.5) -> Part:
    return Part(kind, path, 1, tokens, depth, cut=False)


def looked(parts: list[Part], **more: object) -> Look:
    fields: dict[str, object] = {
        "id": "3fa9c1d2e0" + "7" * 22,
        "question": "q",
        "condition": "context",
        "length": 4_000,
        "tokens": 3_990,
        "depth": 0.5,
        "measured_depth": 0.512,
        "placement": "both",
        "template": "t",
        "distractors": "hard",
        "arrangement": "together",
        "cache": "warm",
        "prefix": "",
        "repeat": None,
        "layout": "l",
        "rung": 0,
        "evidence": (),
        "evidence_at": (),
        "evidence_own": (),
        "passages": len(parts),
        "leaks_dropped": 0,
        "seed": 1,
    }
    prompt = Prompt.model_validate(fields | more)
    return Look(prompt, question("q"), [], parts, "", 0, exact=True)


def words(picture: bytes) -> list[str]:
    return [text.text or "" for text in ET.fromstring(picture).iterfind(".//{*}text")]


def test_a_line_has_a_letter_a_column() -> None:
    parts = [part(HARD, 500), part(GOLD, 1), part(RANDOM, 399), part(OTHER, 100)]

    assert line(parts, 10) == "hhhhh#rrro"
    assert line([part(GOLD, 3)], 4) == "####"
    assert line([], 10) == ""


@given(parts_of, st.integers(1, 120))
def test_evidence_shows_on_a_line_however_short_it_is(
    parts: list[Part], columns: int
) -> None:
    drawn = line(parts, columns)

    assert len(drawn) == (columns if parts else 0)
    assert ("#" in drawn) == any(part.kind is GOLD for part in parts)


@given(parts_of, st.integers(0, 2_000))
def test_stretches_hold_every_token_in_order(parts: list[Part], least: int) -> None:
    found = stretches(parts, least)

    assert [one.start + one.tokens for one in found][:-1] == [
        one.start for one in found[1:]
    ]
    sizes: Counter[PassageClass] = Counter()
    for one in found:
        sizes.update(one.sizes)
    assert sizes == {share.kind: share.tokens for share in shares(parts)}
    for one in found:
        if GOLD in one.sizes or OTHER in one.sizes:
            assert len(one.sizes) == 1
    for one, other in pairwise(found):
        evidence = {GOLD, OTHER} & {*one.sizes, *other.sizes}
        assert evidence or one.tokens >= least


def test_passages_of_one_document_are_one_stretch() -> None:
    parts = [
        *(part(RANDOM, 10, "a"), part(RANDOM, 20, "a"), part(RANDOM, 30, "b")),
        *(part(HARD, 40, "b"), part(GOLD, 50, "c"), part(RANDOM, 60, "b")),
    ]

    assert [one.tokens for one in stretches(parts, 0)] == [30, 30, 40, 50, 60]
    assert [one.tokens for one in stretches(parts, 1_000)] == [100, 50, 60]


def test_a_picture_names_classes_depths_and_sizes_and_repeats() -> None:
    parts = [
        *(part(HARD, 1_000, depth=0), part(GOLD, 50, depth=0.512)),
        *(part(GOLD, 50, "b", depth=0.512), part(RANDOM, 900, depth=0.512)),
        part(GOLD, 10, depth=1),
    ]

    drawn = svg(looked(parts))

    assert svg(looked(parts)) == drawn
    found = words(drawn)
    for text in (
        "Prompt 3fa9c1d2e0: context, 3,990 tokens (4,000 asked)",
        (
            "question before and after the documents, hard distractors, "
            "evidence asked at depth 0.5"
        ),
        "tokens of the documents, 2,010 in all",
        *("evidence 5.5%", "hard 49.8%", "random 44.8%"),
        *("depth 0.512", "depth 1.000", "0", "2,000"),
    ):
        assert found.count(text) == 1


def test_a_picture_of_no_documents_says_so() -> None:
    drawn = svg(looked([], condition="closed-book", length=None, depth=None))

    assert "no documents are shown" in words(drawn)
    assert "the question alone" in words(drawn)


def test_evidence_alone_has_no_depth() -> None:
    alone = [part(GOLD, 10)._replace(depth=None)]

    drawn = svg(looked(alone, condition="gold-only", length=None, depth=None))

    assert not any(text.startswith("depth") for text in words(drawn))
    assert "evidence 100%" in words(drawn)


def test_a_picture_does_not_grow_with_its_prompt() -> None:
    many = [part((HARD, RANDOM)[n % 2], 300, str(n)) for n in range(4_000)]

    assert len(svg(looked(many))) < 150_000


def test_a_share_is_never_written_as_none_or_all_if_it_is_not() -> None:
    found = shares([part(GOLD, 1), part(RANDOM, 9_999)])

    assert [one.words for one in found] == ["evidence <0.1%", "random >99.9%"]
    assert [one.words for one in shares([part(GOLD, 1)])] == ["evidence 100%"]
    halves = shares([part(GOLD, 1), part(RANDOM, 1)])
    assert [one.words for one in halves] == ["evidence 50.0%", "random 50.0%"]


def test_every_class_is_dressed_in_its_own_way() -> None:
    assert set(DRESSES) == set(PassageClass)
    for field in zip(*DRESSES.values(), strict=True):
        assert len(set(field)) == len(PassageClass)


@pytest.mark.parametrize("kind", PassageClass)
def test_a_picture_of_any_class_has_its_colour(kind: PassageClass) -> None:
    drawn = svg(looked([part(kind, 100)])).decode()

    assert DRESSES[kind].colour.lower() in drawn.lower()
