"""Contracts, policies and minutes of ten branches: what they state and tell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from pipeline.corpus.checking.reading import statements
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres import contracts, minutes, policies
from pipeline.corpus.papers import (
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Sentence,
    Table,
    pieces,
)
from pipeline.corpus.relations import kind
from pipeline.corpus.world import Branch, branch

SEED = 5
BRANCHES = 10
GENRES = (contracts, policies, minutes)
OURS = ("contract", "project", "policy", "meeting")
BY_CHANCE = {"project.site"}
"""Others state it, we only now and then."""
OFFICERS = (
    *("Engineer", "Supervisor", "Superintendent", "Overseer", "Administrator"),
    *("Project Manager", "Clerk of Works"),
)
LONG = 8
"""Words: shorter sentences may well be equal."""
FIGURES = re.compile(r"\d{4}|\bEUR\b|\d,\d{3}|[A-Z]+\d*[-/]\d")


@cache
def _branches() -> Sequence[Branch]:
    return [branch(SEED, number) for number in range(BRANCHES)]


@cache
def _papers(number: int) -> Sequence[Paper]:
    of = _branches()[number]
    dice = Dice("papers", number)
    return [p for g in GENRES for p in g.papers(of, dice.of(g.__name__))]


def _all() -> Iterator[Paper]:
    for number in range(BRANCHES):
        yield from _papers(number)


def _pieces(paper: Paper) -> Iterator[tuple[Sentence, bool]]:
    """Yield each sentence, and whether it is a row."""
    for block in paper.blocks:
        yield from ((one, isinstance(block, Table)) for one in pieces(block))


def _told() -> list[str]:
    return [s.text for p in _all() for s, row in _pieces(p) if not (s.facts or row)]


def test_a_sentence_reads_back_to_exactly_what_it_states() -> None:
    wrong = [
        (sentence.text, read)
        for paper in _all()
        for sentence, _ in _pieces(paper)
        if (read := {f for one in statements(sentence.text) for f in one.facts})
        != set(sentence.facts)
    ]
    assert wrong == []


def test_what_only_tells_holds_no_figure_and_no_subject() -> None:
    subjects = {
        fact.subject
        for of in _branches()
        for fact in of.facts
        if kind(fact.relation) in {*OURS, "company"}
    }
    names = re.compile("|".join(map(re.escape, sorted(subjects))))

    assert [text for text in _told() if FIGURES.search(text)] == []
    assert [text for text in _told() if names.search(text)] == []


def test_nothing_is_stated_before_its_day() -> None:
    early = [
        (paper.name, fact)
        for number, of in enumerate(_branches())
        for paper in _papers(number)
        for sentence, _ in _pieces(paper)
        for fact in (*sentence.facts, *sentence.mentions)
        if _begins(of, fact) > paper.made.date()
    ]
    assert early == []


def _begins(of: Branch, fact: Fact) -> date:
    if fact.on is not None:
        return fact.on
    relation = {"contract": "contract.signed", "meeting": "meeting.on"}
    begun = of.facts.latest(relation.get(kind(fact.relation), ""), fact.subject)
    return begun.value if begun and isinstance(begun.value, date) else date.min


@pytest.mark.parametrize("number", range(BRANCHES))
def test_the_whole_history_is_stated(number: int) -> None:
    stated = {
        fact
        for paper in _papers(number)
        for sentence, _ in _pieces(paper)
        for fact in sentence.facts
    }
    of = _branches()[number].facts
    wanted = {f for f in of if kind(f.relation) in OURS and f.relation not in BY_CHANCE}

    assert wanted - stated == set()


def test_an_older_value_counts_as_named_only_where_it_is() -> None:
    named = [s for p in _all() for s, _ in _pieces(p) if s.mentions]

    assert named
    for sentence in named:
        (older,) = sentence.mentions
        (newer,) = sentence.facts
        assert (older.relation, older.subject) == (newer.relation, newer.subject)
        assert older.on is not None
        assert newer.on is not None
        assert older.on < newer.on


def test_branches_tell_in_words_of_their_own() -> None:
    told = [text for text in _told() if len(text.split()) >= LONG]
    again = sum(count - 1 for count in Counter(told).values())

    assert again / len(told) < 0.03


def test_a_secretary_has_one_manner_for_life_and_all_manners_are_met() -> None:
    kinds: dict[str, set[str]] = {}
    for number in range(BRANCHES):
        for paper in minutes.papers(_branches()[number], Dice("life", number)):
            if not paper.path.endswith("circular"):
                manner = re.sub(r".*?(Minutes|notes|said).*", r"\1", paper.title)
                kinds.setdefault(paper.author, set()).add(manner)

    assert {len(manners) for manners in kinds.values()} == {1}
    assert set[str]().union(*kinds.values()) == {"Minutes", "notes", "said"}


def test_contracts_are_short_and_long_and_changed_by_deeds_and_letters() -> None:
    papers = [p for p in _all() if p.path.startswith("contracts/")]
    words = [sum(len(s.text.split()) for s, _ in _pieces(p)) for p in papers]
    changes = [p.title for p in papers if "amendment" in p.path]

    assert min(words) < 150
    assert max(words) > 1_500
    assert any("ariation" in title for title in changes)
    assert any("mend" in title for title in changes)
    assert {p.format for p in papers} == {"docx", "pdf"}


def test_the_same_dice_bring_the_same_papers() -> None:
    of = _branches()[0]

    for genre in GENRES:
        assert [*genre.papers(of, Dice("x"))] == [*genre.papers(of, Dice("x"))]
        assert [*genre.papers(of, Dice("x"))] != [*genre.papers(of, Dice("y"))]


def _minutes() -> Iterator[tuple[Branch, Paper]]:
    for number, of in enumerate(_branches()):
        for paper in _papers(number):
            if paper.path.startswith("minutes/") and "circular" not in paper.path:
                yield of, paper


def test_minutes_name_no_works_before_they_are_let() -> None:
    early = [
        (paper.name, contract.works)
        for of, paper in _minutes()
        for contract in of.contracts
        for sentence, _ in _pieces(paper)
        if contract.works.lower() in sentence.text.lower()
        and (signed := of.facts.latest("contract.signed", contract.reference))
        and str(signed.value) > str(paper.made.date())
    ]
    assert early == []


def test_nobody_speaks_of_themselves_as_of_another() -> None:
    spoken = [
        (block.sentences[0].text.removesuffix(":"), block.text)
        for _, paper in _minutes()
        for block in paper.blocks
        if isinstance(block, Paragraph) and block.sentences[0].text.endswith(":")
    ]
    assert spoken
    assert [text for name, text in spoken if text.count(name) > 1] == []


def test_a_list_of_names_is_as_long_as_the_attendance() -> None:
    listed = 0
    for of, paper in _minutes():
        held = next(m for m in of.meetings if m.on == paper.made.date())
        chair = of.facts.latest("meeting.chair", held.reference)
        present = of.facts.latest("meeting.present", held.reference)
        for heading, block in pairwise(paper.blocks):
            if heading in {Heading("Also Present"), Heading("Names")}:
                assert isinstance(block, Bullets)
                assert present is not None
                assert len(block.items) + bool(chair) == present.value
                listed += 1
    assert listed


def test_nobody_is_to_remind_themselves() -> None:
    tasks = [
        (row.cells[2], row.cells[1])
        for _, paper in _minutes()
        for block in paper.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert tasks
    assert [what for who, what in tasks if who in what] == []


def test_a_contract_and_its_amendments_have_one_name_for_each_party() -> None:
    named: dict[str, set[str]] = {}
    for paper in _all():
        if paper.path.startswith("contracts/"):
            text = " ".join(s.text for s, _ in _pieces(paper))
            of = named.setdefault(paper.head, set())
            of |= {one for one in OFFICERS if one in text}

    assert max(map(len, named.values())) == 1
    assert len(set[str]().union(*named.values())) > 2


def test_no_list_has_one_item() -> None:
    lists = [b for p in _all() for b in p.blocks if isinstance(b, Bullets)]
    assert min(len(block.items) for block in lists) > 1


def test_a_contract_says_what_it_is_for_before_its_first_clause() -> None:
    for number, of in enumerate(_branches()):
        works = {f"Contract {one.reference}": one.works for one in of.contracts}
        for paper in _papers(number):
            if paper.path.startswith("contracts/") and "amendment" not in paper.path:
                begin = " ".join(
                    sentence.text
                    for block in paper.blocks[:2]
                    for sentence in pieces(block)
                )
                assert works[paper.head] in begin, paper.name


def test_the_chair_welcomes_others() -> None:
    seen = 0
    for of, paper in _minutes():
        held = next(m for m in of.meetings if m.on == paper.made.date())
        chair = of.facts.latest("meeting.chair", held.reference)
        for sentence, _ in _pieces(paper):
            if chair and "the chair" in sentence.text.lower() and not sentence.facts:
                assert str(chair.value) not in sentence.text
                seen += 1
    assert seen


POST = re.compile(r"\bthe ((?:sampling|compliance|water quality) officer)\b")


def test_one_post_carries_a_policy_out_in_all_versions() -> None:
    posts: dict[str, set[str]] = {}
    for paper in _all():
        if paper.path.startswith("policies/"):
            text = " ".join(s.text for s, _ in _pieces(paper))
            posts.setdefault(paper.head, set()).update(POST.findall(text))

    assert max(map(len, posts.values())) == 1
    assert len(set[str]().union(*posts.values())) > 1
