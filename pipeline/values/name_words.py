"""What stands in names beside the name: titles, kinds, legal forms, directions.

All words are folded as they are read in sentences (see `wording.fold`).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.values.stems import word_set

LEGAL: Final = word_set(
    "inc incorporated ltd limited llc llp lp plc gmbh ag kg corp corporation co "
    "company sa nv bv spa oy ab pty"
)
"""What may follow the name of a firm (and is no part of it in prose)."""

TITLES: Final = word_set(
    "mr mrs ms miss mme dr prof professor doctor sir dame lady lord rev reverend hon "
    "justice judge councillor alderman senator congressman congresswoman "
    "representative governor mayor president chancellor premier minister ambassador "
    "captain capt colonel col major maj general gen lieutenant lt sergeant sgt "
    "admiral commander king queen prince princess emperor empress duke duchess count "
    "countess baron baroness earl pope cardinal bishop archbishop father sister "
    "brother saint inspector detective chief sheikh sultan"
)
"""What may stand before the name of a person."""

_KINDS: Final[Sequence[str]] = (
    "street avenue road boulevard lane drive court square crescent way terrace",
    "river lake sea ocean bay gulf creek strait canal falls",
    "mount mountain hill peak range valley",
    "city town village county district province state republic kingdom region island",
    "church cathedral castle palace abbey bridge tower museum theatre theater",
    "hospital airport station university college school institute",
    "department ministry agency office bureau committee commission council board",
    "desert forest park",
    "ship vessel tanker trawler steamer ferry",
)
KINDS: Final[Mapping[str, int]] = {
    word: at for at, line in enumerate(_KINDS) for word in line.split()
}
"""Nouns that say of what kind a named thing is. Two of one line exclude each other:
Alder Street is not Alder Avenue."""

QUALIFIERS: Final = word_set(
    "north south east west northern southern eastern western central upper lower new "
    "old great greater lesser little inner outer"
)
"""What makes another place or thing of a name: "Lower Marrowick"."""

COMMON_LEADS: Final = QUALIFIERS | word_set(
    "american british national international united general first federal royal "
    "standard global world universal public bank"
)
"""First words of firms by which no firm is called."""

ROLES: Final = word_set(
    "counsel director officer president chairman chairwoman chair chairperson manager "
    "partner attorney lawyer secretary treasurer minister judge justice professor "
    "editor founder head chief ceo cfo coo cto author composer engineer architect "
    "representative spokesman spokeswoman investigator captain governor senator "
    "mayor dean physician surgeon inspector legal department esq jr sr phd md"
)
"""What a person is, after the name and a comma."""

RELATIVES: Final = word_set(
    "mother father parent son daughter child brother sister wife husband widow uncle "
    "aunt nephew niece cousin friend student pupil assistant successor predecessor "
    "colleague rival opponent"
)
"""Of whom is spoken is another than who is named: "the son of Ann"."""

_NICKNAMES: Final = """
william bill will billy liam, robert bob rob bobby bert, richard dick rick,
james jim jimmy jamie, john jack johnny jon, joseph joe, edward ed ted eddie,
elizabeth liz beth betty eliza lisa, margaret maggie peggy meg greta,
catherine katherine kate kathy cathy katie, thomas tom tommy,
michael mike mick, charles charlie chuck, henry harry hal hank, anthony tony,
samuel sam, samantha sam, alexander alex sandy sasha,
alexandra alex sandra sasha, benjamin ben, daniel dan danny, david dave,
andrew andy drew, steven steve, stephen steve, christopher chris,
christine chris tina, matthew matt, nicholas nick, patrick pat paddy,
patricia pat patty tricia, timothy tim, gregory greg, kenneth ken, ronald ron,
donald don, lawrence larry, frederick fred freddie, francis frank,
frances fran, peter pete, philip phil, raymond ray, theodore ted theo,
walter walt, susan sue, deborah debbie, jennifer jenny, jessica jess,
rebecca becky, victoria vicky, virginia ginny, dorothy dot, eleanor nell ellie,
helen nell, ann anna anne nancy annie, mary molly polly, sarah sally,
martha patty, albert al bert, alfred al fred, gerald gerry jerry,
leonard len leo, jonathan jon, joshua josh, nathaniel nathan nat,
maximilian max
"""
_GROUPS: Final = [group.split() for group in _NICKNAMES.split(",")]
NICKNAMES: Final[Mapping[str, frozenset[int]]] = {
    name: frozenset(at for at, group in enumerate(_GROUPS) if name in group)
    for group in _GROUPS
    for name in group
}
"""The groups of given names that one may stand for another in."""
