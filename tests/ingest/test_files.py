"""Which files are part of a corpus, and what is said of the others."""

import os
import socket
import sys
from pathlib import Path

import pytest

from pipeline.errors import CorpusError
from pipeline.ingest.files import find

SUFFIXES = {".txt", ".md"}


def test_files_are_found_below_in_order_with_forward_slashes(tmp_path: Path) -> None:
    for path in ("b.txt", "a/z.MD", "a/b/c.txt", "a-b.txt", ".git/x.txt", ".hid.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("text")
    (tmp_path / "~$open.txt").write_text("left by Word")

    listing = find(tmp_path, SUFFIXES)

    found = [file.path for file in listing.files]
    assert found == ["a-b.txt", "a/b/c.txt", "a/z.MD", "b.txt"]
    assert [file.suffix for file in listing.files] == [".txt", ".txt", ".md", ".txt"]
    assert not listing.ignored


def test_what_is_no_plain_file_is_ignored_with_a_reason(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    inside = corpus / "folder" / "inside.txt"
    inside.parent.mkdir(parents=True)
    inside.write_text("inside")
    outside = tmp_path / "outside.txt"
    outside.write_text("outside")
    (corpus / "to-inside.txt").symlink_to(inside)
    (corpus / "to-outside.txt").symlink_to(outside)
    (corpus / "to-nothing.txt").symlink_to(tmp_path / "nothing.txt")
    (corpus / "to-itself.txt").symlink_to(corpus / "to-itself.txt")
    (corpus / "folder" / "loop").symlink_to(corpus)
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "image.png").write_bytes(b"")
    (corpus / "Makefile").write_text("")

    listing = find(corpus, SUFFIXES)

    assert [file.path for file in listing.files] == [
        "folder/inside.txt",
        "to-inside.txt",
    ]
    assert {one.path: one.reason for one in listing.ignored} == {
        "Makefile": "no suffix",
        "folder/loop": "a symlinked folder is not followed",
        "image.png": "files ending in '.png' are not read",
        "pipe.txt": "a device, socket or pipe, not a file",
        "to-itself.txt": "a symlink that leads nowhere",
        "to-nothing.txt": "a symlink that leads nowhere",
        "to-outside.txt": "a symlink to a file outside the corpus",
    }


def test_a_socket_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")

        listing = find(tmp_path, SUFFIXES)

    assert not listing.files
    assert [one.path for one in listing.ignored] == ["s.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="names need not be UTF-8 there")
def test_odd_names_survive(tmp_path: Path) -> None:
    for name in (b"line\nend.txt", b"\xf0\x9f\x98\x80.txt", b"caf\xe9.txt"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("text")

    files = find(tmp_path, SUFFIXES).files

    names = [file.path for file in files]
    assert names == ["caf\\xe9.txt", "line\nend.txt", "\U0001f600.txt"]
    assert [Path(file.location).read_text() for file in files] == ["text"] * 3


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root opens every folder"
)
def test_an_unreadable_folder_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)

    blocked = find(tmp_path, SUFFIXES).blocked

    locked.chmod(0o700)
    assert [one.path for one in blocked] == ["locked/"]
    assert "Permission denied" in blocked[0].reason


def test_one_file_is_a_corpus_of_one(tmp_path: Path) -> None:
    file = tmp_path / "only.txt"
    file.write_text("text")

    assert [found.path for found in find(file, SUFFIXES).files] == ["only.txt"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"missing' cannot be opened: No such file"):
        find(tmp_path / "missing", SUFFIXES)
