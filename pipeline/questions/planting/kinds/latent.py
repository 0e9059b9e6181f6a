"""A person is asked for by what the fact says in other words, for who knows the world.

No content word of the question stands in the fact. Both things that are asked must be
true of the person; of two others one of them is. The answer is an invented name: it
cannot be guessed.
"""

from typing import Final, NamedTuple

from pipeline.errors import QuestionError
from pipeline.questions.planting.kinds.base import Draft, Fact, Maker
from pipeline.questions.planting.languages.forms import Association, Trait, filled
from pipeline.records import AnswerType, PlantRole

_MOST_TRIES: Final = 2_000


class _Pair(NamedTuple):
    place: Trait
    city: Association
    taste: Trait
    work: Association

    @property
    def key(self) -> tuple[str, ...]:
        """Two with one key would be two answers to one question."""
        return (self.place.ask, self.city.concept, self.work.concept)


def write(maker: Maker) -> Draft:
    pairs = _pairs(maker)
    asked = pairs[0]
    names = [maker.invent.person() for _ in range(3)]
    roles = [PlantRole.EVIDENCE, PlantRole.COMPANION, PlantRole.COMPANION]
    facts = [
        Fact(_said(maker, pair, who), role)
        for pair, who, role in zip(pairs, names, roles, strict=True)
    ]
    return Draft(
        text=_asked(maker, asked),
        answers=(names[0],),
        answer_type=AnswerType.TEXT,
        facts=tuple(facts),
        note=f"no word in common: {asked.city.cue} is {asked.city.concept}, "
        f"{asked.work.cue} is {asked.work.concept}; half of it holds of: "
        f"{'; '.join(names[1:])}",
        names=(),
    )


def _pairs(maker: Maker) -> list[_Pair]:
    """Draw the pair to ask for and two that are half like it.

    What is asked for is told nowhere else in the set, be it of a near-miss.
    """
    for attempt in range(_MOST_TRIES):
        asked = _drawn(maker, f"asked {attempt}")
        other = _drawn(maker, f"other {attempt}")
        told = [
            asked,
            other._replace(place=asked.place, city=asked.city),
            other._replace(place=asked.place, taste=asked.taste, work=asked.work),
        ]
        keys = [pair.key for pair in told]
        known = maker.asked.intersection(keys) or keys[0] in maker.told
        if not known and len(set(keys)) == len(keys):
            maker.asked.add(keys[0])
            maker.told.update(keys)
            return told
    message = (
        f"only {len(maker.asked):,} questions of the kind 'latent' can be made of what "
        "the world knows; ask for fewer, or leave it out of --kinds"
    )
    raise QuestionError(message)


def _drawn(maker: Maker, draw: str) -> _Pair:
    dice, language = maker.dice, maker.language
    taste, works = dice.one_of(f"{draw} taste", language.tastes)
    return _Pair(
        dice.one_of(f"{draw} place", language.places),
        dice.one_of(f"{draw} city", language.cities),
        taste,
        dice.one_of(f"{draw} work", works),
    )


def _said(maker: Maker, pair: _Pair, who: str) -> str:
    place = pair.place.fact.format(cue=pair.city.cue)
    taste = pair.taste.fact.format(cue=pair.work.cue)
    return filled(maker.language.person, who=who, place=place, taste=taste)


def _asked(maker: Maker, pair: _Pair) -> str:
    place = pair.place.ask.format(concept=pair.city.concept)
    taste = pair.taste.ask.format(concept=pair.work.concept)
    return filled(maker.language.persons, place=place, taste=taste)
