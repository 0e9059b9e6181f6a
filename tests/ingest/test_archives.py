"""Files inside files: read as files, never trusted as places, bounded in every way."""

import gzip
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest

from pipeline.ingest.files import Found, inside
from pipeline.ingest.stage import Asked
from pipeline.settings import IngestSettings
from tests.ingest.corpus import Corpus, counts
from tests.support import files


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return Corpus(folder, tmp_path / "bench.duckdb")


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def tarred(members: Mapping[str, str], mode: str = "w") -> bytes:
    target = BytesIO()
    opened = cast("Callable[..., tarfile.TarFile]", tarfile.open)
    with opened(fileobj=target, mode=mode) as archive:
        for name, text in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, BytesIO(text.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return target.getvalue()


def status(corpus: Corpus) -> dict[str, str]:
    return {path: row.status for path, row in corpus.sources().items()}


def test_the_files_in_an_archive_are_read_as_files(corpus: Corpus) -> None:
    corpus.write(
        "a.zip",
        zipped({"in/one.txt": "one", "two.pdf": files.pdf(["two"]), "x.png": "x"}),
    )

    result = corpus.ingest()

    assert counts(result) == {"read": 2, "unpacked": 1, "ignored": 1}
    assert corpus.text("a.zip/in/one.txt") == "one"
    assert corpus.text("a.zip/two.pdf") == "two"
    assert corpus.sources()["a.zip/two.pdf"].container == "a.zip"


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.gz", "w:gz"), ("a.tar.xz", "w:xz")],
)
def test_a_tar_is_read_compressed_or_not(corpus: Corpus, name: str, mode: str) -> None:
    corpus.write(name, tarred({"one.txt": "one"}, mode))

    corpus.ingest()

    assert corpus.text(f"{name}/one.txt") == "one"
    assert "link" in str(corpus.sources()[f"{name}/link.txt"].reason)


def test_a_compressed_file_is_named_after_its_archive(corpus: Corpus) -> None:
    corpus.write("notes.txt.gz", gzip.compress(b"one"))

    corpus.ingest()

    assert corpus.text("notes.txt.gz/notes.txt") == "one"


def test_an_archive_that_has_not_changed_is_not_unpacked_again(corpus: Corpus) -> None:
    inner = zipped({"deep.txt": "deep", "sub/deeper.zip": zipped({"x.txt": "x"})})
    corpus.write("a.zip", zipped({"one.txt": "one", "inner.zip": inner}))
    corpus.write("copy.zip", zipped({"one.txt": "one", "inner.zip": inner}))
    first = corpus.ingest()
    before = corpus.dump()
    told: list[str] = []

    def tell(done: int, total: int, path: str) -> None:
        del done, total
        told.append(path)

    again = corpus.ingest(progress=tell)

    assert counts(first) == {"read": 3, "unpacked": 3, "duplicate": 1}
    assert counts(again) == {"unchanged": 7}
    assert told == []
    assert corpus.dump() == before


def test_an_edited_archive_costs_only_what_is_new_in_it(corpus: Corpus) -> None:
    corpus.write("a.zip", zipped({"one.txt": "one", "two.txt": "two"}))
    corpus.ingest()
    corpus.write("a.zip", zipped({"one.txt": "one", "three.txt": "three"}))

    result = corpus.ingest()

    assert counts(result) == {"read": 1, "unpacked": 1, "unchanged": 1, "removed": 1}


def test_another_chunk_size_reads_the_files_inside_again(corpus: Corpus) -> None:
    corpus.write("a.zip", zipped({"one.txt": "A sentence of it. " * 100}))
    corpus.ingest()

    result = corpus.ingest(settings=IngestSettings(chunk_tokens=50))

    assert counts(result) == {"read": 1, "unpacked": 1}


def test_a_name_inside_is_never_a_place(corpus: Corpus) -> None:
    names = [
        "../../up.txt",
        "/etc/root.txt",
        "C:\\\\win\\x.txt",
        "a/./b.txt",
        "b\n.txt",
    ]
    corpus.write("a.zip", zipped({name: f"text of {name}" for name in names}))

    corpus.ingest()

    assert set(corpus.sources()) == {
        *("a.zip", "a.zip/up.txt", "a.zip/etc/root.txt", "a.zip/win/x.txt"),
        *("a.zip/a/b.txt", "a.zip/b\n.txt"),
    }
    outside = {path.name for path in corpus.folder.parent.iterdir()}
    assert outside == {"corpus", "bench.duckdb"}


def test_equal_names_inside_are_told_apart(corpus: Corpus) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "two")
    corpus.write("a.zip", target.getvalue())

    corpus.ingest()

    assert {corpus.text("a.zip/a.txt"), corpus.text("a.zip/a (2).txt")} == {
        "one",
        "two",
    }


@pytest.mark.timeout(20)
def test_a_name_that_comes_thousands_of_times_is_numbered_in_time() -> None:
    container = Found("a.zip", "", ".zip", 0, None)

    places = list(
        inside(container, ["x.txt", "x (2).txt"] + ["x.txt"] * 20_000, {".txt"})
    )

    paths = [place.path for place in places]
    assert len(set(paths)) == len(paths)
    assert paths[:3] == ["a.zip/x.txt", "a.zip/x (2).txt", "a.zip/x (3).txt"]


def test_an_archive_is_one_though_a_pdf_stands_in_it_uncompressed(
    corpus: Corpus,
) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("report.pdf", files.pdf(["the report"]))
        archive.writestr("second.txt", "the second")
    corpus.write("a.zip", target.getvalue())

    corpus.ingest()

    assert corpus.text("a.zip/report.pdf") == "the report"
    assert corpus.text("a.zip/second.txt") == "the second"


def test_a_bomb_costs_one_row(corpus: Corpus) -> None:
    corpus.write("a.zip", zipped({f"{n}.txt": bytes(1 << 20) for n in range(4)}))
    corpus.write("b.zip", zipped({f"{n}.txt": str(n) for n in range(5)}))
    corpus.write("c.zip", zipped({"big.txt": b"x" * (3 << 20), "fine.txt": "fine"}))
    corpus.write("d.txt", "fine too")
    settings = IngestSettings(
        megabytes_per_archive=3, files_per_archive=4, megabytes_per_file=2
    )

    result = corpus.ingest(settings=settings)

    reasons = {row.path: row.reason for row in result.remarks}
    assert reasons == {
        "a.zip": "unpacks to more than 3 MB; raise megabytes_per_archive",
        "b.zip": "holds more than 4 files; raise files_per_archive",
        "c.zip/big.txt": "holds more than 2 MB; raise megabytes_per_file",
    }
    assert corpus.text("c.zip/fine.txt") == "fine"


def test_archives_in_archives_are_opened_so_deep_and_no_deeper(corpus: Corpus) -> None:
    data = zipped({"bottom.txt": "bottom"})
    for _ in range(3):
        data = zipped({"in.zip": data})
    corpus.write("a.zip", data)
    corpus.write("b.txt", "text")

    result = corpus.ingest(settings=IngestSettings(archive_depth=2))

    (remark,) = result.remarks
    assert remark.path == "a.zip/in.zip/in.zip/in.zip"
    assert remark.reason == "is inside more than 2 files; raise archive_depth"


def test_a_member_that_cannot_be_unpacked_costs_its_own_row(corpus: Corpus) -> None:
    data = bytearray(zipped({"a.txt": "A" * 999, "b.txt": "other text"}))
    at = data.index(b"a.txt") + len("a.txt")
    data[at + 2] ^= 0xFF  # inside its compressed bytes
    corpus.write("a.zip", bytes(data))

    result = corpus.ingest()

    (remark,) = result.remarks
    assert remark.path == "a.zip/a.txt"
    assert str(remark.reason).startswith("cannot be unpacked: ")
    assert corpus.text("a.zip/b.txt") == "other text"
    assert counts(corpus.ingest()) == {"unchanged": 2, "failed": 1}


def test_what_a_pdf_carries_is_read_too(corpus: Corpus) -> None:
    corpus.write("a.pdf", files.pdf_with_attachment(["cover"], "data.txt", b"inside"))

    result = corpus.ingest()

    assert counts(result) == {"read": 2}
    assert corpus.text("a.pdf") == "cover"
    assert corpus.text("a.pdf/data.txt") == "inside"
    assert counts(corpus.ingest()) == {"unchanged": 2}


def test_nothing_unpacked_is_left_behind(corpus: Corpus) -> None:
    spool = corpus.db.with_name(f"{corpus.db.name}.unpacked")
    spool.mkdir()
    (spool / "left by a kill").write_text("x")
    corpus.write("a.zip", zipped({"one.txt": "one"}))

    corpus.ingest()

    assert not spool.exists()


def test_a_locked_member_is_read_with_its_password(corpus: Corpus) -> None:
    corpus.write("a.zip", files.locked_zip("one.txt", "locked words", "opensesame"))
    corpus.write("b.txt", "text")

    without = corpus.ingest()
    corpus.ingest(asked=Asked(passwords=("not right",)))
    with_it = corpus.ingest(asked=Asked(passwords=("opensesame",)))

    (remark,) = without.remarks
    assert remark.reason == "needs a password: set DOCQA_DOCUMENT_PASSWORD"
    assert counts(with_it)["read"] == 1
    assert corpus.text("a.zip/one.txt") == "locked words"


def fresh(corpus: Corpus, settings: IngestSettings | None = None) -> dict[str, str]:
    """The rows that an ingest into a new workspace gives."""
    other = Corpus(corpus.folder, corpus.db.with_name("fresh.duckdb"))
    other.db.unlink(missing_ok=True)
    other.ingest(settings=settings)
    return status(other)


def test_what_is_in_an_archive_inside_survives_a_retry(corpus: Corpus) -> None:
    inner = zipped({"good.txt": "good", "bad.pdf": "garbage"})
    corpus.write("a.zip", zipped({"b.zip": inner}))
    corpus.ingest()

    corpus.ingest(asked=Asked(retry_failed=True))
    corpus.ingest(settings=IngestSettings(seconds_per_file=50))

    assert status(corpus) == fresh(corpus)
    assert corpus.text("a.zip/b.zip/good.txt") == "good"


def test_a_greater_depth_is_reached_when_asked_for(corpus: Corpus) -> None:
    deep = zipped({"c.zip": zipped({"d.txt": "deep"}), "e.txt": "not so deep"})
    corpus.write("a.zip", zipped({"b.zip": deep}))
    corpus.ingest(settings=IngestSettings(archive_depth=2))

    corpus.ingest(settings=IngestSettings(archive_depth=3))

    assert status(corpus) == fresh(corpus, IngestSettings(archive_depth=3))
    assert corpus.text("a.zip/b.zip/c.zip/d.txt") == "deep"


@pytest.mark.parametrize("again", [1, 2])
def test_an_archive_inside_takes_over_when_its_equal_is_gone(
    corpus: Corpus, again: int
) -> None:
    inner = zipped({"x.txt": "inner", "y.png": "picture"})
    first = corpus.write("0.zip", inner)
    corpus.write("a.zip", zipped({"b.zip": inner, "one.txt": "one"}))
    for _ in range(again):
        corpus.ingest()
    assert status(corpus) == fresh(corpus)
    first.unlink()

    corpus.ingest()

    assert status(corpus) == fresh(corpus)
    assert corpus.text("a.zip/b.zip/x.txt") == "inner"


def test_an_edited_archive_of_as_many_files_is_unpacked_again(corpus: Corpus) -> None:
    corpus.write("a.zip", zipped({"one.txt": "one"}))
    corpus.ingest()
    corpus.write("a.zip", zipped({"two.txt": "two"}))

    corpus.ingest()

    assert status(corpus) == {"a.zip": "unpacked", "a.zip/two.txt": "read"}


def test_a_tar_that_ends_with_a_document_is_a_tar(corpus: Corpus) -> None:
    target = BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in (("one.txt", b"one"), ("last.docx", files.docx("last"))):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    corpus.write("a.tar", target.getvalue())

    corpus.ingest()

    assert corpus.text("a.tar/one.txt") == "one"
    assert corpus.text("a.tar/last.docx") == "last"


def test_a_tar_that_is_cut_short_gives_what_stands_before(corpus: Corpus) -> None:
    whole = gzip.decompress(tarred({"one.txt": "one", "two.txt": "x" * 5_000}, "w:gz"))
    corpus.write("a.tar", whole[:3_000])

    corpus.ingest()

    assert corpus.text("a.tar/one.txt") == "one"


@pytest.mark.parametrize("name", ["x.txt", "x.png"])
def test_a_name_like_a_place_in_another_archive_is_told_apart(
    corpus: Corpus, name: str
) -> None:
    inner = zipped({name: "inner", "fine.txt": "fine"})
    corpus.write("a.zip", zipped({"b.zip": inner, f"b.zip/{name}": "outer"}))

    first = corpus.ingest()
    again = corpus.ingest()

    assert len(corpus.sources()) == 5
    assert (first.ignored, again.ignored) == ((2, 2) if name == "x.png" else (0, 0))
    assert status(corpus) == fresh(corpus)


def test_odd_names_inside_are_stored() -> None:
    container = Found("a.zip", "", ".zip", 0, None)
    names = ["n" * 230 + ".txt", "\ud800.txt", "\udcff.txt"]

    places = list(inside(container, names, {".txt"}))

    assert all(isinstance(place, Found) for place in places)
    assert all(place.path.encode() for place in places)
    assert len({place.path for place in places}) == 3
