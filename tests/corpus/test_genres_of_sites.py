"""Reports, inspections, incidents, ledgers and district reports over drawn branches."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import pytest

from pipeline.corpus.checking.reading import statements
from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres import (
    district,
    incidents,
    inspections,
    ledgers,
    reports,
)
from pipeline.corpus.papers import Heading, Paper, Row, Sentence, Table, pieces
from pipeline.corpus.relations import RELATIONS, Shape, Time
from pipeline.corpus.world import Branch, branch
from pipeline.corpus.world import district as drawn
from pipeline.tokens import count
from tests.corpus.genres.made import ODD

SEED = 7
BRANCHES = range(10)
GENRES = {
    "reports": reports.papers,
    "inspections": inspections.papers,
    "incidents": incidents.papers,
    "ledgers": ledgers.papers,
}
# The dates of these are days on which the thing began to be.
BEGINNINGS = {"asset.installed", "contract.signed", "entry.on", "incident.on"}


@cache
def papers_of(genre: str, number: int) -> Sequence[Paper]:
    dice = Dice("test", genre, number)
    if genre == "district":
        return list(district.papers(drawn(SEED, number), dice))
    return list(GENRES[genre](one(number), dice))


@cache
def one(number: int) -> Branch:
    return branch(SEED, number)


def all_papers() -> Iterator[Paper]:
    for genre in GENRES:
        for number in BRANCHES:
            yield from papers_of(genre, number)
    yield from papers_of("district", 0)


def sentences(paper: Paper) -> Iterator[Sentence]:
    for block in paper.blocks:
        yield from pieces(block)


@pytest.mark.parametrize("genre", [*GENRES, "district"])
def test_each_sentence_and_row_reads_back_to_what_it_states(genre: str) -> None:
    for number in (0, 1):
        for paper in papers_of(genre, number):
            for sentence in sentences(paper):
                read = {fact for r in statements(sentence.text) for fact in r.facts}
                assert read == set(sentence.facts), sentence.text


def test_titles_headings_and_captions_state_nothing() -> None:
    for paper in all_papers():
        told = [paper.title, paper.head]
        told += [block.text for block in paper.blocks if isinstance(block, Heading)]
        told += [block.caption for block in paper.blocks if isinstance(block, Table)]
        assert [text for text in told if [*statements(text)]] == []


def test_no_running_head_tells_where_the_things_below_it_belong() -> None:
    names = {one(number).site.name for number in BRANCHES}
    codes = re.compile(r"[A-Z]+-\d")
    heads = {paper.head for paper in all_papers()}
    assert [h for h in heads if codes.search(h) or any(n in h for n in names)] == []


def test_what_is_told_has_no_figures_that_could_be_an_answer() -> None:
    figures = re.compile(r"\d{4}|EUR|\d,\d{3}|\b[A-Z]+[-/]\d")
    told = [
        sentence.text
        for paper in all_papers()
        for sentence in sentences(paper)
        if not sentence.facts and figures.search(sentence.text)
    ]
    assert told == []


def test_no_sentence_is_mistyped() -> None:
    odd = [
        sentence.text
        for paper in all_papers()
        for block in paper.blocks
        if not isinstance(block, Table)
        for sentence in pieces(block)
        if not sentence.facts and ODD.search(sentence.text)
    ]
    assert odd == []


def test_a_report_of_an_incident_goes_on_without_where_and_when_it_was() -> None:
    short = {
        "loss of prime at start-up": "loss of prime",
        "slow travel on the round": "slow travel",
        "trip on overload": "trip on overload",
        "water in the dryer": "water in the dryer",
    }
    other = one(0)
    for what, event in short.items():
        row = other.incidents[0]._replace(what=what)
        bare = other._replace(incidents=[row])
        (paper,) = incidents.papers(bare, Dice("event", what))
        text = " ".join(sentence.text for sentence in sentences(paper))
        mentions = Counter(
            re.findall(rf"the {event}(?: at start-up| on the round)?", text)
        )
        assert mentions[f"the {what}"] >= 1
        assert mentions[f"the {event}"] >= 1


def test_no_ice_holds_in_summer_in_any_report() -> None:
    cold = re.compile(r"\bIce\b|Hard frost|heaters ran")
    warm = re.compile(r"\bMay\b|June|July|summer|August|September")
    told = [
        sentence.text
        for number in BRANCHES
        for paper in papers_of("reports", number)
        for sentence in sentences(paper)
        if not sentence.facts and cold.search(sentence.text)
    ]
    assert told
    assert [text for text in told if warm.search(text)] == []


def test_no_branch_reads_the_same_sentence_in_two_rounds() -> None:
    for genre, most in (("reports", 5), ("inspections", 1)):
        for number in BRANCHES:
            said = Counter(
                sentence.text
                for paper in papers_of(genre, number)
                for block in paper.blocks
                if not isinstance(block, Table)
                for sentence in pieces(block)
                if not sentence.facts
            )
            again = sum(times > 1 for times in said.values())
            assert again <= most, (genre, number)


def test_few_sentences_are_told_twice_in_ten_branches() -> None:
    for genre in ("reports", "incidents", "inspections"):
        told = Counter(
            sentence.text
            for number in BRANCHES
            for paper in papers_of(genre, number)
            for block in paper.blocks
            if not isinstance(block, Table)
            for sentence in pieces(block)
            if not sentence.facts and len(sentence.text.split()) >= 8
        )
        again = sum(count for count in told.values() if count > 1)
        assert again <= 0.06 * sum(told.values()), genre


def test_no_paper_states_what_was_not_so_yet() -> None:
    early = [
        (paper.name, fact)
        for paper in all_papers()
        for sentence in sentences(paper)
        for fact in sentence.facts
        for day in _begins(fact)
        if day > paper.made.date()
    ]
    assert early == []


def _begins(fact: Fact) -> Iterator[date]:
    if fact.on is not None:
        yield fact.on
    if fact.relation in BEGINNINGS and isinstance(fact.value, date):
        yield fact.value


def test_every_voucher_is_in_one_ledger_with_all_that_is_known_of_it() -> None:
    for number in BRANCHES:
        rows = [
            (paper.format, row)
            for paper in papers_of("ledgers", number)
            for block in paper.blocks
            if isinstance(block, Table)
            for row in block.rows
        ]
        assert {written for written, _ in rows} == {"xlsx", "csv"}
        stated = [fact for _, row in rows for fact in row.facts]
        wanted = [f for f in one(number).facts if f.relation.startswith("entry.")]
        assert sorted(stated, key=str) == sorted(wanted, key=str)


def test_the_reports_of_a_site_tell_its_whole_history() -> None:
    for number in BRANCHES:
        stated = {
            fact
            for paper in papers_of("reports", number)
            for sentence in sentences(paper)
            for fact in sentence.facts
        }
        history = {
            fact
            for fact in one(number).facts
            if fact.relation.startswith("site.")
            and RELATIONS[fact.relation].time is not Time.FIXED
        }
        assert history <= stated


def test_a_log_of_an_incident_has_its_entries_in_order() -> None:
    """What needs another entry comes after it."""
    pairs = [("Spare found in the store", "Spare does not fit"),
             ("Reserve set started", "Reserve set takes the load"),
             ("Breaker trips, reset once", "Breaker trips after a reset, left open"),
             ("Cover lifted", "Fitters go home")]  # fmt: skip
    seen = 0
    for number in BRANCHES:
        for paper in papers_of("incidents", number):
            rows = [row for b in paper.blocks if isinstance(b, Table) for row in b.rows]
            said = [row.cells[-1] for row in rows]
            for early, late in pairs:
                if early in said and late in said:
                    assert said.index(early) < said.index(late)
                    seen += 1
    assert seen >= 5


def test_nobody_tells_how_a_cause_was_found_that_is_not_known() -> None:
    finding = ("could be told at", "before one fitted", "On opening the")
    unknown = 0
    for number in BRANCHES:
        for paper, row in zip(
            papers_of("incidents", number), one(number).incidents, strict=True
        ):
            if one(number).facts.latest("incident.cause", row.reference) is None:
                said = " ".join(sentence.text for sentence in sentences(paper))
                assert not any(words in said for words in finding)
                unknown += 1
    assert unknown


def test_a_point_is_looked_at_once_and_has_the_mark_it_deserves() -> None:
    marks = {"Sound", "Sound, noted", "Watch", "Act"}
    for paper in papers_of("inspections", 0):
        tables = [block for block in paper.blocks if isinstance(block, Table)]
        for rows in (table.rows for table in tables if table.head[0] == "Point"):
            points = [row.cells[0] for row in rows]
            assert len(points) == len(set(points)) >= 2
            for _, found, mark in (row.cells for row in rows):
                assert mark in marks
                assert mark != "Sound" or "to be" not in found


def test_each_incident_and_each_asset_has_its_report() -> None:
    for number in BRANCHES:
        for genre, kind in (("incidents", "incident."), ("inspections", "asset.")):
            stated = {
                fact.subject
                for paper in papers_of(genre, number)
                for sentence in sentences(paper)
                for fact in sentence.facts
            }
            wanted = {
                f.subject for f in one(number).facts if f.relation.startswith(kind)
            }
            assert wanted <= stated


def test_a_district_lays_each_of_its_sites_beside_the_others() -> None:
    (paper,) = papers_of("district", 0)
    of_tables = Counter(
        row.facts[0].subject
        for block in paper.blocks
        if isinstance(block, Table)
        for row in block.rows
        if RELATIONS[row.facts[0].relation].shape is not Shape.MONEY
    )
    assert all(of_tables[site.site.name] >= 2 for site in drawn(SEED, 0).branches)


def test_a_district_prints_all_that_was_measured_and_is_long() -> None:
    (paper,) = papers_of("district", 0)
    stated = {fact for sentence in sentences(paper) for fact in sentence.facts}
    readings = {
        fact
        for site in drawn(SEED, 0).branches
        for fact in site.facts
        if RELATIONS[fact.relation].time is Time.AT
    }
    assert readings <= stated
    assert count(" ".join(one.text for one in sentences(paper))) > 15_000


@pytest.mark.parametrize("genre", ["ledgers", "inspections"])
def test_some_sites_keep_few_long_books_and_some_many(genre: str) -> None:
    books = {
        len([paper for paper in papers_of(genre, number) if paper.format != "csv"])
        for number in BRANCHES
    }
    assert min(books) == 1
    assert max(books) >= 3


def test_a_table_of_several_columns_has_no_row_of_one_fact() -> None:
    tables = [
        {len(row.facts) for row in block.rows}
        for number in (0, 1, 2)
        for paper in papers_of("district", number)
        for block in paper.blocks
        if isinstance(block, Table)
    ]
    assert len(tables) > 30
    assert [facts for facts in tables if 1 in facts and len(facts) > 1] == []


def test_no_row_is_wider_or_narrower_than_its_head() -> None:
    uneven = [
        (paper.name, block.head, row.cells)
        for paper in all_papers()
        for block in paper.blocks
        if isinstance(block, Table)
        for row in _uneven(block)
    ]
    assert uneven == []


def _uneven(table: Table) -> list[Row]:
    return [row for row in table.rows if len(row.cells) != len(table.head)]


def test_the_same_seed_writes_the_same_and_no_path_comes_twice() -> None:
    again = list(reports.papers(one(3), Dice("test", "reports", 3)))
    assert again == papers_of("reports", 3)
    paths = [paper.name for paper in all_papers()]
    assert len(paths) == len(set(paths))
