"""Decks of slides, written as XML: `python-pptx` takes twenty times as long."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.corpus.formats.deck import Item, Rows, Slide, slides
from pipeline.corpus.formats.lines import FIGURES, day
from pipeline.corpus.formats.packing import XML, Part, escaped, fixed, package
from pipeline.corpus.papers import Paper

_SPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_KIND: Final = "presentationml"
_TREE: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_LEFT: Final = 609_600
_TOP: Final = 1_440_000
_WIDTH: Final = 10_972_800
_TABLE: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
_BODY: Final = '<p:ph type="body" idx="1"/>'
_HANGING: Final = ' marL="342900" indent="-342900"'
_PROPERTIES: Final = {
    "text": ("<a:pPr><a:buNone/></a:pPr>", ""),
    "bullet": (f'<a:pPr{_HANGING}><a:buChar char="\u2022"/></a:pPr>', ""),
    "number": (f'<a:pPr{_HANGING}><a:buAutoNum type="arabicPeriod"/></a:pPr>', ""),
    "heading": ("<a:pPr><a:buNone/></a:pPr>", ' b="1"'),
    "caption": ("<a:pPr><a:buNone/></a:pPr>", ' sz="1400" i="1"'),
    "note": ("<a:pPr><a:buNone/></a:pPr>", ' sz="1200"'),
    "log": ("<a:pPr><a:buNone/></a:pPr>", ' sz="1400"'),
}
"""Of each kind of line: its paragraph's properties and its letters'."""


def render(paper: Paper) -> bytes:
    shown = list(slides(paper))
    parts = [_presentation(len(shown) + 1), *_masters(), _title(paper)]
    for number, slide in enumerate(shown, 2):
        parts += _slide(number, slide)
    return package(paper, parts)


def _presentation(count: int) -> Part:
    """List the slides, whose relations come after those of the masters and theme."""
    ids = "".join(
        f'<p:sldId id="{255 + number}" r:id="rId{number + 3}"/>'
        for number in range(1, count + 1)
    )
    related = [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("theme", "theme/theme1.xml"),
        *(("slide", f"slides/slide{number}.xml") for number in range(1, count + 1)),
    ]
    xml = (
        f"{XML}<p:presentation {_SPACES}><p:sldMasterIdLst>"
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    kind = f"{_KIND}.presentation.main"
    return Part("ppt/presentation.xml", kind, xml, related)


def _masters() -> list[Part]:
    layouts = [
        ("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in (1, 2)
    ]
    master = [("slideMaster", "../slideMasters/slideMaster1.xml")]
    return [
        Part(
            "ppt/slideMasters/slideMaster1.xml",
            f"{_KIND}.slideMaster",
            fixed("pptx-master"),
            [*layouts, ("theme", "../theme/theme1.xml")],
        ),
        *(
            Part(
                f"ppt/slideLayouts/slideLayout{number}.xml",
                f"{_KIND}.slideLayout",
                fixed(name),
                master,
            )
            for number, name in enumerate(("pptx-title-layout", "pptx-layout"), 1)
        ),
        Part(
            "ppt/notesMasters/notesMaster1.xml",
            f"{_KIND}.notesMaster",
            fixed("pptx-notes-master"),
            [("theme", "../theme/theme2.xml")],
        ),
        *(
            Part(f"ppt/theme/theme{number}.xml", "theme", fixed("pptx-theme"))
            for number in (1, 2)
        ),
    ]


def _title(paper: Paper) -> Part:
    about = f"{paper.author}, {day(paper.made)}"
    shapes = [
        _placeholder(2, '<p:ph type="ctrTitle"/>', [_line(Item("", paper.title))]),
        _placeholder(3, '<p:ph type="subTitle" idx="1"/>', [_line(Item("", about))]),
    ]
    return _tree(1, shapes, [("slideLayout", "../slideLayouts/slideLayout1.xml")])


def _slide(number: int, slide: Slide) -> Iterator[Part]:
    related = [("slideLayout", "../slideLayouts/slideLayout2.xml")]
    if slide.notes:
        related.append(("notesSlide", f"../notesSlides/notesSlide{number}.xml"))
    title = _placeholder(2, '<p:ph type="title"/>', [_line(Item("", slide.title))])
    yield _tree(number, [title, *_shapes(slide)], related)
    if slide.notes:
        lines = [_line(Item("", text)) for text in slide.notes]
        yield Part(
            f"ppt/notesSlides/notesSlide{number}.xml",
            f"{_KIND}.notesSlide",
            f"{XML}<p:notes {_SPACES}>{_content([_placeholder(2, _BODY, lines)])}"
            "</p:notes>",
            [
                ("notesMaster", "../notesMasters/notesMaster1.xml"),
                ("slide", f"../slides/slide{number}.xml"),
            ],
        )


def _tree(
    number: int, shapes: Sequence[str], related: Sequence[tuple[str, str]]
) -> Part:
    xml = f"{XML}<p:sld {_SPACES}>{_content(shapes)}</p:sld>"
    return Part(f"ppt/slides/slide{number}.xml", f"{_KIND}.slide", xml, related)


def _content(shapes: Sequence[str]) -> str:
    return (
        f"<p:cSld><p:spTree>{_TREE}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    )


def _shapes(slide: Slide) -> Iterator[str]:
    """Place what the slide shows from its top to its bottom."""
    top = _TOP
    for number, shown in enumerate(slide.shown, 3):
        if isinstance(shown, Rows):
            yield _table(number, shown, top)
            top += shown.height
        else:
            height = sum(item.height for item in shown)
            lines = [_line(item) for item in shown]
            first = number == 3  # noqa: PLR2004 - after the tree and the title
            yield _text(number, lines, top, height, is_body=first)
            top += height


def _placeholder(number: int, kind: str, lines: Sequence[str]) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Text {number}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{''.join(lines)}</p:txBody></p:sp>"
    )


def _text(
    number: int, lines: Sequence[str], top: int, height: int, *, is_body: bool
) -> str:
    about = '<p:cNvSpPr txBox="1"/><p:nvPr/>'
    if is_body:
        about = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_BODY}</p:nvPr>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Text {number}"/>{about}'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{_LEFT}" y="{top}"/>'
        f'<a:ext cx="{_WIDTH}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="square"/><a:lstStyle/>{"".join(lines)}</p:txBody></p:sp>'
    )


def _line(item: Item) -> str:
    paragraph, letters = _PROPERTIES.get(item.kind, ("", ""))
    return (
        f'<a:p>{paragraph}<a:r><a:rPr lang="en-GB"{letters}/>'
        f"<a:t>{escaped(item.text)}</a:t></a:r></a:p>"
    )


def _table(number: int, shown: Rows, top: int) -> str:
    rows = [shown.table.head, *(row.cells for row in shown.rows)]
    width = _WIDTH // len(shown.table.head)
    grid = f'<a:gridCol w="{width}"/>' * len(shown.table.head)
    written = "".join(
        f'<a:tr h="{height}">{"".join(_cell(cell, is_head=not at) for cell in cells)}'
        "</a:tr>"
        for at, (cells, height) in enumerate(zip(rows, shown.heights, strict=True))
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" '
        f'name="Table {number}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off "
        f'x="{_LEFT}" y="{top}"/><a:ext cx="{_WIDTH}" cy="{sum(shown.heights)}"/>'
        f'</p:xfrm><a:graphic><a:graphicData uri="{_TABLE}"><a:tbl>'
        f'<a:tblPr firstRow="1" bandRow="1"/><a:tblGrid>{grid}</a:tblGrid>{written}'
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(text: str, *, is_head: bool) -> str:
    right = ' algn="r"' if FIGURES.fullmatch(text) else ""
    bold, fill = ' b="1"' if is_head else "", "bg2" if is_head else "bg1"
    line = '<a:solidFill><a:schemeClr val="accent6"/></a:solidFill>'
    edges = "".join(
        f'<a:{e} w="6350">{line}</a:{e}>' for e in ("lnL", "lnR", "lnT", "lnB")
    )
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{right}/><a:r>"
        f'<a:rPr lang="en-GB" sz="1200"{bold}/><a:t>{escaped(text)}</a:t></a:r></a:p>'
        f'</a:txBody><a:tcPr marT="36000" marB="36000">{edges}<a:solidFill>'
        f'<a:schemeClr val="{fill}"/></a:solidFill></a:tcPr></a:tc>'
    )
