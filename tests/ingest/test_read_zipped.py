"""Archives that must not reach a library, and those that must."""

import random

import pytest

from pipeline.ingest.readers import READERS, zipped
from pipeline.ingest.readers.base import Options, UnreadableError
from tests.support import files, office

ZIPPED = [".docx", ".pptx", ".xlsx", ".ods", ".epub"]


@pytest.mark.parametrize("suffix", ZIPPED)
def test_a_zip_bomb_is_refused_with_figures(suffix: str) -> None:
    bomb = office.zip_bomb("word/document.xml", 80)

    with pytest.raises(UnreadableError, match=r"[\d,]+ bytes that unpack to 80 MB"):
        READERS[suffix].contents(bomb, Options())


@pytest.mark.parametrize("suffix", ZIPPED)
def test_a_member_that_holds_more_than_it_says_is_refused(suffix: str) -> None:
    liar = office.lying_zip("word/document.xml", 80)

    with pytest.raises(UnreadableError, match="says it holds 10 bytes, and holds more"):
        READERS[suffix].contents(liar, Options())


def test_the_sum_of_all_members_counts() -> None:
    noise = random.Random(1).randbytes(1 << 20)
    data = office.zipped({str(number): noise for number in range(5)})

    with pytest.raises(UnreadableError, match="unpack to 5 MB, more than 4 MB"):
        zipped.opened(data, Options(most_bytes=1 << 20))


def test_one_member_is_unpacked_up_to_the_limit() -> None:
    archive = zipped.opened(office.zipped({"a": "four"}), Options())

    assert zipped.read(archive, "a", Options(most_bytes=4)) == b"four"
    with pytest.raises(UnreadableError, match="'a' in it unpacks to more than 0 MB"):
        zipped.read(archive, "a", Options(most_bytes=3))


def test_a_locked_member_is_a_matter_of_a_password() -> None:
    data = bytearray(office.zipped({"a": "secret"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UnreadableError, match="needs a password"):
        zipped.opened(bytes(data), Options())


def test_a_method_that_office_does_not_know_is_refused() -> None:
    data = bytearray(office.zipped({"a": "text"}))
    data[data.rindex(b"PK\x01\x02") + 10] = 12

    with pytest.raises(UnreadableError, match="packed by method 12"):
        zipped.opened(bytes(data), Options())


def test_a_large_honest_document_passes() -> None:
    noise = random.Random(1).randbytes(100_000)
    data = files.docx(*(noise[n : n + 40].hex() for n in range(0, 100_000, 40)))

    assert zipped.opened(data, Options()).namelist()
