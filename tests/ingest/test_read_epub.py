"""Books as they are read, part after part."""

import pytest

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Contents, Options, UnreadableError
from tests.support import office

COVER = '<html><head><title>Cover</title></head><body><img src="c.png"/></body></html>'
FIRST = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head>
<body><h1>Verhaftung</h1><p>Jemand mu&#223;te Josef K.<br/>verleumdet haben.</p><p/>
<h2>Gespräch</h2><table><tr><td>a</td><td/><td>b</td></tr></table></body></html>"""
SECOND = "<html><body><p>No heading.</p></body></html>"


def read(data: bytes, options: Options | None = None) -> Contents:
    return READERS[".epub"].contents(data, options or Options())


def locks(*names: str) -> dict[str, str]:
    references = "".join(f'<CipherReference URI="{name}"/>' for name in names)
    return {"META-INF/encryption.xml": f"<encryption>{references}</encryption>"}


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    book = read(office.epub({"z.xhtml": COVER, "b.xhtml": FIRST, "a.xhtml": SECOND}))

    assert [(page.label, page.text) for page in book.pages] == [
        ("Verhaftung", "Verhaftung\n\nJemand mußte Josef K.\nverleumdet haben."),
        ("Gespräch", "Gespräch\n\na | | b"),
        ("3", "No heading."),
    ]
    assert (book.title, book.details) == ("Der Prozeß", {"author": "Franz Kafka"})


def test_a_book_of_pictures_says_so() -> None:
    (page,) = read(office.epub({"a.xhtml": COVER, "b.xhtml": COVER})).pages

    assert (page.text, page.note) == ("", "no text layer")


def test_names_may_be_written_as_addresses() -> None:
    data = office.epub({"a b.xhtml": SECOND})
    package = office.member(data, "OEBPS/book.opf").replace(
        b"text/a b", b"./text/a%20b"
    )

    (page,) = read(office.changed(data, {"OEBPS/book.opf": package})).pages

    assert page.text == "No heading."


def test_a_part_that_is_missing_is_noted() -> None:
    _, missing = read(office.epub({"a.xhtml": SECOND, "b.xhtml": ""})).pages

    assert missing.note == "'OEBPS/text/b.xhtml' is not in the file"


def test_reading_ends_where_there_is_too_much() -> None:
    parts = {f"{n}.xhtml": SECOND for n in range(10)}

    found = read(office.epub(parts), Options(most_characters=25))

    assert len(found.pages) == 3


def test_locked_fonts_are_no_hindrance() -> None:
    data = office.epub({"a.xhtml": SECOND}, extra=locks("OEBPS/font.otf"))

    assert read(data).pages[0].text == "No heading."


def test_an_entity_is_not_expanded() -> None:
    title = "&a;Title"
    declared = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "boom">]>'
    data = office.epub({"a.xhtml": SECOND}, title=title)
    package = office.member(data, "OEBPS/book.opf").replace(
        b'<?xml version="1.0"?>', declared.encode()
    )

    assert read(office.changed(data, {"OEBPS/book.opf": package})).title == "&a;Title"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "cannot be read as epub", id="empty"),
        pytest.param(
            office.epub({"a": SECOND})[:-200], "cannot be read as epub", id="cut-off"
        ),
        pytest.param(office.zipped({}), "cannot be read as epub", id="no-members"),
        pytest.param(
            office.zipped({"META-INF/container.xml": "<container/>"}),
            "names no book",
            id="no-book",
        ),
        pytest.param(
            office.epub({"a": SECOND}, extra=locks("OEBPS/text/a")),
            r"locked by its seller \(DRM\)",
            id="locked",
        ),
    ],
)
def test_a_book_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_a_part_is_not_unpacked_beyond_the_limit() -> None:
    data = office.epub({"a.xhtml": SECOND + " " * 9_000})

    with pytest.raises(UnreadableError, match=r"'OEBPS/text/a\.xhtml' in it unpacks"):
        read(data, Options(most_bytes=5_000))
