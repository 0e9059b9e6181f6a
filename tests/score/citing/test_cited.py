"""A run has its citations beside its verdicts, for evidence as it is located now."""

import json
from collections.abc import Iterator

import pytest

from pipeline.progress import silent
from pipeline.records import Chunk, Condition, Page, PlantedChunk
from pipeline.report.rows import Citing
from pipeline.score.stage import score_run
from pipeline.store import Store
from tests.support.bench_data import fill, put
from tests.support.bench_design import Asked, Design, Ended

DESIGN = Design(
    models=("north/aurora-2",),
    documents=3,
    questions=1,
    unanswerable=1,
    lengths=(4_000,),
    controls=(Condition.CLOSED_BOOK, Condition.GOLD_REMOVED),
)
CITED: dict[str, dict[str, object]] = {
    "q-0-0": {"pages": ["doc-00.pdf p.1", "p. 2"], "quotes": ["cost  7 million", "8"]},
    "q-1-0": {"pages": ["p. iii"], "quote": "it never cost"},
    "q-2-0": {"pages": []},
}


def ending(asked: Asked) -> Ended:
    """Answer the first two rightly, each with its own citations, the third wrongly."""
    gold = (*asked.question.answers, "Thorne")[0]
    answer = "9 tonnes" if asked.question.id == "q-2-0" else gold
    cites = CITED.get(asked.question.id, {"pages": ["1"]})
    said = {"answer": answer, "status": "answered"}
    return Ended(verdict=None, answer=json.dumps(said | cites))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as store:
        fill(store, DESIGN, ending)
        put(
            store,
            "pages",
            [
                Page(document=f"doc-{n:02}", number=page, label=label, engine="x")
                for n in range(3)
                for page, label in ((1, "iii"), (2, "iv"))
            ],
        )
        store._db.execute(
            "UPDATE raw.located SET document = replace(document, '.pdf', '')"
        )
        texts = ("In 1990 it co", "st 7\nmillion.")
        put(
            store,
            "chunks",
            [
                Chunk(document="doc-00", ordinal=n, page=1, text=text, tokens=1)
                for n, text in enumerate(texts)
            ],
            also=[],
        )
        yield store


def rows(store: Store) -> dict[str, tuple[object, ...]]:
    found = store._db.execute(
        "SELECT calls.question, calls.condition, citations.* FROM citations "
        "JOIN calls ON calls.id = citations.call ORDER BY ALL"
    ).fetchall()
    assert {row[1] for row in found} <= {"context"}
    return {row[0]: row[4:] for row in found}


def test_what_an_answer_cites_is_stored_with_its_verdict(store: Store) -> None:
    score_run(store, DESIGN.run, silent)

    assert rows(store) == {
        "q-0-0": (2, 2, 1, 1, 1, "physical", 2, 1),
        "q-1-0": (1, 1, 1, 1, 1, "printed", 1, 0),
        "q-2-0": (0, 0, 0, 1, 0, None, 0, 0),
    }


def test_evidence_that_moved_is_compared_where_it_stands_now(store: Store) -> None:
    score_run(store, DESIGN.run, silent)
    store._db.execute("UPDATE raw.located SET page = 2, how = 'moved'")

    score_run(store, DESIGN.run, silent)

    assert rows(store)["q-0-0"] == (2, 2, 1, 1, 1, "physical", 2, 1)
    assert rows(store)["q-1-0"] == (1, 1, 0, 1, 0, None, 1, 0)


def test_evidence_on_two_pages_is_half_cited_by_one(store: Store) -> None:
    store._db.execute(
        "INSERT INTO raw.located SELECT * REPLACE (1 AS evidence, 2 AS page) "
        "FROM raw.located WHERE question = 'q-1-0'"
    )

    score_run(store, DESIGN.run, silent)

    assert rows(store)["q-1-0"][2:5] == (1, 2, 1)


def test_a_planted_fact_is_cited_on_the_page_of_its_host(store: Store) -> None:
    """And its words stand in what was shown, though in no document."""
    text = "In 1990 it co\n\nand it never cost more."
    made = PlantedChunk(
        id="p", document="doc-01", ordinal=0, page=1, text=text, tokens=9
    )
    store.insert("questions_add_planted", [made])
    store._db.execute(
        "INSERT INTO raw.located SELECT * REPLACE (9 AS evidence, 2 AS page, "
        "'planted' AS how, (SELECT number FROM raw.planted) AS planted, "
        "'companion' AS role) FROM raw.located WHERE question = 'q-1-0'"
    )

    score_run(store, DESIGN.run, silent)

    assert rows(store)["q-1-0"] == (1, 1, 1, 1, 1, "printed", 1, 1)
    assert rows(store)["q-0-0"][-2:] == (2, 1)


def test_a_question_counts_for_the_document_of_its_first_fact(store: Store) -> None:
    """A companion is no evidence, whichever comes first in the set."""
    store._db.execute("UPDATE raw.located SET evidence = 1 WHERE question = 'q-1-0'")
    store._db.execute(
        "INSERT INTO raw.located SELECT * REPLACE (0 AS evidence, "
        "'companion' AS role, 'doc-02' AS document) "
        "FROM raw.located WHERE question = 'q-1-0'"
    )

    clusters = store._db.execute(
        "SELECT DISTINCT cluster FROM verdicts WHERE question = 'q-1-0'"
    ).fetchall()

    assert clusters == [("doc-01",)]


def test_the_report_has_right_and_wrong_answers_by_right_and_wrong_pages(
    store: Store,
) -> None:
    score_run(store, DESIGN.run, silent)

    store.execute("report_judged", run=DESIGN.run)
    (summary,) = store.select("report_citations", Citing, run=DESIGN.run)

    assert summary == Citing(
        model="north/aurora-2",
        answers=3,
        citing=2,
        right_on_evidence=2,
        right_elsewhere=0,
        right_uncited=0,
        wrong_on_evidence=0,
        wrong_elsewhere=0,
        wrong_uncited=1,
        precision_sum=1.5,
        recall_sum=2.0,
        cited=3,
        known=3,
        printed=1,
        quotes=3,
        quotes_found=1,
    )
