"""Office files: XML parts in a ZIP that knows no clock. Pure."""

import html
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.corpus.papers import Paper

XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "application/vnd.openxmlformats"
_CORE_NAME: Final = "docProps/core.xml"
_CORE_TYPE: Final = f"{_TYPES}-package.core-properties+xml"
_CORE_RELATION: Final = f"{_PACKAGE}/relationships/metadata/core-properties"


class Part(NamedTuple):
    name: str
    """Its path in the package."""
    kind: str
    """What its content type has after "officedocument.", before "+xml"."""
    xml: str
    related: Sequence[tuple[str, str]] = ()
    """(kind, target) of the relations "rId1", "rId2", ... that its XML names."""


@cache
def fixed(name: str) -> str:
    """Read a part that is the same in all documents."""
    place = files("pipeline.corpus.formats").joinpath("parts", f"{name}.xml")
    return XML + place.read_text(encoding="utf-8")


def escaped(text: str) -> str:
    """Escape for XML, in text and in attributes."""
    return html.escape(text)


def package(paper: Paper, parts: Sequence[Part]) -> bytes:
    """Pack the parts of a document, its main part first."""
    main = parts[0].name
    written = {"[Content_Types].xml": _content_types(parts)}
    written["_rels/.rels"] = _relations(
        [(f"{_OFFICE}/officeDocument", main), (_CORE_RELATION, _CORE_NAME)]
    )
    written[_CORE_NAME] = _core(paper)
    for part in parts:
        written[part.name] = part.xml
        if part.related:
            folder, _, name = part.name.rpartition("/")
            written[f"{folder}/_rels/{name}.rels"] = _relations(
                [(f"{_OFFICE}/{kind}", target) for kind, target in part.related]
            )
    return packed({name: text.encode() for name, text in written.items()})


def packed(members: dict[str, bytes]) -> bytes:
    """Zip them in their order, all made on the first day that a ZIP can name."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in members.items():
            about = ZipInfo(name)
            about.compress_type = ZIP_DEFLATED
            about.create_system = 0  # else it tells on which system it was made
            archive.writestr(about, data)
    return file.getvalue()


def repacked(data: bytes) -> bytes:
    """Pack again what a library packed by its own clock, or for its own system."""
    with ZipFile(BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def _content_types(parts: Sequence[Part]) -> str:
    overrides = [
        *((p.name, f"{_TYPES}-officedocument.{p.kind}+xml") for p in parts),
        (_CORE_NAME, _CORE_TYPE),
    ]
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPES}-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in overrides
        )
        + "</Types>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    return (
        f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def _core(paper: Paper) -> str:
    made = f"{paper.made.isoformat()}Z"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(paper.title)}</dc:title>"
        f"<dc:creator>{escaped(paper.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escaped(paper.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "</cp:coreProperties>"
    )
