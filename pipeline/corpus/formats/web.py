"""A page of an office's wiki, with what stands around every page."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.formats.lines import (
    FIGURES,
    SECTION,
    Notes,
    Run,
    day,
    header,
    look,
    runs,
)
from pipeline.corpus.papers import (
    Bullets,
    Heading,
    Message,
    Paper,
    Paragraph,
    Row,
    Sentence,
    Table,
)

_LINKS: Final = ("Home", "Recent changes", "All pages", "Help")
_FEWEST_SECTIONS: Final = 3
"""Below so many a page has no contents."""


def render(paper: Paper) -> bytes:
    dice = look(paper)
    main = "\n".join(_main(paper, dice))
    aside = _aside(paper, dice) if dice.chance(0.6) else ""
    body = f"{aside}\n{main}" if dice.chance(0.3) else f"{main}\n{aside}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{escape(paper.title)}</title>",
            f'<meta name="author" content="{escape(paper.author)}">',
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            f"<nav>{' '.join(map(_link, _LINKS))}</nav>",
            f'<div class="page">\n{body}\n</div>',
            _footer(paper),
            "</body>",
            "</html>",
            "",
        ]
    ).encode()


@cache
def _style() -> str:
    place = files("pipeline.corpus.formats").joinpath("parts", "wiki.css")
    return place.read_text(encoding="utf-8")


def _link(name: str) -> str:
    return f'<a href="/{name.lower().replace(" ", "-")}">{name}</a>'


def _footer(paper: Paper) -> str:
    edited = f"{escape(paper.author)} on {day(paper.made)} at {paper.made:%H:%M}"
    links = f"{_link('History')} {_link('Print')}"
    return f"<footer>Last edited by {edited}. {links}</footer>"


def _main(paper: Paper, dice: Dice) -> Iterator[str]:
    folders = paper.path.split("/")[:-1]
    trail = " &rsaquo; ".join(escape(name) for name in ("Home", *folders, paper.title))
    yield f'<main>\n<p class="trail">{trail}</p>'
    yield f"<h1>{escape(paper.title)}</h1>"
    sections = [
        b.text for b in paper.blocks if isinstance(b, Heading) and b.level == SECTION
    ]
    if len(sections) >= _FEWEST_SECTIONS and dice.chance(0.5):
        yield _contents(sections)
    notes = Notes()
    places = iter(range(1, len(sections) + 1))
    for run in runs(paper.blocks):
        yield _heading(run, places) if isinstance(run, Heading) else _part(run, notes)
    if notes.texts:
        yield _notes(notes)
    yield "</main>"


def _contents(sections: Sequence[str]) -> str:
    items = "\n".join(
        f'<li><a href="#s{number}">{escape(text)}</a></li>'
        for number, text in enumerate(sections, 1)
    )
    return f"<p>On this page</p>\n<ol>\n{items}\n</ol>"


def _aside(paper: Paper, dice: Dice) -> str:
    said = {
        "Page owner": paper.author,
        "Written": day(paper.made),
        "Page": f"/{paper.path}",
        "Status": dice.one_of(("Current", "Checked", "Open to edits")),
    }
    terms = "\n".join(
        f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in said.items()
    )
    return f"<aside>\n<dl>\n{terms}\n</dl>\n</aside>"


def _heading(heading: Heading, places: Iterator[int]) -> str:
    text = escape(heading.text)
    if heading.level == SECTION:
        return f'<h2 id="s{next(places)}">{text}</h2>'
    return f"<h{heading.level}>{text}</h{heading.level}>"


def _part(run: Paragraph | Bullets | Table | Message | Run, notes: Notes) -> str:
    match run:
        case Paragraph():
            marks = "".join(
                f'<sup id="r{n}"><a href="#n{n}">[{n}]</a></sup>'
                for n in notes.numbers(run)
            )
            return f"<p>{escape(run.text)}{marks}</p>"
        case Bullets(items, numbered):
            return _list(items, "ol" if numbered else "ul")
        case Table():
            return _table(run)
        case Message():
            lines = (f"<b>{name}:</b> {escape(said)}" for name, said in header(run))
            return f"<p>{'<br>'.join(lines)}</p>"
        case Heading(text):
            return text
        case _:
            lines = (escape(line.sentence.text) for line in run)
            return "<pre>\n{}</pre>".format("\n".join(lines))


def _list(items: Sequence[Sentence], tag: str) -> str:
    lines = "\n".join(f"<li>{escape(item.text)}</li>" for item in items)
    return f"<{tag}>\n{lines}\n</{tag}>"


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = "\n".join(map(_row, table.rows))
    return (
        f"<table>\n<caption>{escape(table.caption)}</caption>\n"
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _row(row: Row) -> str:
    cells = (
        f"<td{' class=n' if FIGURES.fullmatch(cell) else ''}>{escape(cell)}</td>"
        for cell in row.cells
    )
    return f"<tr>{''.join(cells)}</tr>"


def _notes(notes: Notes) -> str:
    lines = "\n".join(
        f'<p id="n{n}"><a href="#r{n}">[{n}]</a> {escape(text)}</p>'
        for n, text in notes.numbered()
    )
    return f'<section class="notes">\n<h2>Notes</h2>\n{lines}\n</section>'
