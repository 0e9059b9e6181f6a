"""Whoever changes a document or an answer is found out."""

import json
from pathlib import Path

import pytest

from pipeline.corpus.proving import check_corpus
from pipeline.errors import CorpusError
from tests.corpus.checking.tampered import Tampered
from tests.corpus.conftest import Corpus

OTHER = {
    "boolean": ["yes", "no"],
    "date": ["1 May 1999"],
    "list": ["Nobody"],
    "number": ["12"],
    "text": ["Nobody"],
}


def test_what_was_generated_is_clean(corpus: Corpus) -> None:
    checked = check_corpus(corpus.folder, workers=2)

    assert checked.faults == []
    assert sum(checked.questions.values()) == len(corpus.made.asked.questions)
    assert checked.documents == len(corpus.made.documents)
    assert checked.statements == corpus.made.statements


def test_a_sentence_that_is_changed_is_found(tampered: Tampered) -> None:
    row = tampered.lookup()
    (evidence,) = row["evidence"]
    other = "7".join(evidence["quote"].rsplit(_digit(evidence["quote"]), 1))
    tampered.replace(tampered.document(evidence), evidence["quote"], other)

    assert ("quote", row["id"]) in list(tampered.faults())


def _digit(quote: str) -> str:
    return next(c for c in reversed(quote) if c.isdigit() and c != "7")


def test_a_sentence_that_is_taken_away_is_found(tampered: Tampered) -> None:
    row = tampered.lookup()
    (evidence,) = row["evidence"]
    tampered.replace(tampered.document(evidence), evidence["quote"], "")

    assert ("quote", row["id"]) in list(tampered.faults())


def test_a_sentence_that_is_moved_is_found(tampered: Tampered) -> None:
    row = tampered.lookup()
    (evidence,) = row["evidence"]
    tampered.replace(tampered.document(evidence), evidence["quote"], "")
    (tampered.folder / "documents" / "moved.txt").write_text(evidence["quote"])

    found = set(tampered.faults())

    assert {("quote", row["id"]), ("evidence", row["id"]), ("leak", row["id"])} <= found


def test_a_sentence_that_repeats_the_answer_is_found(tampered: Tampered) -> None:
    row = tampered.lookup()
    quote = row["evidence"][0]["quote"]
    (tampered.folder / "documents" / "more.txt").write_text(f"It rained. {quote}")

    assert set(tampered.faults()) >= {("leak", row["id"])}


def test_the_answer_in_words_of_ones_own_is_found(tampered: Tampered) -> None:
    row = tampered.lookup()
    queries = (tampered.folder / "queries.jsonl").read_text().splitlines()
    query = next(q for q in map(json.loads, queries) if q["id"] == row["id"])
    text = (
        f"It rained.\nOf {query['subjects'][0]} all say\n{row['answers'][0]}, I hear."
    )
    (tampered.folder / "documents" / "gossip.txt").write_text(text)

    assert set(tampered.faults()) >= {("hint", row["id"])}


def test_another_gold_is_found(tampered: Tampered) -> None:
    rows = [row for row in tampered.rows() if row["category"] != "unanswerable"]
    for row in rows:
        first = row["answers"][0]
        others = row.get("choices") or OTHER[row["answer_type"]]
        row["answers"] = [*row["answers"][1:], next(o for o in others if o != first)]
    tampered.save(rows)

    found = [question for kind, question in tampered.faults() if kind == "gold"]

    assert set(found) == {row["id"] for row in rows}


def test_a_gold_is_told_as_people_write_it(tampered: Tampered) -> None:
    row = tampered.lookup()
    rows = [
        one | {"answers": ["99999"]} if one == row else one for one in tampered.rows()
    ]
    tampered.save(rows)

    details = [
        one.detail
        for one in check_corpus(tampered.folder, workers=1).faults
        if one.kind == "gold"
    ]

    assert len(details) == 1
    assert details[0].endswith(", the gold is 99999")


def test_another_unit_is_found(tampered: Tampered) -> None:
    rows = tampered.rows()
    first = next(row for row in rows if row.get("unit"))
    first["unit"] = "kg"
    tampered.save(rows)

    assert list(tampered.faults()) == [("gold", first["id"])]


def test_evidence_of_another_page_is_found(tampered: Tampered) -> None:
    rows = tampered.rows()
    first = next(row for row in rows if row.get("evidence"))
    first["evidence"][0]["page"] += 100
    tampered.save(rows)

    assert set(tampered.faults()) >= {("quote", first["id"])}


def test_what_has_no_partner_is_told(tampered: Tampered) -> None:
    first, second, *others = tampered.rows()
    tampered.save([{**first, "id": "q-9999"}, second, *others])
    with (tampered.folder / "queries.jsonl").open("a") as file:
        file.write("{}\n[\n")

    found = [pair for pair in tampered.faults() if pair[0] == "unpaired"]

    assert found == [("unpaired", "")] * 3 + [("unpaired", "q-9999")]


def test_a_document_that_cannot_be_read_is_told(tampered: Tampered) -> None:
    (tampered.folder / "documents" / "broken.pdf").write_bytes(b"%PDF-1.4\nbroken")

    assert ("unread", "") in list(tampered.faults())


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no 'documents'"):
        check_corpus(tmp_path, workers=1)


def test_a_fault_says_where(tampered: Tampered) -> None:
    row = tampered.lookup()
    quote = row["evidence"][0]["quote"]
    (tampered.folder / "documents" / "more.txt").write_text(quote)
    leaks = [
        fault
        for fault in check_corpus(tampered.folder, workers=1).faults
        if fault.kind == "leak" and fault.question == row["id"]
    ]

    assert "more.txt, page 1 states" in leaks[0].detail
