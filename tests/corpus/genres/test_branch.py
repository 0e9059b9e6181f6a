"""All papers of a branch together."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from pipeline.corpus.checking.reading import statements
from pipeline.corpus.genres import in_turns
from pipeline.corpus.papers import Paper, Table, pieces
from pipeline.corpus.relations import RELATIONS, Shape, Time
from pipeline.corpus.values import Voice, written
from pipeline.tokens import count
from tests.corpus.genres.made import branch_of, papers_of, sentences, told

BRANCHES = (0, 1)
FORMATS = {"pdf", "docx", "html", "md", "eml", "xlsx", "csv", "pptx", "txt"}
FIGURES = re.compile(r"\d{4}|\d,\d{3}|EUR|euros|\d+ (?:January|March|June|December)\b")
REFERENCES = re.compile(r"\b[A-Z]+\d*[-/]\d[\w/-]*")
MONTHS = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September"
                    r"|October|November|December) \d{4}")  # fmt: skip


@pytest.mark.parametrize("number", BRANCHES)
def test_no_two_papers_of_a_branch_have_one_name(number: int) -> None:
    names = Counter(paper.path for paper in papers_of(number))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("number", BRANCHES)
def test_names_are_safe_on_every_disk(number: int) -> None:
    for paper in papers_of(number):
        assert re.fullmatch(r"[a-z]+(/[a-z0-9][a-z0-9-]*)+", paper.path), paper.path
        assert len(paper.name) < 120


def test_a_branch_has_all_nine_formats_and_its_first_papers_most() -> None:
    assert {paper.format for paper in papers_of(0)} == FORMATS
    for number in BRANCHES:
        first = {paper.format for paper in papers_of(number)[:8]}
        assert len(first) >= 7, first


@pytest.mark.parametrize("number", BRANCHES)
def test_a_branch_is_as_long_as_planned(number: int) -> None:
    text = "\n".join(sentence.text for _, sentence in sentences(papers_of(number)))
    assert 20_000 < count(text) < 55_000


def test_the_same_seed_writes_the_same_papers() -> None:
    again = list(papers_of.__wrapped__(0))
    assert again == papers_of(0)


@pytest.mark.parametrize("number", BRANCHES)
def test_nothing_is_stated_before_its_day(number: int) -> None:
    for paper, sentence in sentences(papers_of(number)):
        day = paper.made.date()
        for fact in (*sentence.facts, *sentence.mentions):
            closed = RELATIONS[fact.relation].time is Time.AT
            begins = fact.on or date.min
            wait = timedelta(days=27 if closed else 0)
            assert begins == date.min or begins + wait <= day, sentence


@pytest.mark.parametrize("number", BRANCHES)
def test_nobody_speaks_of_what_has_not_happened(number: int) -> None:
    """A signing, an incident, a meeting or a payment lies before its mention."""
    happened = ("contract.signed", "incident.on", "meeting.on", "entry.on")
    for paper, sentence in sentences(papers_of(number)):
        for fact in sentence.facts:
            if fact.relation in happened and isinstance(fact.value, date):
                assert fact.value <= paper.made.date(), sentence


@pytest.mark.parametrize("number", BRANCHES)
def test_nobody_says_how_long_an_incident_took_before_it_is_over(number: int) -> None:
    began = {one.reference: one.on for one in branch_of(number).incidents}
    for paper, sentence in sentences(papers_of(number)):
        for fact in sentence.facts:
            if fact.relation == "incident.hours":
                over = timedelta(hours=float(str(fact.value)))
                assert began[fact.subject] + over <= paper.made.date(), sentence


@pytest.mark.parametrize("number", BRANCHES)
def test_each_sentence_reads_back_to_exactly_what_it_states(number: int) -> None:
    for paper in papers_of(number):
        for block in paper.blocks:
            for sentence in pieces(block):
                text = sentence.text
                if isinstance(block, Table):
                    continue
                read = {fact for one in statements(text) for fact in one.facts}
                assert read == set(sentence.facts), (paper.name, text)


@pytest.mark.parametrize("number", BRANCHES)
def test_each_row_reads_back_to_exactly_what_it_states(number: int) -> None:
    for paper in papers_of(number):
        tables = [block for block in paper.blocks if isinstance(block, Table)]
        for head, row in ((one.head, row) for one in tables for row in one.rows):
            line = " | ".join(row.cells)
            read = {fact for one in statements(line) for fact in one.facts}
            assert read == set(row.facts), (paper.name, line)
            assert len(row.cells) == len(head), (paper.name, line)


@pytest.mark.parametrize("number", BRANCHES)
def test_an_older_value_is_named_where_it_is_said_to_be(number: int) -> None:
    for _, sentence in sentences(papers_of(number)):
        for fact in sentence.mentions:
            relation = RELATIONS[fact.relation]
            forms = [
                written(fact.value, relation.shape, relation.unit, voice)
                for voice in Voice
            ]
            assert any(form in sentence.text for form in forms), sentence


@pytest.mark.parametrize("number", BRANCHES)
def test_what_only_tells_holds_no_figure_that_could_be_an_answer(number: int) -> None:
    for paper, text in told(papers_of(number)):
        bare = MONTHS.sub("", REFERENCES.sub("", text))
        assert not FIGURES.search(bare), (paper.name, text)


def test_what_only_tells_names_no_value_of_the_branch() -> None:
    """Serial numbers and causes are a branch's own: in no sentence by chance."""
    facts = branch_of(0).facts
    values = {
        str(fact.value)
        for fact in facts
        if RELATIONS[fact.relation].shape is Shape.CODE
        or fact.relation == "incident.cause"
    }
    for paper, text in told(papers_of(0)):
        assert not [value for value in values if value in text], (paper.name, text)


def test_the_kinds_of_papers_take_turns() -> None:
    def kind(*names: str) -> list[Paper]:
        paper = papers_of(0)[0]
        return [paper._replace(path=name) for name in names]

    turns = in_turns(map(iter, (kind("a1", "a2", "a3"), kind(), kind("c1"))))
    assert [paper.path for paper in turns] == ["a1", "c1", "a2", "a3"]
