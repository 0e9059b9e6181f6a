"""Whatever is changed after it was made is named."""

import pytest

from pipeline.corpus.proving import check_corpus
from tests.corpus.checking.tampered import Tampered
from tests.corpus.conftest import Corpus


def test_a_document_that_was_changed_added_or_taken_away_is_named(
    corpus: Corpus, tampered: Tampered
) -> None:
    first, second, *_ = [
        f"documents/{name}"
        for name in corpus.made.documents
        if name.endswith(("txt", "md"))
    ]
    with (tampered.folder / first).open("a") as file:
        file.write(" ")
    (tampered.folder / second).unlink()
    (tampered.folder / "documents" / "more.docx").write_bytes(b"")

    assert sorted(tampered.changed()) == sorted(
        [
            f"{first}: changed",
            f"{second}: No such file or directory",
            "documents/more.docx: added",
        ]
    )


@pytest.mark.parametrize("name", ["questions.jsonl", "queries.jsonl"])
def test_so_is_what_stands_beside_the_documents(tampered: Tampered, name: str) -> None:
    with (tampered.folder / name).open("a") as file:
        file.write("\n")

    assert tampered.changed() == [f"{name}: changed"]


def test_the_sums_themselves_are_held_to_the_manifest(tampered: Tampered) -> None:
    path = tampered.folder / "SHA256SUMS"
    first, *others = path.read_text().splitlines(keepends=True)
    path.write_text("".join(others))

    assert tampered.changed() == [
        "SHA256SUMS: not the SHA-256 that corpus.json has",
        f"{first.split()[1]}: added",
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("corpus.json", "{}", "KeyError 'sha256'"),
        ("corpus.json", "[", "JSONDecodeError"),
        ("corpus.json", "7", "TypeError"),
        ("SHA256SUMS", "none\n", "ValueError"),
    ],
)
def test_a_manifest_that_is_none_is_told(
    tampered: Tampered, name: str, text: str, said: str
) -> None:
    (tampered.folder / name).write_text(text)

    (detail,) = tampered.changed()
    assert detail.startswith("corpus.json or SHA256SUMS cannot be read: ")
    assert said in detail


@pytest.mark.parametrize("name", ["corpus.json", "SHA256SUMS"])
def test_a_manifest_that_lacks_is_told(tampered: Tampered, name: str) -> None:
    (tampered.folder / name).unlink()

    assert tampered.changed() == [f"{name}: No such file or directory"]


def test_a_file_that_was_changed_is_of_no_question(tampered: Tampered) -> None:
    (tampered.folder / "documents" / "more.txt").write_text("It rained.")

    (fault,) = check_corpus(tampered.folder, workers=1).faults
    assert (fault.kind, fault.question) == ("changed", "")
