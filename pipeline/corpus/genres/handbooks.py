"""The handbook of a site: rules, procedures and plant, bound in one long document."""

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres import policies, runbooks, wiki
from pipeline.corpus.genres.filing import after, at, slug
from pipeline.corpus.papers import Block, Format, Heading, Paper
from pipeline.corpus.world.tables import Branch

_KEEPS_ONE: Final = 0.4
"""How many branches have a handbook."""
_FORMATS: Final[tuple[Format, ...]] = ("pdf", "pdf", "docx", "html")
_TITLES: Final = ("Site handbook", "Handbook of the works", "Manual for the shift")


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    if not dice.chance(_KEEPS_ONE):
        return
    title, site = dice.one_of(_TITLES), branch.site.name
    yield Paper(
        path=f"handbooks/{slug(site)}",
        format=dice.one_of(_FORMATS),
        title=f"{site}: {title}",
        author=branch.board.name,
        made=at(after(branch.board.last, dice, 3, 60), dice),
        blocks=tuple(_blocks(branch, dice)),
        # Without the site: it would tell where all that is named below it belongs.
        head=f"{branch.board.name} | {title}",
    )


def _blocks(branch: Branch, dice: Dice) -> Iterator[Block]:
    """Bind chapters, each as its own genre writes it."""
    last = branch.board.last
    chapters = (
        *wiki.chapters(branch, dice.of("pages"), last),
        *policies.chapters(branch, dice.of("rules")),
        *runbooks.chapters(branch, dice.of("procedures"), last),
    )
    for title, blocks in chapters:
        yield Heading(title)
        yield from _lowered(blocks)


def _lowered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Put the headings of a chapter below its own."""
    for block in blocks:
        yield block._replace(level=3) if isinstance(block, Heading) else block
