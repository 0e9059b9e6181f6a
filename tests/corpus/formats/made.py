"""Papers made by hand, and by chance."""

from datetime import datetime

from hypothesis import strategies as st

from pipeline.corpus.papers import (
    Block,
    Bullets,
    Format,
    Heading,
    Line,
    Message,
    Paper,
    Paragraph,
    Row,
    Sentence,
    Table,
)
from pipeline.ingest.readers import READERS
from pipeline.ingest.readers.base import Contents, Options

FORMATS: tuple[Format, ...] = (
    *("docx", "html", "md", "eml", "xlsx", "csv", "pptx", "txt"),
)
MADE = datetime(2021, 3, 4, 16, 5)  # noqa: DTZ001 - of no zone, as all papers
SENT = datetime(2021, 3, 3, 10, 12)  # noqa: DTZ001

LONG = (
    "The committee heard that the second pump had been taken apart on the bench, that "
    "two of its bearings were worn past their mark, and that nobody had thought to "
    "order others while the makers still had them on a shelf."
)
LEDGER = Table(
    "Vouchers of the first quarter",
    ("Voucher", "For", "Day", "Euros", "Share", "Month"),
    (
        Row(
            (
                "V-2021/0001",
                "valve spares",
                "2021-03-04",
                "1,384,270",
                "12.5",
                "2021-03",
            )
        ),
        Row(("V-2021/0002", "=1+1", "2021-02-30", "970", "12.50", "2021-04")),
        Row(("V-2021/0003", '@risk, "quoted"', "", "-5", "007", "")),
    ),
)
BLOCKS: tuple[Block, ...] = (
    Message(
        "Elin Hask <elin.hask@board.example>",
        "Øystein Brå <oystein@board.example>",
        "Re: The second pump",
        SENT,
    ),
    Paragraph((Sentence(LONG), Sentence("From then on, all was quiet."))),
    Heading("What was found"),
    Paragraph(
        (Sentence("It's A & B's <turn>; see *there*, or _here_ | or \"not\"."),),
        notes=(Sentence("As the makers wrote."), Sentence("- Not so in May.")),
    ),
    Bullets((Sentence("Open the valve."), Sentence("# Close it."))),
    Bullets((Sentence("1. Wait."), Sentence("> Then go on.")), numbered=True),
    Heading("Costs", 3),
    LEDGER,
    Table("Vouchers of the first quarter", ("Name", "Post"), (Row(("Jo", "clerk")),)),
    Message("Jo Ash <jo@board.example>", "Elin Hask", "The second pump", MADE),
    Paragraph((Sentence("From the yard: Ελίν's keys are with Øystein."),)),
    Line(Sentence("2021-03-04T10:00:00Z  pump-2 WARN  pressure=4.2 <low> & falling")),
    Line(Sentence("```")),
    Paragraph((Sentence(LONG), Sentence(LONG), Sentence(LONG))),
)


def paper(
    kind: Format, *blocks: Block, path: str = "works/second-pump", head: str = ""
) -> Paper:
    return Paper(
        path=path,
        format=kind,
        title="The second pump & its <bearings>",
        author="Elin Hask",
        made=MADE,
        blocks=blocks or BLOCKS,
        head=head,
    )


def contents(kind: Format, data: bytes) -> Contents:
    return READERS[f".{kind}"].contents(data, Options())


def text(kind: Format, data: bytes) -> str:
    """Return all that the reader gives, its white space folded."""
    return folded(lines(kind, data))


def lines(kind: Format, data: bytes) -> str:
    """Return all that the reader gives, in its lines."""
    return "\n\n".join(page.text for page in contents(kind, data).pages)


def folded(text: str) -> str:
    return " ".join(text.split())


_AWKWARD = (
    "-",
    "1.",
    "#",
    "From ",
    "*",
    "_a_",
    "|",
    "<b>",
    "&amp;",
    "'",
    '"',
    ">",
    ".",
)
_WORDS = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(st.characters(categories=("L", "N", "P", "Sm", "Sc")), min_size=1),
)
SENTENCES = (
    st.lists(_WORDS, min_size=1, max_size=8)
    .map(lambda words: folded(" ".join(words)))
    .filter(bool)
    .map(Sentence)
)
_CELLS = SENTENCES.map(lambda sentence: sentence.text)
_SOME = st.lists(SENTENCES, min_size=1, max_size=3).map(tuple)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        _CELLS,
        st.tuples(*[_CELLS] * width),
        st.lists(st.tuples(*[_CELLS] * width).map(Row), max_size=4).map(tuple),
    )
)
ANY_BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, _CELLS, st.sampled_from((2, 3))),
        st.builds(Paragraph, _SOME, _SOME),
        st.builds(Bullets, _SOME, st.booleans()),
        st.builds(Line, SENTENCES),
        TABLES,
    ),
    min_size=1,
    max_size=4,
).map(tuple)
