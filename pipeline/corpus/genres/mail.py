"""Threads of mail: quarrels over dates and money, hand-overs, questions answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.filing import at, slug
from pipeline.corpus.genres.known import Known, slots
from pipeline.corpus.genres.pen import Pen, paragraph
from pipeline.corpus.genres.threads import TOPICS, Thread, Turn, thread_of
from pipeline.corpus.papers import Block, Message, Paper, Paragraph, Sentence
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch, Person

TEMPERS: Final = ("brisk", "rambling", "ironic", "formal", "warm")
"""How people write: each person has one for life, drawn from the name."""
_VOICES: Final[Mapping[str, Sequence[Voice]]] = {
    "formal": (Voice.FORMAL, Voice.CHATTY, Voice.PLAIN, Voice.TERSE),
    "brisk": (Voice.CHATTY, Voice.TERSE, Voice.PLAIN, Voice.FORMAL),
}
_CHATTY: Final = (Voice.CHATTY, Voice.PLAIN, Voice.FORMAL, Voice.TERSE)
_TALK: Final[Mapping[str, tuple[int, int]]] = {
    "brisk": (0, 1),
    "rambling": (2, 4),
    "ironic": (1, 2),
    "formal": (0, 2),
    "warm": (1, 3),
}
"""How many sentences beside the matter."""
_OF_ASKERS: Final = ("ask", "thanks")
_OF_THIRDS: Final = ("push", "settle")
"""What somebody writes who has only read along; all else is of who answers."""
_WAITING: Final = frozenset({"ask", "push"})
"""They close with a request, the others with an offer or a farewell."""
_BARE: Final = frozenset({"thanks"})
"""One sentence, with nothing beside it."""
_THREADS: Final = (4, 5)
_POSTSCRIPTS: Final = 0.45
_BESIDE: Final = (
    *(("asset.maker", "asset.serial"), ("asset.rating",)),
    *(("asset.installed", "asset.site"), ("asset.site",)),
    *(("company.seat", "company.director"), ("company.director",)),
    *(("incident.cause",), ("incident.cost",), ("incident.reporter",)),
    *(("contract.contractor", "contract.signed", "contract.project"),),
    *(("contract.signed", "contract.contractor"),),
    *(("entry.payee", "entry.amount"), ("entry.amount",), ("meeting.chair",)),
    *(("policy.owner",), ("project.lead",), ("project.due",), ("site.manager",)),
    ("site.flow", "site.power", "site.turbidity"),
)
"""What a postscript may bring up."""


def temper(person: Person) -> str:
    return Dice("temper", person.name).one_of(TEMPERS)


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    wanted = dice.between(*_THREADS)
    known = Known(branch)
    used: set[tuple[str, str]] = set()
    for topic in dice.shuffled(TOPICS):
        of = dice.of("thread", topic.name, topic.facts)
        thread = thread_of(branch, known, topic, of)
        if thread is None or (topic.name, thread.subject) in used:
            continue
        used.add((topic.name, thread.subject))
        yield _Writing(branch, known, thread, of.of("words")).paper()
        if len(used) == wanted:
            return


class _Writing:
    """The messages of a thread in the words of who sends them."""

    def __init__(
        self, branch: Branch, known: Known, thread: Thread, dice: Dice
    ) -> None:
        self._branch: Final = branch
        self._thread: Final = thread
        self._dice: Final = dice
        filled = slots(branch, dice, thing=thread.thing)
        self._pen: Final = Pen("mail", known, _CHATTY, dice, filled)

    def paper(self) -> Paper:
        thread, dice = self._thread, self._dice
        asks, answers, *rest = dice.some(self._branch.people, 3)
        third = rest[0] if rest else asks
        ways: Mapping[str, tuple[Person, Person]] = {
            **dict.fromkeys(_OF_THIRDS, (third, answers)),
            **dict.fromkeys(_OF_ASKERS, (asks, answers)),
        }
        subject = self._pen.words(f"{thread.topic.name}.subject")
        messages: list[list[Block]] = []
        sent = at(thread.turns[0].day, dice)
        for number, turn in enumerate(thread.turns):
            sender, to = ways.get(turn.role, (answers, asks))
            wait = timedelta(minutes=dice.between(5, 160))
            sent = max(at(turn.day, dice), sent + wait)
            reply = f"{'Re: ' if number else ''}{subject}"
            head = Message(self._address(sender), self._address(to), reply, sent)
            messages.append([head, *self._body(turn, sender, to)])
        return Paper(
            path=f"mail/{sent:%Y-%m}-{thread.topic.name}-{slug(thread.subject)}",
            format="eml",
            title=subject,
            author=asks.name,
            made=sent,
            blocks=tuple(block for message in reversed(messages) for block in message),
        )

    def _address(self, person: Person) -> str:
        local = slug(person.name).replace("-", ".")
        return f"{person.name} <{local}@{self._branch.board.domain}>"

    def _body(self, turn: Turn, sender: Person, to: Person) -> Iterator[Block]:
        mood, dice, pen = temper(sender), self._dice, self._pen
        filled = slots(self._branch, dice, sender, to, thing=self._thread.thing) | {
            "first": to.name.split()[0],
            "last": to.name.split()[-1],
        }
        pen.turn(filled, _VOICES.get(mood, _CHATTY))
        length = (1, 1) if turn.role in _BARE else (2, 3)
        matter = pen.tell(f"{self._thread.topic.name}.{turn.role}", *length)
        yield from paragraph(*pen.tell(f"{mood}.greet"))
        if turn.role in _BARE:
            yield from paragraph(*matter)
        else:
            talk = pen.tell(f"{mood}.aside", *_TALK[mood])
            first = "first" if turn.role == "ask" else "open"
            last = "close" if turn.role in _WAITING else "end"
            opening = Sentence(pen.words(f"{mood}.{first}"))
            yield from _laid(opening, matter, self._stated(turn), talk, dice)
            yield from paragraph(*pen.tell(f"{mood}.{last}"))
        yield from paragraph(self._signed(mood, sender))
        if dice.chance(_POSTSCRIPTS):
            yield from paragraph(self._postscript(turn.day))

    def _stated(self, turn: Turn) -> list[Sentence]:
        pen, subject = self._pen, self._thread.subject
        changes = [pen.change(one, subject, turn.day) for one in turn.changes]
        more = pen.all(subject, turn.day, *turn.facts)
        return [*(said for said in changes if said), *more]

    def _signed(self, mood: str, sender: Person) -> Sentence:
        bye = self._pen.words(f"{mood}.bye")
        if mood in {"formal", "rambling"}:
            return Sentence(f"{bye} {sender.name}, {sender.post}")
        return Sentence(f"{bye} {sender.name.split()[0]}")

    def _postscript(self, day: date) -> Sentence | None:
        """State something that has nothing to do with the rest."""
        first, *more = self._dice.one_of(_BESIDE)
        subjects = self._branch.facts.subjects(first)
        if not subjects:
            return None
        subject = self._dice.one_of(subjects)
        if more:
            said = next(iter(self._pen.all(subject, day, first, *more)), None)
        else:
            said = self._pen.change(first, subject, day)
        return said and said._replace(text=f"PS: {said.text}")


def _laid(
    opening: Sentence,
    matter: Sequence[Sentence],
    stated: Sequence[Sentence],
    talk: Sequence[Sentence],
    dice: Dice,
) -> Iterator[Paragraph]:
    """Part a body into paragraphs, never twice in the same order."""
    head, *tail = matter
    match dice.below(4):
        case 0:
            yield from paragraph(opening, head, *stated)
            yield from paragraph(*tail, *talk)
        case 1:
            yield from paragraph(opening, *talk)
            yield from paragraph(head, *stated, *tail)
        case 2:
            yield from paragraph(opening)
            yield from paragraph(head, *stated, *tail)
            yield from paragraph(*talk)
        case _:
            yield from paragraph(opening, *talk[:1], head, *stated, *tail, *talk[1:])
