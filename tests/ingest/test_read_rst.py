"""reStructuredText as written, split where docutils sees a heading."""

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Options

TEXT = """
Preface with  two spaces

=======
Setup *now*
=======

.. include:: /etc/hostname
.. raw:: html
   :file: /etc/hostname

::

    No heading
    ----------

Sub `link <x>`_
---------------
a

Next
----
b

======  =====
Region  Sales
======  =====
EMEA    1,204
======  =====

=====
Other
=====
"""


def pages(text: str) -> list[tuple[str, str]]:
    found = READERS[".rst"].contents(text.encode(), Options()).pages
    return [(page.label, page.text) for page in found]


def test_text_is_kept_as_written_and_split_at_headings() -> None:
    text = TEXT.replace("=======\n", "===========\n")

    found = pages(text)

    assert [label for label, _ in found] == [
        "1",
        "Setup now",
        "Sub link",
        "Next",
        "Other",
    ]
    assert "".join(part for _, part in found) == text.strip("\n")
    assert found[1][1].startswith("===========\nSetup")
    assert found[3][1].startswith("Next\n----\nb\n")
    assert found[4][1] == "=====\nOther\n====="


def test_a_heading_right_after_another_has_no_line_above_it() -> None:
    assert pages("A\n~\n\nB\n~\n") == [("A", "A\n~\n\n"), ("B", "B\n~")]


def test_nothing_is_said_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    assert pages(".. nonsense::\n\n:unknown:`x` |gone| `a`_ *open\n\nT\n=\n\n``\n")
    assert capfd.readouterr() == ("", "")


def test_a_role_of_one_document_is_none_of_the_next() -> None:
    title = "A :mine:`word`\n==============\n"

    before = pages(title)
    pages(".. role:: mine\n\n" + title)

    assert pages(title) == before


def test_what_nests_too_deep_is_read_without_its_headings() -> None:
    deep = "".join(" " * level + "x\n\n" for level in range(900))

    (page,) = READERS[".rst"].contents(("T\n=\n\n" + deep).encode(), Options()).pages

    assert page.note == "its headings are not found (RecursionError)"
    assert page.text.startswith("T\n=\n\nx")


def test_a_text_of_many_megabytes_is_read_without_its_headings() -> None:
    data = b"T\n=\n\n" + b"word " * 900_000

    (page,) = READERS[".rst"].contents(data, Options()).pages

    assert page.note == "too long to find its headings"
