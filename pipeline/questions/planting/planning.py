"""Passages in, planted questions out: the kinds take turns, and so do the documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.errors import QuestionError
from pipeline.questions.planting.corpus import Corpus, corpus_of
from pipeline.questions.planting.dice import Dice
from pipeline.questions.planting.inventing import Inventor
from pipeline.questions.planting.kinds import ALL_KINDS, KINDS, TWIN
from pipeline.questions.planting.kinds.base import Draft, Fact, Maker
from pipeline.questions.planting.kinds.twin import repeated
from pipeline.questions.planting.passages import Host, Hosts, Passage
from pipeline.questions.planting.proof import given_away
from pipeline.questions.planting.registers import dressed, register_of
from pipeline.records import Plant, Question, content_id

COLLECTION: Final = "planted"
_ROUNDS: Final = 20
"""So often is drawn again what the corpus gives away: the first leaves next to none."""


class Placed(NamedTuple):
    draft: Draft
    hosts: Sequence[Host]
    """One for each fact."""


def planted(
    passages: Sequence[Passage], *, count: int, kinds: Sequence[str], seed: int
) -> list[Question]:
    """Return `count` questions, evenly over the kinds.

    `passages` come by document and in reading order. Asked for fewer, the questions are
    the first of these. Raises `QuestionError` where the corpus cannot carry as many.
    """
    turns = [kind for kind in ALL_KINDS if kind in kinds]
    if turns == [TWIN]:
        message = (
            "a twin repeats a question of another kind: name one beside it, such as "
            f"near-miss,{TWIN}"
        )
        raise QuestionError(message)
    order = [turns[place % len(turns)] for place in range(count)]
    drafting = _Drafting(corpus_of(passages), order, seed)
    placed = _placed(drafting, Hosts(passages, seed), order)
    _prove(placed, drafting, passages)
    writing = _Writing(drafting, seed)
    return list(writing.questions(order, placed))


class _Drafting:
    """Writes the question at a place of the order, as often as it takes."""

    def __init__(self, corpus: Corpus, order: Sequence[str], seed: int) -> None:
        self.corpus = corpus
        self._order = order
        self._seed = seed
        self._taken: set[str] = set()
        self._asked: set[tuple[str, ...]] = set()
        self._told: set[tuple[str, ...]] = set()

    def draft(self, place: int, host: Host, attempt: int = 0) -> Draft:
        """Return it with as many facts as in any other attempt."""
        dice = Dice(self._seed, place)
        maker = Maker(
            dice=dice,
            invent=Inventor(
                Dice(self._seed, place, attempt),
                self.corpus.language,
                self.corpus.currency,
                self._taken,
            ),
            language=self.corpus.language,
            noun=dice.one_of("noun", self.corpus.nouns[host.passage.document]),
            asked=self._asked,
            told=self._told,
        )
        return KINDS[self._order[place]](maker)


def _placed(
    drafting: _Drafting, hosts: Hosts, order: Sequence[str]
) -> dict[int, Placed]:
    """Return the drafts by their place in the order, without the twins."""
    placed: dict[int, Placed] = {}
    for place, kind in enumerate(order):
        if kind == TWIN:
            continue
        first = hosts.take()
        if first is None:
            raise QuestionError(_too_few(hosts, len(order), place))
        draft = drafting.draft(place, first)
        others = [hosts.take() for _ in draft.facts[1:]]
        found = [first, *(host for host in others if host is not None)]
        if len(found) < len(draft.facts):
            raise QuestionError(_too_few(hosts, len(order), place))
        placed[place] = Placed(draft, found)
    return placed


def _too_few(hosts: Hosts, asked: int, carried: int) -> str:
    way_out = (
        f"ask for {carried:,} or fewer, or ingest more documents"
        if carried
        else "ingest more documents"
    )
    return (
        f"{asked:,} questions are too many for this corpus: of its passages "
        f"{hosts.count:,} are long enough and end with a sentence, each takes one "
        f"fact, and that carries {carried:,} questions of these kinds; {way_out}"
    )


def _prove(
    placed: dict[int, Placed], drafting: _Drafting, passages: Sequence[Passage]
) -> None:
    """Draw again what the corpus gives away."""
    texts = [*(p.text for p in passages), *{p.path: None for p in passages}]
    places = list(placed)
    for attempt in range(1, _ROUNDS):
        again = given_away([placed[place].draft for place in places], texts)
        if not again:
            return
        for index in again:
            place = places[index]
            _, hosts = placed[place]
            placed[place] = Placed(drafting.draft(place, hosts[0], attempt), hosts)
    message = (
        "the corpus holds nearly every value that could be invented; choose "
        "another --seed"
    )
    raise QuestionError(message)


@dataclass(frozen=True)
class _Writing:
    """Makes questions of drafts: names them, and says their facts as their hosts do."""

    drafting: _Drafting
    seed: int

    def questions(
        self, order: Sequence[str], placed: Mapping[int, Placed]
    ) -> Iterator[Question]:
        turn: list[Question] = []
        """What has been asked since the last twin."""
        for place, kind in enumerate(order):
            name = f"{kind}-{self.seed}-{place + 1:05}"
            if kind == TWIN:
                again = Dice(self.seed, place).one_of("sibling", _repeatable(turn))
                yield repeated(again, f"{name}-{_digest(again.id)}")
                turn = []
            else:
                turn.append(self._question(name, kind, placed[place]))
                yield turn[-1]

    def _question(self, name: str, kind: str, placed: Placed) -> Question:
        draft, hosts = placed
        plants = tuple(map(self._plant, draft.facts, hosts))
        texts = [plant.text for plant in plants]
        return Question(
            id=f"{name}-{_digest(draft.text, *draft.answers, *texts)}",
            collection=COLLECTION,
            text=draft.text,
            answers=draft.answers,
            answer_type=draft.answer_type,
            type_inferred=False,
            unit=draft.unit,
            category=kind,
            note=draft.note,
            plants=plants,
        )

    def _plant(self, fact: Fact, host: Host) -> Plant:
        passage, sides = host
        dice = Dice(self.seed, fact.sentence)
        side = dice.one_of("side", sides)
        register = register_of(passage.text, side)
        tail = dice.one_of("tail", self.drafting.corpus.language.tails)
        return Plant(
            document=passage.path,
            page=passage.page,
            ordinal=passage.ordinal,
            host=content_id(passage.text),
            side=side,
            text=dressed(fact, tail, register),
            role=fact.role,
        )


def _digest(*parts: object) -> str:
    """Return what a question's id ends with: where documents changed, ids do too.

    So an answer is never judged by the gold of another question of the same place.
    """
    return content_id(*parts)[:8]


def _repeatable(turn: Sequence[Question]) -> Sequence[Question]:
    """Return those that leave something to mislead, if there are any."""
    return [q for q in turn if any(p.role == "companion" for p in q.plants)] or turn
