"""How many of some parts are in a state: every one has to be found and told apart.

The question says how many parts there are. So who is shown only those in the other
state knows that he has not seen them all, and cannot answer "none". One in the other
state goes with the evidence: who takes those that stay from the whole is wrong.
"""

from typing import Final

from pipeline.questions.planting.kinds.base import Draft, Fact, Maker
from pipeline.questions.planting.languages.forms import filled
from pipeline.records import AnswerType, PlantRole

_FEWEST: Final = 2
"""Of each state."""


def write(maker: Maker) -> Draft:
    parts = maker.dice.one_of("parts", sorted(maker.language.numerals))
    true = maker.dice.between("true", _FEWEST, parts - _FEWEST)
    state = maker.dice.one_of("state", maker.language.states)
    subject = maker.subject()
    codes = [maker.invent.code() for _ in range(parts)]
    roles = [PlantRole.EVIDENCE, *[PlantRole.COMPANION] * (parts - true - 1)]
    return Draft(
        text=filled(state.ask, s=subject.said, n=maker.language.numerals[parts]),
        answers=(str(true),),
        answer_type=AnswerType.NUMBER,
        facts=(
            *(Fact(filled(state.true, c=c, s=subject.said)) for c in codes[:true]),
            *(
                Fact(filled(state.false, c=c, s=subject.said), role)
                for c, role in zip(codes[true:], roles, strict=True)
            ),
        ),
        note=f"{true} of {parts} to be counted; guessed right one time in {parts + 1}",
        names=(subject.name,),
    )
