"""Slides as a person reads them, from decks that python-pptx wrote."""

from io import BytesIO
from typing import Any, cast

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length

from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Contents, Options, UnreadableError
from tests.support import office

TITLE_ONLY, BLANK = 5, 6
ZERO = Length(0)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def read(data: bytes) -> Contents:
    return READERS[".pptx"].contents(data, Options())


def text_box(slide: Slide, text: str, *, left: Length, top: Length) -> None:
    box = slide.shapes.add_textbox(left, top, Inches(2), Inches(1))
    box.text_frame.text = text


def deck() -> bytes:
    made = Presentation()
    made.core_properties.title = "Results"
    made.core_properties.author = "Ada"
    slide = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    assert slide.shapes.title is not None
    slide.shapes.title.text_frame.text = "Outlook\v2024"
    text_box(slide, "last", left=Inches(1), top=Inches(6))
    text_box(slide, "right", left=Inches(5), top=Inches(2))
    text_box(slide, "left\nsecond line", left=Inches(1), top=Emu(Inches(2) + 9_000))
    frame = slide.shapes.add_table(3, 2, Inches(1), Inches(4), Inches(5), Inches(1))
    cells = ["Region", "2023", "EMEA", "1,204", "", ""]
    for number, cell in enumerate(cells):
        frame.table.cell(*divmod(number, 2)).text = cell
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None
    notes.text = "Say it slowly."
    hidden = made.slides.add_slide(made.slide_layouts[BLANK])
    hidden.element.set("show", "0")
    text_box(hidden, "not shown", left=ZERO, top=ZERO)
    return office.saved(made)


OUTLOOK = """Outlook
2024

left
second line

right

Region | 2023
EMEA | 1,204

last

Notes:
Say it slowly."""


def test_a_slide_is_read_top_to_bottom_and_left_to_right_then_its_notes() -> None:
    contents = read(deck())

    assert [(page.label, page.text, page.note) for page in contents.pages] == [
        ("1: Outlook 2024", OUTLOOK, None),
        ("2", "not shown", "hidden slide"),
    ]
    assert (contents.title, contents.details) == ("Results", {"author": "Ada"})


def test_shapes_of_a_group_stay_together() -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[BLANK])
    text_box(slide, "between", left=ZERO, top=Inches(2))
    group = slide.shapes.add_group_shape()
    for text, top in (("second", Inches(4)), ("first", Inches(1))):
        box = group.shapes.add_textbox(ZERO, top, Inches(1), Inches(1))
        box.text_frame.text = text

    (page,) = read(office.saved(made)).pages

    assert page.text == "first\n\nsecond\n\nbetween"


def test_a_chart_is_read_as_the_table_it_was_drawn_from() -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[BLANK])
    data = cast("Any", CategoryChartData)()
    data.categories = ["East", "West"]
    data.add_series("2022", (19.5, None))
    data.add_series("2023", (21.0, 30))
    size = (ZERO, ZERO, Inches(4), Inches(4))
    shapes = cast("Any", slide.shapes)
    chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *size, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Sales"

    (page,) = read(office.saved(made)).pages

    assert page.text == "Sales\n| 2022 | 2023\nEast | 19.5 | 21\nWest |  | 30"


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    part = office.member(data, name)
    assert old.encode() in part
    return office.changed(data, {name: part.replace(old.encode(), new.encode())})


def test_what_stands_in_a_shape_of_a_later_powerpoint_is_read() -> None:
    later = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="x"><p:sp><p:txBody><a:p><a:r>'
        "<a:t>E = mc</a:t></a:r></a:p></p:txBody></p:sp></mc:Choice><mc:Fallback/>"
        "</mc:AlternateContent></p:spTree>"
    )
    data = with_part(
        office.pptx(["Energy"]), "ppt/slides/slide1.xml", "</p:spTree>", later
    )

    (page,) = read(data).pages

    assert page.text == "Energy\n\nE = mc"


def test_an_entity_is_not_expanded() -> None:
    data = with_part(
        office.pptx(["Title"]),
        "ppt/slides/slide1.xml",
        "<p:sld ",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><p:sld ',
    )
    data = with_part(data, "ppt/slides/slide1.xml", "<a:t>Title", "<a:t>&e;Title")

    (page,) = read(data).pages

    assert page.text in {"", "Title"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "cannot be read as pptx", id="empty"),
        pytest.param(office.pptx(["x"])[:-300], "cannot be read as pptx", id="cut-off"),
        pytest.param(office.zipped({}), "cannot be read as pptx", id="no-members"),
        pytest.param(office.xlsx({"A": []}), "cannot be read as pptx", id="workbook"),
        pytest.param(bytes(2_000), "cannot be read as pptx", id="nul-bytes"),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            r"needs a password, or is a \.ppt of before 2007: save it as plain \.pptx",
            id="locked",
        ),
        pytest.param(office.zip_bomb("a", 100), "a bomb, no document", id="bomb"),
    ],
)
def test_a_deck_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_an_empty_deck_has_one_empty_page() -> None:
    (page,) = read(office.pptx()).pages

    assert (page.label, page.text) == ("1", "")


def test_a_slide_of_pictures_says_so() -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[BLANK])
    slide.shapes.add_picture(BytesIO(PIXEL), ZERO, ZERO)

    (page,) = read(office.saved(made)).pages

    assert (page.text, page.note) == ("", "no text layer")


def test_the_words_of_a_smart_art_are_read() -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[BLANK])
    words = b"".join(b"<a:p><a:r><a:t>%b</a:t></a:r></a:p>" % w for w in (b"A", b"B"))
    data = b'<d xmlns:a="%b/main">%b</d>' % (DRAWING.encode(), words)
    name = PackURI("/ppt/diagrams/data1.xml")
    part = Part(name, "application/xml", slide.part.package, data)
    table = slide.shapes.add_table(1, 1, ZERO, ZERO, Inches(1), Inches(1))
    place = slide.part.relate_to(part, f"{DRAWING}/diagramData")
    names = f'd:relIds xmlns:d="{DRAWING}/diagram" xmlns:r="{RELATED}"'
    frame = cast("Any", table).element.graphic.graphicData
    frame.set("uri", f"{DRAWING}/diagram")
    frame.append(parse_xml(f'<{names} r:dm="{place}"/>'))

    (page,) = read(office.saved(made)).pages

    assert page.text == "A\nB"
