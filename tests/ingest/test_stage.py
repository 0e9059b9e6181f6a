"""The store level with a folder: after any edit, in any order, at any interruption."""

import os
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import CorpusError, SettingsError
from pipeline.ingest.readers import READERS
from pipeline.ingest.stage import Asked
from pipeline.ingest.worker import document_id
from pipeline.settings import IngestSettings
from tests.ingest.corpus import Corpus, counts
from tests.support import files

LARGE = 300_000
"""Too many bytes to travel with another file."""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return Corpus(folder, tmp_path / "bench.duckdb")


def test_every_format_arrives_in_the_store(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.pdf(["from a pdf"], ["page two"]))
    corpus.write("b.docx", files.docx("from word"))
    corpus.write("c.html", "<p>from the web")
    corpus.write("d.md", "from markdown")
    corpus.write("e.txt", "from text")
    corpus.write("f.png", b"\x89PNG")

    result = corpus.ingest()

    assert counts(result) == {"read": 5, "ignored": 1}
    assert (result.documents, result.pages) == (5, 6)
    assert corpus.text("a.pdf") == "from a pdf\fpage two"
    assert corpus.text("b.docx") == "from word"
    dump = corpus.dump()
    assert result.tokens == sum(int(str(row[4])) for row in dump["chunks"])
    assert {row[2:4] for row in dump["documents"]} == {
        *(("pdf", "pdf@2"), ("docx", "docx@1"), ("html", "html@1")),
        *(("markdown", "markdown@1"), ("text", "text@1")),
    }


def test_an_unchanged_file_is_not_opened(corpus: Corpus) -> None:
    corpus.write("a.txt", "first")
    corpus.ingest()
    # Were it opened, its hash would not be the one that is set here.
    with duckdb.connect(str(corpus.db)) as db:
        db.execute("UPDATE raw.sources SET sha256 = repeat('0', 64)")
        (digest,) = db.execute("SELECT sha256 FROM raw.sources").fetchall()[0]
        db.execute("UPDATE raw.documents SET id = $id", {"id": document_of(digest)})
        db.execute("UPDATE raw.sources SET document = $id", {"id": document_of(digest)})

    assert counts(corpus.ingest()) == {"unchanged": 1}


def document_of(digest: str) -> str:
    return document_id(digest, ".txt", IngestSettings())


def test_an_edit_that_keeps_size_and_time_is_noticed(corpus: Corpus) -> None:
    file = corpus.write("a.txt", "first")
    corpus.ingest()
    before = file.stat()
    file.write_text("other")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    result = corpus.ingest()

    assert counts(result) == {"read": 1}
    assert corpus.text("a.txt") == "other"


def test_an_edited_file_is_read_again_and_its_old_text_stays(corpus: Corpus) -> None:
    corpus.write("a.txt", "first")
    corpus.write("b.txt", "steady")
    corpus.ingest()
    corpus.write("a.txt", "second, and longer")

    result = corpus.ingest()

    assert counts(result) == {"read": 1, "unchanged": 1}
    assert corpus.text("a.txt") == "second, and longer"
    assert len(corpus.dump()["documents"]) == 3, "prompts may refer to the old text"


def test_a_touched_file_is_known_by_its_content(corpus: Corpus) -> None:
    file = corpus.write("a.txt", "same")
    corpus.ingest()
    before = corpus.dump()
    os.utime(file, ns=(1, 1))

    assert counts(corpus.ingest()) == {"unchanged": 1}
    assert corpus.sources()["a.txt"].modified_ns == file.stat().st_ctime_ns
    assert corpus.dump()["chunks"] == before["chunks"]


def test_another_chunk_size_makes_another_document(corpus: Corpus) -> None:
    corpus.write("a.txt", "A sentence of the text. " * 40)
    corpus.ingest()

    result = corpus.ingest(settings=IngestSettings(chunk_tokens=50))

    assert counts(result) == {"read": 1}
    assert len(corpus.dump()["documents"]) == 2


def test_a_second_corpus_shares_the_documents(corpus: Corpus) -> None:
    corpus.write("a.txt", "shared")
    corpus.ingest()
    before = corpus.dump()["chunks"]

    result = corpus.ingest(name="other")

    assert counts(result) == {"read": 1}
    assert corpus.dump()["chunks"] == before


def test_equal_files_are_read_once_and_the_first_path_has_it(corpus: Corpus) -> None:
    for path in ("c.txt", "a.txt", "b/x.txt"):
        corpus.write(path, "the same text")

    result = corpus.ingest()

    assert counts(result) == {"read": 1, "duplicate": 2}
    sources = corpus.sources()
    assert len({source.document for source in sources.values()}) == 1
    assert sources["a.txt"].status == "read"
    assert sources["c.txt"].reason == "the same content as 'a.txt'"


def test_a_duplicate_takes_over_when_the_first_is_gone(corpus: Corpus) -> None:
    corpus.write("a.txt", "the same text")
    corpus.write("b.txt", "the same text")
    corpus.ingest()
    (corpus.folder / "a.txt").unlink()

    result = corpus.ingest()

    assert counts(result) == {"read": 1, "removed": 1}
    assert {p: s.status for p, s in corpus.sources().items()} == {"b.txt": "read"}


def test_a_removed_file_leaves_its_document(corpus: Corpus) -> None:
    corpus.write("a.txt", "stays")
    corpus.write("b.txt", "goes")
    corpus.ingest()
    (corpus.folder / "b.txt").unlink()

    result = corpus.ingest()

    assert counts(result) == {"unchanged": 1, "removed": 1}
    assert list(corpus.sources()) == ["a.txt"]
    assert len(corpus.dump()["documents"]) == 2


def test_files_without_text_are_empty_and_say_why(corpus: Corpus) -> None:
    corpus.write("a.txt", "text")
    corpus.write("scan.pdf", files.pdf([], []))
    corpus.write("zero.pdf", b"")
    corpus.write("zero.txt", b"")
    corpus.write("nul.txt", bytes(100))

    result = corpus.ingest()

    assert counts(result) == {"read": 1, "empty": 4}
    reasons = {source.path: source.reason for source in result.remarks}
    assert reasons == {
        "nul.txt": "holds no text",
        "scan.pdf": "holds no text; a scan is read by ocr = true under [ingest]",
        "zero.pdf": "holds no byte",
        "zero.txt": "holds no byte",
    }
    assert counts(corpus.ingest()) == {"unchanged": 5}


def test_what_cannot_be_read_is_a_row_and_the_run_goes_on(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.pdf(["x"], user_password="secret"))
    corpus.write("b.docx", b"PK no archive")
    corpus.write("c.txt", "x" * 3_000)
    corpus.write("d.txt", b"x" * (1 << 20) + b"more")
    corpus.write("e.txt", "fine")
    settings = IngestSettings(megabytes_per_file=1, characters_per_file=2_000)

    result = corpus.ingest(settings=settings)

    assert counts(result) == {"read": 1, "failed": 4}
    reasons = {path: str(row.reason) for path, row in corpus.sources().items()}
    assert reasons["a.pdf"].startswith("needs a password")
    assert reasons["b.docx"].startswith("cannot be read as docx (")
    assert reasons["c.txt"].endswith("2,000 characters; raise characters_per_file")
    assert reasons["d.txt"] == "holds more than 1 MB; raise megabytes_per_file"


def test_a_failed_file_is_tried_again(corpus: Corpus) -> None:
    corpus.write("a.txt", "fine")
    corpus.write("b.txt", "x" * 3_000)
    corpus.ingest(settings=IngestSettings(characters_per_file=2_000))

    result = corpus.ingest()

    assert counts(result) == {"read": 1, "unchanged": 1}
    assert corpus.sources()["b.txt"].status == "read"


def test_what_failed_is_not_tried_again_until_asked(corpus: Corpus) -> None:
    corpus.write("a.txt", "fine")
    corpus.write("b.pdf", files.hanging_pdf())
    settings = IngestSettings(seconds_per_file=1)
    corpus.ingest(settings=settings)
    told: list[str] = []

    def tell(done: int, total: int, path: str) -> None:
        del done, total
        told.append(path)

    again = corpus.ingest(settings=settings, progress=tell)
    assert (counts(again), told) == ({"unchanged": 1, "failed": 1}, [])
    corpus.ingest(settings=settings, asked=Asked(retry_failed=True), progress=tell)
    assert told == ["b.pdf"]
    corpus.ingest(settings=IngestSettings(seconds_per_file=2), progress=tell)
    assert told == ["b.pdf", "b.pdf"], "another limit may end otherwise"


def test_what_docqaignore_matches_is_left_out_and_said(corpus: Corpus) -> None:
    corpus.write(".docqaignore", "# drafts\n*.log\n/old/\n!keep.log\n")
    for path in ("a.txt", "b.log", "keep.log", "old/c.txt", "new/old/d.txt"):
        corpus.write(path, f"text of {path}")

    result = corpus.ingest()

    assert counts(result) == {"read": 3, "ignored": 2}
    assert {row.path: row.reason for row in result.passed_over} == {
        "b.log": "by .docqaignore",
        "old/": "by .docqaignore",
    }
    assert {p for p, row in corpus.sources().items() if row.status == "read"} == {
        *("a.txt", "keep.log", "new/old/d.txt"),
    }


def test_a_file_that_is_not_what_its_name_says_is_read_as_what_it_is(
    corpus: Corpus,
) -> None:
    corpus.write("a.txt", files.pdf(["a pdf in disguise"]))
    corpus.write("b.pdf", "<!doctype html><p>a web page")
    corpus.write("c.docx", files.pdf(["another"]))
    corpus.write("d.txt", "<html><p>text may hold anything</p></html>")

    result = corpus.ingest()

    assert corpus.text("a.txt") == "a pdf in disguise"
    assert corpus.text("b.pdf") == "a web page"
    assert corpus.text("d.txt").startswith("<html>")
    assert {row.path: row.reason for row in result.remarks} == {
        "a.txt": "is pdf by its content",
        "b.pdf": "is html by its content",
        "c.docx": "is pdf by its content",
    }


def test_a_file_that_vanished_leaves_its_reading_to_its_equal(corpus: Corpus) -> None:
    corpus.write("0.txt", "a first file".ljust(2 * LARGE))
    for path in ("a.txt", "b.txt", "c.txt"):
        corpus.write(path, f"text of {path}".ljust(LARGE))
    corpus.write("d.txt", "the same".ljust(LARGE - 1))
    corpus.write("e.txt", "the same".ljust(LARGE - 1))

    def vanish(done: int, total: int, path: str) -> None:
        del total, path
        if done == 1:
            (corpus.folder / "d.txt").unlink()

    corpus.ingest(settings=IngestSettings(workers=1), progress=vanish)

    assert corpus.sources()["d.txt"].status == "failed"
    assert corpus.text("e.txt") == "the same"


def test_what_failed_here_and_was_read_elsewhere_is_read(corpus: Corpus) -> None:
    corpus.write("a.txt", "fine")
    corpus.write("b.txt", "x" * 3_000)
    small = IngestSettings(characters_per_file=2_000)
    corpus.ingest(settings=small)
    corpus.ingest(name="other")

    corpus.ingest(settings=small)

    assert corpus.sources()["b.txt"].status == "read"


def test_pages_are_bounded(corpus: Corpus) -> None:
    corpus.write("a.txt", "page\f" * 200)
    corpus.write("b.txt", "fine")

    result = corpus.ingest(settings=IngestSettings(pages_per_file=100))

    (remark,) = result.remarks
    assert remark.reason == "holds more than 100 pages; raise pages_per_file"


def test_a_pattern_that_is_none_is_an_error_of_one_line(corpus: Corpus) -> None:
    corpus.write(".docqaignore", "!\n")
    corpus.write("a.txt", "text")

    with pytest.raises(CorpusError, match="pattern that is none"):
        corpus.ingest()


def test_a_text_may_talk_about_pdf(corpus: Corpus) -> None:
    corpus.write("a.txt", "Such a file starts with %PDF-1.7, they say.")

    corpus.ingest()

    assert corpus.text("a.txt").startswith("Such a file")


def test_another_password_is_tried_at_once(corpus: Corpus) -> None:
    corpus.write("a.txt", "text")
    corpus.write("b.pdf", files.pdf(["locked words"], user_password="opensesame"))
    corpus.ingest(asked=Asked(passwords=("not right",)))

    corpus.ingest(asked=Asked(passwords=("opensesame",)))

    assert corpus.text("b.pdf") == "locked words"


def test_a_folder_that_was_emptied_leaves_no_rows(corpus: Corpus) -> None:
    file = corpus.write("a.txt", "text")
    corpus.ingest()
    file.unlink()

    with pytest.raises(CorpusError, match="it holds no file"):
        corpus.ingest()

    assert corpus.sources() == {}


def test_what_was_read_before_an_interruption_has_its_rows(corpus: Corpus) -> None:
    for path in ("a.txt", "b.txt", "c.txt"):
        corpus.write(path, f"text of {path}".ljust(LARGE))

    def interrupt(done: int, total: int, path: str) -> None:
        del total, path
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.ingest(settings=IngestSettings(workers=1), progress=interrupt)

    assert [row.status for row in corpus.sources().values()] == ["read", "read"]


def test_ocr_without_its_extra_is_said_before_anything_is_read(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write("a.txt", "text")

    def nothing(name: str) -> None:
        del name

    monkeypatch.setattr("pipeline.ingest.readers.ocr.find_spec", nothing)

    with pytest.raises(SettingsError, match=r"pip install -e '\.\[ocr\]'"):
        corpus.ingest(settings=IngestSettings(ocr=True))


def test_a_file_of_every_outcome_has_its_row(corpus: Corpus) -> None:
    corpus.write("a.txt", "text")
    corpus.write("b.txt", "text")
    corpus.write("c.png", "x")
    corpus.write("d.pdf", "%PDF-1.4 broken")
    corpus.write("e.txt", "")

    corpus.ingest()

    assert {path: row.status for path, row in corpus.sources().items()} == {
        "a.txt": "read",
        "b.txt": "duplicate",
        "c.png": "ignored",
        "d.pdf": "failed",
        "e.txt": "empty",
    }


@pytest.mark.parametrize(
    ("edits", "status", "text"),
    [
        pytest.param(1, "read", "edited 1", id="once"),
        pytest.param(2, "failed", "", id="twice"),
    ],
)
def test_a_file_edited_while_being_read_is_read_once_more(
    corpus: Corpus, edits: int, status: str, text: str
) -> None:
    for path in ("a.txt", "b.txt", "c.txt", "d.txt"):
        corpus.write(path, f"text of {path}".ljust(LARGE))
    told: list[str] = []

    def edit(done: int, total: int, path: str) -> None:
        del total
        told.append(path)
        if (done == 1 and edits) or (path == "d.txt" and edits > 1):
            corpus.write("d.txt", f"edited {done}".ljust(LARGE))

    # With one worker, three files are on their way: the fourth is not yet opened.
    corpus.ingest(settings=IngestSettings(workers=1), progress=edit)

    assert told == ["a.txt", "b.txt", "c.txt", "d.txt", "d.txt"]
    assert corpus.sources()["d.txt"].status == status
    assert corpus.text("d.txt") == text


def test_a_file_that_vanishes_is_a_row(corpus: Corpus) -> None:
    for path in ("a.txt", "b.txt", "c.txt", "d.txt"):
        corpus.write(path, f"text of {path}".ljust(LARGE))

    def vanish(done: int, total: int, path: str) -> None:
        del total, path
        if done == 1:
            (corpus.folder / "d.txt").unlink()

    result = corpus.ingest(settings=IngestSettings(workers=1), progress=vanish)

    assert counts(result) == {"read": 3, "failed": 1}
    assert "No such file" in str(corpus.sources()["d.txt"].reason)


def test_progress_counts_what_is_to_be_read_the_largest_first(corpus: Corpus) -> None:
    corpus.write("a.txt", "old")
    corpus.ingest()
    corpus.write("b.txt", "newer")
    corpus.write("c.txt", "the newest")
    corpus.write("d.txt", "first")
    told: list[tuple[int, int, str]] = []

    def tell(done: int, total: int, path: str) -> None:
        told.append((done, total, path))

    corpus.ingest(progress=tell)

    assert told == [(1, 3, "c.txt"), (2, 3, "b.txt"), (3, 3, "d.txt")]


def test_an_odd_name_is_stored_and_found_again(corpus: Corpus) -> None:
    corpus.write("a\n\U0001f600.txt", "text")
    corpus.write(os.fsdecode(b"caf\xe9.txt"), "other text")
    corpus.ingest()

    assert counts(corpus.ingest()) == {"unchanged": 2}


def test_a_folder_of_nothing_to_read_says_what_it_holds(corpus: Corpus) -> None:
    corpus.write("a.png", b"")

    with pytest.raises(CorpusError) as caught:
        corpus.ingest()

    assert str(caught.value) == (
        f"no document in the corpus {str(corpus.folder)!r}: files ending in "
        f"{', '.join(sorted(READERS))} are read; "
        "found 'a.png': files ending in '.png' are not read"
    )


def test_a_folder_of_nothing_readable_says_why(corpus: Corpus) -> None:
    for number in range(7):
        corpus.write(f"{number}.docx", b"no archive %d" % number)

    with pytest.raises(CorpusError, match=r"'0.docx': cannot be read.*and 2 more"):
        corpus.ingest()


def test_an_empty_folder_says_so(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="it holds no file"):
        corpus.ingest()
