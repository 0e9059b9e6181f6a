"""Places are read as models write them, and counted against the evidence."""

import json
from collections.abc import Mapping

import pytest

from pipeline.score.citing.citations import (
    MOST_PLACES,
    Evidence,
    Page,
    compared,
    places,
)
from pipeline.score.reading.reply import read_reply
from pipeline.values.document_names import DocumentNames

NAMES = DocumentNames(
    {
        "filings/report.pdf": "R",
        "notes 2019.md": "N",
        "Smith, J. letter.txt": "S",
        "old/minutes.pdf": "M1",
        "new/minutes.pdf": "M2",
    }
)
LABELS: Mapping[str, Mapping[int, str]] = {
    "R": {
        n: "iv" if n == 4 else "F-2" if n == 30 else str(n - 4) for n in range(1, 31)
    },
    "N": {1: "Opening", 2: "Depth of the quay"},
    "S": {1: "1"},
    "M1": {1: "1"},
    "M2": {1: "1", 2: "2"},
}


def cited(reply: object) -> list[tuple[str, str, str]]:
    said = reply if isinstance(reply, str) else json.dumps(reply)
    found = places(read_reply(said), NAMES)
    return [("".join(sorted(one.documents)), one.name, one.page) for one in found]


def listed(*pages: object) -> list[tuple[str, str, str]]:
    return cited({"answer": "x", "pages": pages})


@pytest.mark.parametrize(
    "text",
    [
        "report.pdf p.12",
        "[report.pdf p.12]",
        "filings/report.pdf p. 12",
        "REPORT p. 12",
        "report.pdf, p. 12",
        "report.pdf, page 12",
        "report.pdf#page=12",
        "report.pdf:12",
        "report.pdf (12)",
        "page 12 of report.pdf",
        "p12 of the report",
        "Source: report.pdf, pg. 012",
    ],
)
def test_a_page_of_a_named_document_is_read(text: str) -> None:
    assert listed(text) == [("R", "", "12")]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("12", ["12"]),
        ("p. iv", ["iv"]),
        ("page F-2", ["F-2"]),
        ("pp. 12-14", ["12", "13", "14"]),
        ("pages 12 and 14", ["12", "14"]),
        ("pages 12 to 14", ["12", "13", "14"]),
        ("ii-iv", ["ii", "iv"]),
        ("14-12", ["14", "12"]),
    ],
)
def test_pages_without_a_document_are_of_none_in_particular(
    text: str, pages: list[str]
) -> None:
    assert listed(text) == [("", "", page) for page in pages]


def test_numbers_go_on_with_the_document_named_last() -> None:
    assert listed("report.pdf p. 3, 5", "notes 2019.md p.1; 2", 7) == [
        ("R", "", "3"),
        ("R", "", "5"),
        ("N", "", "1"),
        ("N", "", "2"),
        ("N", "", "7"),
    ]


def test_a_name_with_a_comma_is_put_together_again() -> None:
    assert listed("Smith, J. letter.txt p.1") == [("S", "", "1")]


def test_a_document_without_a_page_is_a_place_unless_its_page_follows() -> None:
    assert listed("report.pdf", "notes 2019") == [("R", "", ""), ("N", "", "")]
    assert listed("gone.pdf", "p. 4") == [("", "gone.pdf", "4")]
    assert listed("Table 3") == []


def test_a_name_that_two_documents_have_is_of_both() -> None:
    assert listed("minutes.pdf p.2") == [("M1M2", "", "2")]
    assert listed("new/minutes.pdf p.2") == [("M2", "", "2")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was 5 [report.pdf p.12].", [("R", "", "12")]),
        ("It was 5 (page 12).", [("", "", "12")]),
        ("As page 12 of report.pdf shows, it was 5.", [("R", "", "12")]),
        ("It was 5, see report.pdf, page 12.", [("R", "", "12")]),
        ("report.pdf (p. 12) says 5.", [("R", "", "12")]),
        ("5 [report.pdf p.1; notes 2019.md p.2]", [("R", "", "1"), ("N", "", "2")]),
        ("5 [gone.pdf p.1]", [("", "gone.pdf", "1")]),
        ("It rose 5 pp. in 2019, up to 5 p.m. [1]", []),
    ],
)
def test_places_in_prose_are_read(text: str, found: list[tuple[str, str, str]]) -> None:
    assert cited(text) == found


def test_in_a_corpus_of_one_document_any_words_mean_that_one() -> None:
    one = DocumentNames({"10k.pdf": "K"})
    reply = read_reply('{"answer": "x", "pages": ["the 10-K filing, p. 3"]}')

    assert [place.documents for place in places(reply, one)] == [{"K"}]
    assert [place.documents for place in places(reply, NAMES)] == [set()]


def counts(evidence: set[Page], *pages: object) -> tuple[object, ...]:
    reply = read_reply(json.dumps({"answer": "x", "pages": pages}))
    found = compared(
        places(reply, NAMES),
        Evidence(frozenset(evidence), LABELS),
        call="c",
        gold="g",
    )
    return (
        (found.cited, found.known, found.on_evidence),
        (found.evidence, found.evidence_cited),
        found.numbering,
    )


def test_precision_and_recall_have_their_counts() -> None:
    evidence = {("R", 12), ("R", 20)}

    found = counts(evidence, "report.pdf p.12", "report.pdf p.13", "report.pdf p.99")

    assert found == ((3, 2, 1), (2, 1), "physical")


def test_a_bare_number_is_of_a_document_of_the_evidence() -> None:
    assert counts({("R", 12)}, "12") == ((1, 1, 1), (1, 1), "physical")
    assert counts({("M2", 2)}, "notes 2019 p.2") == ((1, 1, 0), (1, 0), None)
    assert counts({("M2", 2)}, "gone.pdf p.2") == ((1, 0, 0), (1, 0), None)


def test_what_is_printed_on_a_page_is_its_second_number() -> None:
    assert counts({("R", 12)}, "8") == ((1, 1, 1), (1, 1), "printed")
    assert counts({("R", 4)}, "p. IV") == ((1, 1, 1), (1, 1), "printed")
    assert counts({("R", 30)}, "F-2") == ((1, 1, 1), (1, 1), "printed")
    assert counts({("R", 12), ("R", 20)}, "8", "20")[2] == "mixed"
    assert counts({("R", 8)}, "8")[2] == "physical"


def test_one_place_cited_twice_is_one() -> None:
    assert counts({("R", 12)}, "12", "report.pdf p.12", "p. 12")[0] == (1, 1, 1)


def test_a_document_of_one_page_needs_no_number() -> None:
    assert counts({("S", 1)}, "Smith, J. letter") == ((1, 1, 1), (1, 1), "physical")


def test_a_document_alone_is_no_page() -> None:
    assert counts({("R", 1)}, "report.pdf") == ((0, 0, 0), (1, 0), None)
    assert counts({("R", 1)}, "gone.pdf") == ((1, 0, 0), (1, 0), None)


def test_a_document_named_by_a_number_does_not_take_pages_for_itself() -> None:
    numbered = DocumentNames({"12.pdf": "T", "13.pdf": "U"})
    reply = read_reply('{"answer": "x", "pages": ["12"]}')

    assert places(reply, numbered)[0].documents == set()


@pytest.mark.parametrize(
    "reply",
    [
        {"answer": "x", "pages": [str(n) for n in range(10_000)]},
        {"answer": "x", "pages": ["1-99999"] * 100},
        {"answer": "x", "pages": ["(" * 90_000, "p. " * 30_000, "p. 1-" * 20_000]},
        "on page 12 of report.pdf " * 20_000,
        "[p.1" * 100_000,
        "(page 1) " * 50_000,
        "p" * 5_000_000,
    ],
)
def test_hostile_citations_are_read_in_bounded_time(reply: object) -> None:
    assert len(cited(reply)) <= MOST_PLACES
