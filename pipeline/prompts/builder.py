"""Build the prompts of the questions that share a context: controls, every length."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple, TypeAlias

from pipeline.prompts.design import bare_controls, conditions_in_context, depths_of
from pipeline.prompts.evidence import Asked
from pipeline.prompts.groups import Group
from pipeline.prompts.identity import MadeOf
from pipeline.prompts.layout import Laid, Rung, greatest, lay
from pipeline.prompts.placing import Stand, depth_of, natural_stands, stands
from pipeline.prompts.rankings import RANKINGS, Corpus, Ranking, Wanted
from pipeline.prompts.render import (
    asked_text,
    render,
    template,
    template_id,
    unique_prefix,
)
from pipeline.records import (
    Arrangement,
    Cache,
    Condition,
    Distractors,
    Layout,
    Placement,
    Prompt,
    Question,
    Unbuilt,
)
from pipeline.settings import BenchSettings
from pipeline.tokens import count

_ANY_PREFIX = unique_prefix("any")
"""All are of one size."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell that has no prompt."""

    question: str
    condition: Condition
    length: int | None
    depth: float | None
    reason: str
    greatest: int | None
    placement: Placement
    distractors: Distractors

    def as_row(self, run: str) -> Unbuilt:
        return Unbuilt(run=run, **asdict(self))


Result: TypeAlias = Layout | Prompt | Missing


class _Block(NamedTuple):
    """Contexts of one group that differ in length and depth alone."""

    group: Group
    distractors: Distractors
    placement: Placement
    ranking: Ranking
    laid: Laid
    fixed: int
    """Tokens of everything but the distractors, of the longest question."""


_Depths: TypeAlias = tuple[float | None, ...]
"""Of each question of a group; `None` where it has no evidence."""


class _Cell(NamedTuple):
    condition: Condition
    length: int | None
    depth: float | None


class _Shown(NamedTuple):
    """What one prompt shows, and what is said of it."""

    cell: _Cell
    placement: Placement
    distractors: Distractors | None = None
    layout: str | None = None
    rung: Rung | None = None
    owner: int = 0
    standing: Sequence[Stand] = ()
    leaks: int = 0


class Builder:
    """Builds one group's prompts after another from the same corpus."""

    def __init__(self, corpus: Corpus, settings: BenchSettings) -> None:
        self._corpus = corpus
        self._library = corpus.library
        self._settings = settings
        self._lengths = sorted(settings.lengths)
        cold = settings.cache is Cache.COLD
        self._repeats = range(settings.repeats) if cold else (None,)

    def controls(self, asked: Asked) -> Iterator[Prompt]:
        """Yield the prompts without a context."""
        for condition in bare_controls(asked.question, self._settings.controls):
            yield from self._control(asked, condition)

    def contexts(self, group: Group, distractors: Distractors) -> Iterator[Result]:
        """Yield the prompts of every length, each after its layout.

        Inside their own document passages stand where they stand, so there each depth
        needs its own choice of them.
        """
        rank = RANKINGS[distractors]
        sizes = {p: self._fixed(group, p) for p in self._settings.placement}
        rooms = [max(0, length - max(sizes.values())) for length in self._lengths]
        natural = distractors is Distractors.SAME_DOCUMENT
        for fixed in self._combinations(group, 0) if natural else [None]:
            wanted = Wanted(
                questions=[asked.question for asked in group.asked],
                gold=[index for asked in group.asked for index in asked.gold],
                leaks=group.leaks,
                depth=fixed[0] if fixed else None,
                companions=[i for asked in group.asked for i in asked.beside],
            )
            ranking = rank(self._corpus, wanted, rooms)
            for placement, size in sizes.items():
                laid = self._laid(ranking, size)
                block = _Block(group, distractors, placement, ranking, laid, size)
                yield block.laid.layout
                for number in range(len(self._lengths)):
                    some = [fixed] if fixed else self._combinations(group, number)
                    yield from self._rung(block, number, some)

    def _control(self, asked: Asked, condition: Condition) -> Iterator[Prompt]:
        closed = condition is Condition.CLOSED_BOOK
        pieces = () if closed else asked.pieces
        standing = [Stand(0, 0, p, self._library.size(p)) for p in pieces]
        for placement in self._settings.placement[: 1 if closed else None]:
            shown = _Shown(_Cell(condition, None, None), placement, standing=standing)
            yield from self._prompts(asked.question, shown)

    def _combinations(self, group: Group, rung: int) -> Sequence[_Depths]:
        """Return the depths that the questions of a group stand at together.

        Beside its own document a question keeps its depth at every length, and then it
        does so among other distractors too: so that they compare.
        """
        design, depths = self._settings.depth_design, self._settings.depths
        if Distractors.SAME_DOCUMENT in self._settings.distractors:
            rung = 0
        each = [depths_of(turn, rung, depths, design) for turn in group.turns]
        answerable = [asked.question.answerable for asked in group.asked]
        if not any(answerable):
            return [(None,) * len(answerable)]
        return [
            tuple(d if a else None for d, a in zip(some, answerable, strict=True))
            for some in zip(*each, strict=True)
        ]

    def _laid(self, ranking: Ranking, fixed: int) -> Laid:
        least = fixed + ranking.least
        budgets = [n - fixed if n >= least else None for n in self._lengths]
        return lay(self._library, ranking, budgets)

    def _fixed(self, group: Group, placement: Placement) -> int:
        """Count all but the distractors, with the longest question of the group."""
        bare = max(
            self._bare(asked.question, Condition.CONTEXT, placement)
            for asked in group.asked
        )
        return bare + sum(self._library.size(asked.shown) for asked in group.asked)

    def _rung(
        self, block: _Block, number: int, combinations: Sequence[_Depths]
    ) -> Iterator[Prompt | Missing]:
        rung, length = block.laid.rungs[number], self._lengths[number]
        factors = (block.placement, block.distractors)
        for turn, depths in enumerate(combinations):
            standing = () if rung is None else self._standing(block, rung, depths)
            why = None if rung else self._why_not(block, length, depths[0])
            for owner, condition in self._wanted(block, turn):
                question = block.group.asked[owner].question
                cell = _Cell(condition, length, depths[owner])
                if rung is None and why is not None:
                    yield Missing(question.id, *cell, *why, *factors)
                elif rung is not None:
                    shown = _shown(block, rung, cell, standing, owner)
                    yield from self._prompts(question, shown)

    def _wanted(self, block: _Block, turn: int) -> Iterator[tuple[int, Condition]]:
        """Yield who is asked in which condition; what has no depth, at one turn."""
        for owner, asked in enumerate(block.group.asked):
            if turn and not asked.question.answerable:
                continue
            for condition in conditions_in_context(
                asked.question, self._settings.controls
            ):
                if not (turn and _alike(block, condition)):
                    yield owner, condition

    def _standing(self, block: _Block, rung: Rung, depths: _Depths) -> Sequence[Stand]:
        group = block.group
        if block.distractors is Distractors.SAME_DOCUMENT:
            documents = block.ranking.documents
            return natural_stands(self._library, rung, group.asked[0], documents)
        arrangement = self._settings.arrangement
        return stands(self._library, rung, group.asked, depths, arrangement)

    def _why_not(
        self, block: _Block, length: int, depth: float | None
    ) -> tuple[str, int | None]:
        """Return why a cell has no prompt, and the length that could be built."""
        ranking, fixed = block.ranking, block.fixed
        if length < fixed:
            return f"the question and its evidence alone need {fixed:,} tokens", None
        if length < (least := fixed + ranking.least):
            return f"no whole document fits: it takes {least:,} tokens or more", None
        room = greatest(self._library, ranking, length - fixed)
        most = fixed + room if room is not None else None
        natural = block.distractors is Distractors.SAME_DOCUMENT and depth is not None
        if self._library.size(ranking.order.tolist()) >= length - fixed:
            what = "no choice of passages comes near enough to it"
        elif natural:
            what = f"there is too little text for one side of depth {depth:g}"
        else:
            what = "the corpus is too small"
        fills = f": it fills at most {most:,} tokens" if most else ""
        told = f" without {ranking.leaks:,} passages that give the answer away"
        return f"{what}{fills}{told if ranking.leaks else ''}", most

    def _prompts(self, question: Question, shown: _Shown) -> Iterator[Prompt]:
        """Yield the prompt, or in the cold one for each repeat."""
        for repeat in self._repeats:
            yield self._prompt(question, shown, repeat)

    def _prompt(self, question: Question, shown: _Shown, repeat: int | None) -> Prompt:
        library, rung, condition = self._library, shown.rung, shown.cell.condition
        removed = condition is Condition.GOLD_REMOVED
        standing = [
            stand
            for stand in shown.standing
            if not (removed and stand.owner == shown.owner)
        ]
        evidence = [(s, index) for s in standing for index in s.indexes]
        made_of = MadeOf(
            question=question.id,
            condition=condition,
            length=shown.cell.length,
            depth=shown.cell.depth,
            template=template_id(condition, shown.placement),
            asked=asked_text(question),
            distractors=shown.distractors,
            rung=rung.digest if rung else None,
            evidence=[(s.at, library.digests[index]) for s, index in evidence],
        )
        arrangement = self._arrangement(shown, question, standing)
        apart = arrangement is Arrangement.SPREAD
        cold = repeat is not None
        prefix = unique_prefix(*made_of.parts, repeat) if cold else ""
        tokens = self._bare(question, condition, shown.placement)
        tokens += (rung.tokens if rung else 0) + sum(s.tokens for s in standing)
        length = shown.cell.length
        assert length is None or tokens <= length, "a prompt over its length"
        return Prompt(
            id=made_of.id(prefix),
            question=question.id,
            condition=condition,
            length=length,
            tokens=tokens,
            depth=shown.cell.depth,
            measured_depth=(
                depth_of(rung, standing, shown.owner, apart=apart) if rung else None
            ),
            placement=shown.placement,
            template=template_id(condition, shown.placement),
            distractors=shown.distractors,
            arrangement=arrangement,
            cache=self._settings.cache,
            prefix=prefix,
            repeat=repeat,
            layout=shown.layout,
            rung=rung.number if rung else None,
            evidence=tuple(library.passages[index].chunk for _, index in evidence),
            evidence_at=tuple(stand.at for stand, _ in evidence),
            evidence_own=tuple(s.owner == shown.owner for s, _ in evidence),
            passages=len(evidence) + (rung.passages if rung else 0),
            leaks_dropped=shown.leaks,
            seed=self._settings.seed,
        )

    def _arrangement(
        self, shown: _Shown, question: Question, standing: Sequence[Stand]
    ) -> Arrangement | None:
        owners = [stand.owner for stand in standing]
        pieces = owners.count(shown.owner)
        if not pieces or shown.distractors is None:
            return None
        if shown.distractors is Distractors.SAME_DOCUMENT:
            return Arrangement.NATURAL
        if pieces + owners.count(~shown.owner) == 1:
            return Arrangement.TOGETHER
        return Arrangement.SPREAD if question.plants else self._settings.arrangement

    def _bare(
        self, question: Question, condition: Condition, placement: Placement
    ) -> int:
        """Count all but the passages. Prefixes are all of one size."""
        cold = self._settings.cache is Cache.COLD
        prefix = _ANY_PREFIX if cold else ""
        return count(render(template(condition, placement), question, (), prefix))


def _alike(block: _Block, condition: Condition) -> bool:
    """Return whether prompts of a condition are the same at every depth."""
    natural = block.distractors is Distractors.SAME_DOCUMENT
    alone = len(block.group.asked) == 1 and not block.group.asked[0].companions
    return condition is Condition.GOLD_REMOVED and alone and not natural


def _shown(
    block: _Block, rung: Rung, cell: _Cell, standing: Sequence[Stand], owner: int
) -> _Shown:
    return _Shown(
        cell,
        block.placement,
        distractors=block.distractors,
        layout=block.laid.layout.id,
        rung=rung,
        owner=owner,
        standing=standing,
        leaks=block.ranking.leaks,
    )
