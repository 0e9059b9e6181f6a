"""A handbook binds what other genres write."""

from collections.abc import Sequence
from functools import cache

from pipeline.corpus.papers import Heading, Paper
from pipeline.tokens import count
from tests.corpus.genres.made import branch_of, papers_of, sentences


@cache
def handbooks() -> Sequence[tuple[int, Paper]]:
    return [(n, paper) for n in range(10) for paper in papers_of(n, "handbooks")]


def test_some_sites_have_one_and_it_is_long() -> None:
    assert 2 <= len(handbooks()) <= 7
    for _, paper in handbooks():
        text = " ".join(one.text for _, one in sentences([paper]))
        assert 8_000 < count(text) < 20_000


def test_it_has_each_policy_as_it_is_in_the_end() -> None:
    for number, paper in handbooks():
        facts = branch_of(number).facts
        said = {fact for _, one in sentences([paper]) for fact in one.facts}
        for policy in branch_of(number).policies:
            last = policy.versions[-1]
            for column in ("policy.interval", "policy.limit", "policy.owner"):
                fact = facts.at(column, policy.title, last)
                assert fact is None or fact in said


def test_chapters_stand_above_the_parts_of_them() -> None:
    for number, paper in handbooks():
        heads = [block for block in paper.blocks if isinstance(block, Heading)]
        above = [head.text for head in heads if head.level == 2]
        assert {policy.title for policy in branch_of(number).policies} < {*above}
        assert len(heads) > 3 * len(above) > 30
        assert not [head for head in heads if "this page" in head.text.lower()]
