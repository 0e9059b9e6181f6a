"""The benchmarks measure what they say: same files each time, evidence where it is."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import agreement, corpus, generated, questions, report_speed, scoring
from benchmarks.evidence import Evidence, evidence_of, match, share, words
from benchmarks.formats import FORMATS
from benchmarks.ingest_speed import Contender, report
from benchmarks.measure import MEGABYTE, Ran, run, table, tree
from benchmarks.prose import Prose
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options
from pipeline.questions.files.base import Found
from pipeline.questions.planting.passages import Passage
from pipeline.questions.reading import read_rows
from pipeline.report.contents import Report
from pipeline.report.stage import write_report
from pipeline.store import Store


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_corpus_is_the_same_twice_and_another_by_another_seed(tmp_path: Path) -> None:
    one, two, other = (tmp_path / name for name in ("one", "two", "other"))

    corpus.make(one, files=12)
    corpus.make(two, files=12)
    corpus.make(other, files=12, seed=2)

    made = _bytes(one)
    assert made == _bytes(two)
    assert len(set(made.values())) == 12
    assert not set(made.values()) & set(_bytes(other).values())
    assert {Path(name).suffix for name in made} == FORMATS.keys()


def test_a_larger_corpus_begins_with_the_smaller_one(tmp_path: Path) -> None:
    corpus.make(tmp_path / "small", files=3)
    made = corpus.make(tmp_path / "large", mb=0.8)

    large = _bytes(tmp_path / "large")
    assert _bytes(tmp_path / "small").items() <= large.items()
    assert made.bytes == sum(map(len, large.values())) >= 0.8 * MEGABYTE


def test_small_files_are_about_a_kilobyte(tmp_path: Path) -> None:
    made = corpus.make_small(tmp_path, files=1_001)

    assert made.files == len(_bytes(tmp_path)) == 1_001
    assert 1_000 < made.bytes / made.files < 1_600
    assert (tmp_path / "001" / "001000.txt").is_file()


@pytest.mark.parametrize("suffix", [name for name in FORMATS if name in READERS])
def test_its_readers_read_what_is_made(suffix: str) -> None:
    data = FORMATS[suffix](Prose(corpus.chance_of(1, 0)), 8_000)

    contents = READERS[suffix].contents(data, Options())

    inside = [attached.data or b"" for attached in contents.attached]
    text = "\n".join(page.text for page in contents.pages)
    assert inside or len(text) > 3_000
    assert inside or "in all" in text or "amount" in text


def test_a_generated_pdf_shows_every_line_where_it_was_put() -> None:
    made = FORMATS[".pdf"](Prose(corpus.chance_of(1, 0)), 20_000)

    pages = READERS[".pdf"].contents(made, Options()).pages

    assert len(pages) == 5
    assert all(len(page.text) > 2_000 and "~" not in page.text for page in pages)


def test_words_count_as_often_as_they_stand_there() -> None:
    wanted = words("Net sales: 1,577 and 1,577")

    assert share(wanted, words("NET SALES and 1,577, 1,577")) == 1
    assert share(wanted, words("net sales 1,577")) == pytest.approx(4 / 7)
    assert share(wanted, words("")) == 0


def test_the_stated_page_is_best_even_when_another_ties() -> None:
    evidence = Evidence("q", "filing", 2, "cash of five")
    pages = {1: words("five of cash"), 2: words("cash, of five"), 3: words("cash")}

    assert match(evidence, pages)._replace(best_page=0) == (evidence, 1, 1, 0)
    assert match(evidence, pages).is_best
    assert not match(evidence._replace(page=3), pages).is_best
    assert not match(evidence._replace(page=4), pages).is_best


def test_evidence_is_read_with_its_page_from_one() -> None:
    row = {
        "financebench_id": "q1",
        "doc_name": "filing",
        "evidence": [
            {"evidence_text": "cash", "evidence_page_num": 0},
            {"evidence_text": "other", "evidence_page_num": 4, "doc_name": "annex"},
            {"evidence_text": " - ", "evidence_page_num": 4},
        ],
    }

    assert list(evidence_of([json.dumps(row)])) == [
        Evidence("q1", "filing", 1, "cash"),
        Evidence("q1", "annex", 5, "other"),
    ]


def test_a_tree_holds_children_of_children_alone() -> None:
    parents = {2: 1, 3: 2, 4: 3, 5: 1, 9: 8}

    assert sorted(tree(2, parents)) == [2, 3, 4]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_the_memory_of_a_child_counts() -> None:
    held = "import time; held = b'x' * 90_000_000; time.sleep(.3)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"

    ran = run([sys.executable, "-c", child])

    assert ran.peak_mb > 90 > ran.peak_main_mb > 1


def test_a_table_is_markdown() -> None:
    assert table([("what", "s"), ("a", "1")]) == "| what | s |\n|---|--:|\n| a | 1 |\n"


def test_the_contender_docqa_tells_its_time_and_its_marks(tmp_path: Path) -> None:
    corpus.make_small(tmp_path, files=4)
    command = ["benchmarks.contenders.docqa", str(tmp_path), "1", "2"]

    outcome = run([sys.executable, "-m", *command]).outcome()

    assert outcome["documents"] == 4
    assert len(outcome["marks"]) == 2
    assert 0 < outcome["marks"][0] <= outcome["marks"][1] <= outcome["seconds"]


def test_a_ratio_is_taken_within_each_round() -> None:
    ours = Contender("docqa", 100, 2, lambda: 0.0)
    peer = Contender("peer", 50, 1, lambda: 0.0)

    text = report([ours, peer], {"docqa": [1, 2, 4], "peer": [10, 20, 20]})

    assert text.splitlines()[2:] == [
        "| docqa | 2 | 100 | 2.00 | 50.0 | 1.00 | 1.00 | 1.00 |",
        "| peer | 1 | 50 | 20.00 | 2.5 | 20.00 | 10.00 | 20.00 |",
    ]


def _labelled(folder: Path) -> None:
    """Write two questions of each half, each answered rightly and wrongly."""
    (folder / "answers").mkdir()
    names = ("KELP_2019", "MARROW_2020", "ORDE_2021", "SKERRY_2022")
    questions = [
        {
            "financebench_id": name,
            "doc_name": name,
            "question": "How many boats?",
            "answer": "12",
        }
        for name in names
    ]
    answers = [
        {"financebench_id": name, "model_answer": given, "label": label}
        for name in names
        for given, label in (
            ("There were 12 boats.", "Correct Answer"),
            ("There were 13 boats.", "Correct Answer"),
            ("12", "Incorrect Answer"),
        )
    ]
    for place, rows in (("questions", questions), ("answers/one", answers)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{place}.jsonl").write_text(lines, encoding="utf-8")


def test_halves_are_of_documents_and_share_none(tmp_path: Path) -> None:
    _labelled(tmp_path)

    tune, held = (list(agreement.compared(tmp_path, half)) for half in ("tune", "held"))

    ids = [{one.given.question.id for one in half} for half in (tune, held)]
    assert not ids[0] & ids[1]
    assert len(tune) + len(held) == 12
    assert all(agreement.half_of(name) == "tune" for name in ids[0])


def test_disagreements_are_ranked_and_peers_compared_on_the_same_answers(
    tmp_path: Path,
) -> None:
    _labelled(tmp_path)

    found = [
        one
        for half in ("tune", "held")
        for one in agreement.compared(tmp_path, half)
        if one.given.question.id == "ORDE_2021"
    ]

    assert [one.severity for one in found] == [None, 1, 0]
    says = {
        name: [peer(one.given) for one in found]
        for name, peer in agreement.PEERS.items()
    }
    assert says["exact match (SQuAD)"] == [False, False, True]
    assert says["substring (RULER)"] == [True, False, True]
    assert says["token recall at least 0.8"] == [True, False, True]
    parts = agreement.by_type(found)
    assert parts["typed together"].labelled == parts["all"].labelled == 3


def test_generated_answers_are_short_the_same_twice_and_of_every_type() -> None:
    made = list(scoring.rows(70, seed=1))

    assert made == list(scoring.rows(70, seed=1))
    assert made != list(scoring.rows(70, seed=2))
    assert max(len(row["prediction"].split()) for row in made) <= scoring.MOST_WORDS
    assert len({row["answer_type"] for row in made}) == 7


def test_questions_are_the_same_twice_and_all_can_be_imported(tmp_path: Path) -> None:
    corpus.make_small(tmp_path, files=40)
    passages = [
        Passage(path=path.name, document=path.name, ordinal=0, page=1, text=text)
        for path in sorted(tmp_path.rglob("*.txt"))
        for text in [path.read_text("utf-8")]
    ]

    made = list(questions.rows(passages, 120, seed=1))

    assert made == list(questions.rows(passages, 120, seed=1))
    assert made != list(questions.rows(passages, 120, seed=2))
    read = read_rows((Found(n, row, "", "") for n, row in enumerate(made)), "made")
    assert len(read.questions) == 120
    kinds = {question.answer_type for question in read.questions}
    assert kinds == {"number", "text", "boolean", "free_text"}
    said = {row["evidence"][0]["document"]: row["evidence"][0] for row in made}
    texts = {passage.path: passage.text for passage in passages}
    assert all(item["quote"] in texts[name] for name, item in said.items())


def test_the_run_of_the_report_s_benchmark_is_one_that_can_be_reported(
    tmp_path: Path,
) -> None:
    db = tmp_path / "bench.duckdb"

    calls = report_speed.fill(db, models=2, questions=21, repeats=2)
    with Store(db) as store:
        write_report(store, "speed", tmp_path / "out", versions={})
    report = Report.model_validate_json((tmp_path / "out/report.json").read_bytes())

    assert calls == 2 * 21 * 2 * (8 * 5 + 2) == report.outcomes.planned
    assert report.scope.needs_reader == 0
    assert len(report.lengths_built) == 8
    assert len(report.depths) == 5
    assert report.working == (8_000, 32_000)
    assert [model.repeats is not None for model in report.models] == [True, True]
    shares = [model.accuracy.estimate for model in report.models if model.accuracy]
    assert len(shares) == 2
    assert all(0.2 < share < 0.95 for share in shares)
    assert 0 < report.outcomes.failed < 0.1 * calls


def test_linear_time_is_a_ratio_of_one_however_long_the_start_is() -> None:
    def one(tokens: int, made: float, checked: float) -> generated.Measured:
        ran = [Ran(1, "", 0, 0, seconds) for seconds in (made, checked)]
        return generated.Measured(tokens, 9, *ran)

    sizes = [(100_000, 12.0, 3.0), (200_000, 22.0, 4.0), (400_000, 42.0, 10.0)]
    *_, first, second, start = generated.report([one(*s) for s in sizes]).splitlines()

    assert first == "| 100,000 to 200,000 | 100 | 1.00 | 10 | 1.00 |"
    assert second == "| 200,000 to 400,000 | 100 | 1.00 | 30 | 3.00 |"
    assert start == "| start, CPU s | 2.0 |  | 2.0 |  |"


def test_the_cpu_of_all_processes_is_counted() -> None:
    busy = "from time import process_time\nwhile process_time() < 0.6: pass"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    ran = run([sys.executable, "-c", f"{both}\n{busy}"])

    assert 0.8 <= ran.cpu_seconds <= 2
