"""Markdown as it was written, a page for each heading."""

import re
from itertools import pairwise

from markdown_it import MarkdownIt

from pipeline.ingest.readers.base import Contents, Options
from pipeline.ingest.readers.clean import at_headings, characters
from pipeline.ingest.readers.text import decode

_BLANK_START = re.compile(r"\A(?:[ \t]*\n)+")


def read(data: bytes, _: Options) -> Contents:
    text = _BLANK_START.sub("", characters(decode(data))).rstrip()
    lines = text.splitlines(keepends=True)
    return Contents(at_headings(lines, _headings(text), engine="markdown-it-py"))


def _headings(text: str) -> dict[int, str]:
    """Give the line and the words of each heading; a '#' in a code fence is none."""
    parser = MarkdownIt("commonmark")
    tokens = parser.disable("inline").parse(text)
    parser.enable("inline")
    return {
        opening.map[0]: _words(parser, content.content)
        for opening, content in pairwise(tokens)
        if opening.type == "heading_open" and opening.level == 0 and opening.map
    }


def _words(parser: MarkdownIt, inline: str) -> str:
    children = parser.parseInline(inline)[0].children or []
    return "".join(child.content or " " * ("break" in child.type) for child in children)
