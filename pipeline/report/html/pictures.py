"""A plot as it stands in a page: no ids that another has, no styles, a name for all."""

import html
import re
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

_DROPPED: Final = ("metadata", "style", "title", "desc")
"""Who made it, the one rule that `_BASE` says as attributes, and what its name says."""
_BASE: Final[Mapping[str, str]] = {
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
    "role": "img",
}
_URL: Final = "url(#"


def inline(svg: bytes | None, name: str, words: str) -> str:
    """Return our own SVG as an element of a page, said as `words`.

    A style attribute becomes the attributes of the same names: a page that refuses
    styles shows the same picture. No picture gives the words alone.
    """
    if svg is None:
        return f"<em>{html.escape(words)}</em>"
    root = ET.fromstring(svg)  # noqa: S314  # drawn by `pipeline.canvas`, a moment ago
    stem = re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".svg").lower())
    for parent in root.iter():
        for child in [one for one in parent if _local(one.tag) in _DROPPED]:
            parent.remove(child)
    for element in root.iter():
        element.tag = _local(element.tag)
        element.attrib = _attributes(element.attrib, f"{stem}-")
    root.attrib = {**_BASE, "aria-label": words, **root.attrib}
    return ET.tostring(root, encoding="unicode")


def _attributes(given: Mapping[str, str], prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in given.items():
        if name == "style":
            found |= _declared(value, prefix)
        elif name == "id":
            found["id"] = prefix + value
        elif _local(name) == "href":
            found["href"] = value.replace("#", f"#{prefix}", 1)
        else:
            found[name] = _own(value, prefix)
    return found


def _declared(style: str, prefix: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in style.split(";") if one.strip())
    return {name.strip(): _own(value.strip(), prefix) for name, _, value in pairs}


def _own(value: str, prefix: str) -> str:
    return value.replace(_URL, _URL + prefix)


def _local(name: str) -> str:
    """Return a name without its namespace, which HTML knows by itself."""
    return name.rpartition("}")[2]
