"""Whether a sentence says yes or no to a question without the word: polarity.

The question's own predicate is looked for in the sentence, or its opposite from a table
of opposites; denials before it in its clause turn it round. Whatever does not come out
one way is neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.score.reading.asked import (
    ASIDE,
    REVERSING,
    SHORTEST,
    Asked,
    content,
    stem,
    stems,
)
from pipeline.score.reading.opposites import DENIALS, NEGATIVE_PREFIXES
from pipeline.score.yes_no.supposed import unsaid
from pipeline.values.text import normalise

_CONDITIONS: Final = frozenset({"if", "whether", "unless"})
_NO_DENIAL = re.compile(r"\b(?:not (?:only|just|merely|simply)|no (?:doubt|other))\b")
_THAN = re.compile(
    r"\b(?:more|less|fewer|greater|higher|lower|other|better|worse) than\b"
)
_THAN_WHAT = re.compile(r"(\w+) than\b")
_CLAUSE_END = re.compile(
    r"[;:,\u2013\u2014]\s|\b(?:but|while|whereas|although|though|however|because|since"
    r"|which|and (?:therefore|thus))\b"
)
_MAY = re.compile(
    r"\b(?:(?P<no>cannot|cant|mustnt|(?:may|can|must|should) (?:not|never))"
    r"|(?:may|can)\b(?! or may not))\b"
)
_PRONOUN = re.compile(
    r"(?i)\W*(?:(?:so|and|but|therefore|thus|hence|meaning|as)\W+)?"
    r"(?:it|he|she|they|this|that|these|those|such)\b"
)
_IT = re.compile(r"(?i)\W*(?:it|he|she|they)\b")
_SO = re.compile(
    r"(?i)\W*(?:and )?(?:so(?! far| that| long| much| many)|therefore|thus|hence)\b"
)
_BUT_NOT = re.compile(r"(?i)\W*not\b(?! \w+ing\b)")
"""How a clause begins that takes some of the one before back: "some, but not much"."""
_RIDER = re.compile(
    r"(?i)\W*(?:with|despite|including|excluding|after|before|(?!noth|dur)\w{3,}ing)\b"
)
"""How a clause begins that only adds to the one before: "with small fluctuations"."""
_REFERS = re.compile(r"(?i)(?<=\w )(?:this|that|these|those|such|said) (\w+)")
_NEED = re.compile(
    r"\b(?:only|requires?|required|needs?|needed|necessary|must|subject to|unless"
    r"|provided|condition\w*|prior)\b"
)
_NO_NEED = re.compile(
    r"\b(?:not|no|never|without|doesnt|dont|isnt)\b(?: \w+){0,5}?"
    r" (?:requir\w+|need\w*|necessary)\b"
)
_NOT_SEEN = re.compile(
    r"(?:\w+ ){0,4}(?:is|was|are|were) not"
    r" (?:seen|observed|evident|apparent|found|expected|so)\b|not\b"
)
_HAVE_TO = re.compile(r"\b(?:have|has|had) to\b")
_OUT_OF = re.compile(r"(?<=\b(?:is|be) )out of|(?<=\b(?:was|are) )out of")
_LIKER = re.compile(r"\bmore (?:like|\w+ (?:of|to|with)) .*\bthan\b")
_ENOUGH: Final = 0.5
_NEARLY_ALL: Final = 0.65
"""Of the question's words a sentence has to share to be about it, with a pivot or
without."""
_ALONE: Final = 0.3
"""The same where nothing else was said in reply."""
_FRAGMENT_WORDS: Final = 5
_FEW_WORDS: Final = 3
_LIMITS: Final = frozenset({"only", "unless", "except"})
"""What may be done under one of these may not be done as such."""
_DENIED: Final = frozenset(map(stem, DENIALS))


@dataclass(frozen=True, slots=True)
class Polarity:
    yes: bool
    literal: bool
    """In the question's own words, not by an opposite or a neighbour of them."""
    share: float = 1.0
    """Of the question's words, that the sentence has."""


def says(sentence: str, question: Asked, *, alone: bool = False) -> Polarity | None:
    """Return what a sentence says to a question; `None` if nothing, or both.

    A fragment need not say again what the question is about: "strictly prohibited". Nor
    need a clause that goes on about it: "so it is prohibited". Of a sentence that was
    all that was said in reply (alone), half the words are enough.
    """
    if "(" in sentence or "[" in sentence:
        sentence = ASIDE.sub(" ", sentence)
    if unsaid(sentence, question, alone=alone):
        return None
    here = stems(sentence)
    share = _share(here, question.words)
    if share >= _ALONE and _refers(sentence, question):
        share = 1.0
    if question.needed:
        return _without(sentence, here, question) if share >= _ENOUGH or alone else None
    if len(here) <= _FRAGMENT_WORDS and (said := _fragment(here, question)):
        return said
    resumes = _IT.match(sentence) is not None
    if len(here) > _FEW_WORDS and share < _least(question, alone=alone or resumes):
        return _going_on(sentence, question) if alone else None
    said = _in_clauses(_CLAUSE_END.split(sentence), question, share)
    return _going_on(sentence, question) if alone and said is None else said


def _share(here: Sequence[str], words: frozenset[str]) -> float:
    if not words:
        return 1.0
    shared = words.intersection(here)
    if len(shared) < len(words):
        prefixed = [base for base in here if base.startswith(NEGATIVE_PREFIXES)]
        shared |= {
            base for one in prefixed if (base := _positive(one, words)[0]) in words
        }
    return len(shared) / len(words)


def _least(question: Asked, *, alone: bool) -> float:
    if question.pivot or question.permission:
        return _ALONE if alone else _ENOUGH
    return _NEARLY_ALL


def _refers(sentence: str, question: Asked) -> bool:
    """Tell whether it says "that limit" for what the question calls it in full."""
    found = _REFERS.findall(sentence)
    return any(stem(word.casefold()) in question.words for word in found)


def _told(clauses: Sequence[str], question: Asked) -> list[Polarity]:
    """Return what the conclusion of a sentence says, else its clauses but the riders.

    "The yield moved by 1 %, so it is stable" says that it is.
    """
    concluding = [clause for clause in clauses if _SO.match(clause)]
    first, *others = clauses
    telling = [first, *(clause for clause in others if not _RIDER.match(clause))]
    for part in (concluding, telling, clauses):
        if found := [said for one in part for said in _in_clause(one, question)]:
            return found
    return []


def _in_clauses(
    clauses: Sequence[str], question: Asked, share: float
) -> Polarity | None:
    found = _told(clauses, question)
    least = _NEARLY_ALL if _tells_enough(clauses, question) else 1.0
    if not found and question.pivot is None and share >= least:
        return _in_its_words(clauses, question.words, share)
    if len({said.yes for said in found}) != 1:
        return None
    said = next((said for said in found if said.literal), found[0])
    if not said.literal and any(map(_BUT_NOT.match, clauses)):
        return None
    return Polarity(said.yes, said.literal, share)


def _tells_enough(clauses: Sequence[str], question: Asked) -> bool:
    """Tell whether some of the words will do: of many, or of three the last.

    What compares has but one word for how: "shorter than the tunnel" is not "longer".
    """
    if question.compared and not _compares_as(clauses, question):
        return False
    few = len(question.words) - _FEW_WORDS
    if question.last is None:
        return few > 0
    return few >= 0 and any(question.last in stems(clause) for clause in clauses)


def _compares_as(clauses: Sequence[str], question: Asked) -> bool:
    found = (word for clause in clauses for word in _THAN_WHAT.findall(clause))
    return any(stem(word.casefold()) in question.words for word in found)


def _fragment(here: Sequence[str], question: Asked) -> Polarity | None:
    """Read "not suitable": one denial, and nothing but the question's own words."""
    said = [base for base in here if base not in _DENIED]
    own = question.words | {question.pivot}
    if len(said) + 1 == len(here) and said and own.issuperset(said):
        return Polarity(yes=False, literal=True)
    return None


def _going_on(sentence: str, question: Asked) -> Polarity | None:
    """Read the clauses with a pronoun for what the question is about."""
    clauses = [one for one in _CLAUSE_END.split(sentence) if _PRONOUN.match(one)]
    about = [one for one in clauses if question.pivot or _mostly(one, question)]
    return _in_clauses(about, question, 1.0) if about else None


def _mostly(clause: str, question: Asked) -> bool:
    said = content(clause)
    known = sum(base in question.words for base in said)
    return 0 < len(said) <= (2 * known if known > 1 else known)


def _without(sentence: str, here: Sequence[str], question: Asked) -> Polarity | None:
    """Read whether a thing may be done without another: "only with consent" is no."""
    if question.needed.isdisjoint(here):
        return None
    plain = normalise(sentence)
    if _NO_NEED.search(plain):
        return Polarity(yes=True, literal=False)
    before, without, _ = plain.partition(" without ")
    if without:
        denied = sum(word in DENIALS for word in before.split()) % 2 == 1
        return Polarity(yes=not denied, literal=True)
    return Polarity(yes=False, literal=False) if _NEED.search(plain) else None


def _in_clause(clause: str, question: Asked) -> Iterator[Polarity]:
    """Yield what each pivot in a clause says, turned by the denials before it."""
    words = _plain(clause, compares=question.compared is not None).split()
    if question.permission and not _LIMITS.isdisjoint(words):
        return
    if question.permission and (may := _MAY.search(" ".join(words))):
        yield Polarity(yes=may["no"] is None, literal=False)
    turned = False
    for at, word in enumerate(words):
        base = stem(word)
        if word in _CONDITIONS:
            return
        if base in question.same or base in question.opposite:
            unseen = _NOT_SEEN.match(" ".join(words[at + 1 :])) is not None
            yes = (turned != unseen) == (base in question.opposite)
            yield Polarity(yes, literal=base == question.pivot)
        elif word in DENIALS:
            turned = not turned


def _in_its_words(
    clauses: Sequence[str], words: frozenset[str], share: float
) -> Polarity | None:
    """Say yes where the words are, no where an odd number of denials is before them.

    "More like a mature company than a growing one" denies what it compares with.
    """
    denied = False
    for clause in clauses:
        said = _plain(clause).split()
        stems = [_positive(stem(word), words) for word in said]
        at = [n for n, (base, _) in enumerate(stems) if base in words]
        if not at:
            continue
        bare = [base for base, _ in stems]
        if not (_CONDITIONS.isdisjoint(said) and REVERSING.isdisjoint(bare)):
            return None
        before = said[: at[-1]]
        turns = sum(word in DENIALS for word in before)
        turns += sum(negative for _, negative in stems)
        turns += _LIKER.search(" ".join(before)) is not None
        denied |= turns % 2 == 1
    return Polarity(yes=not denied, literal=True, share=share) if words else None


def _positive(base: str, words: frozenset[str]) -> tuple[str, bool]:
    """Return a stem without the prefix that makes it the opposite of one of words."""
    if base in words or not base.startswith(NEGATIVE_PREFIXES):
        return base, False
    for prefix in NEGATIVE_PREFIXES:
        bare = base.removeprefix(prefix)
        if len(base) > len(bare) >= SHORTEST and bare in words:
            return bare, True
    return base, False


def _plain(clause: str, *, compares: bool = False) -> str:
    """Fold a clause; "more than 5" is no "more", unless the question compares."""
    folded = normalise(clause).replace("-", " ")
    folded = _NO_DENIAL.sub(" ", folded) if "no" in folded else folded
    if "than" in folded:
        folded = folded.replace("rather than", "instead")
        folded = folded if compares else _THAN.sub(" ", folded)
    folded = _OUT_OF.sub("not", folded) if " out of " in folded else folded
    return _HAVE_TO.sub("must", folded) if " to " in folded else folded
