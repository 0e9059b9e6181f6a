"""Every flag that a check may raise: what it means, and what `--fix` does about it."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

Fix: TypeAlias = Literal["kept", "dropped", "re-typed"]


class Meaning(NamedTuple):
    says: str
    value: str = ""
    """What the figure of the flag is; empty where it has none."""
    unusable: bool = False
    """Whatever a model answers to it says nothing about the model."""
    fix: Fix = "kept"


FLAGS: Final[Mapping[str, Meaning]] = {
    "not-located": Meaning(
        "its evidence is not in the corpus, so no run asks it",
        unusable=True,
        fix="dropped",
    ),
    "moved": Meaning("its evidence stands on another page than the stated one"),
    "partly-located": Meaning(
        "only a part of its quote is where it counts", "share of the quote that is"
    ),
    "planted-leak": Meaning(
        "what is planted for it stands elsewhere too",
        "passages",
        unusable=True,
        fix="dropped",
    ),
    "leak": Meaning(
        "its answer is stated outside its evidence too; those passages are in no "
        "context of it",
        "passages",
    ),
    "easy": Meaning(
        "baseline/bm25 finds its answer: it shares its words with the evidence",
        "share of its words in the evidence",
    ),
    "duplicate": Meaning(
        "the same question and answer as another, which is kept",
        unusable=True,
        fix="dropped",
    ),
    "near-duplicate": Meaning(
        "nearly the words of another", "share of word pairs that both have"
    ),
    "conflict": Meaning(
        "another has the same words and another answer", unusable=True, fix="dropped"
    ),
    "ambiguous": Meaning(
        "its evidence states another value beside the same words", "other values"
    ),
    "no-unit": Meaning(
        "its answer is a bare number, its evidence has it in a unit that the question "
        "does not ask for",
        "what a printed one is",
        fix="re-typed",
    ),
    "gold-not-in-evidence": Meaning(
        "its evidence does not state the answer, which may be computed from it"
    ),
    "gold-in-question": Meaning("it states its own answer"),
    "untyped": Meaning("its set says no answer type; it was inferred", fix="re-typed"),
    "long-gold": Meaning(
        "its answer is to be met word by word, and is long", "words", fix="re-typed"
    ),
    "reader": Meaning("its answer is an explanation: it takes a judge or a person"),
    "known": Meaning(
        "answered without any document: memorised, or guessable",
        "share of the times",
    ),
    "broken": Meaning(
        "answered wrong from its evidence alone, every time",
        unusable=True,
        fix="dropped",
    ),
    "confirmed": Meaning(
        "answered right from its evidence alone", "share of the times"
    ),
}
"""In the order in which they are reported."""
