"""Tables of English for what a source does not say, and what a reader cannot tell.

All words are as in text that was normalised and had its contractions opened.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

IRREGULAR: Final[Mapping[str, tuple[str, str, str]]] = {
    "say": ("says", "said", "saying"),
    "give": ("gives", "given", "giving"),
    "tell": ("tells", "told", "telling"),
    "show": ("shows", "shown", "showing"),
    "know": ("knows", "known", "knowing"),
    "find": ("finds", "found", "finding"),
    "quote": ("quotes", "quoted", "quoting"),
    "identify": ("identifies", "identified", "identifying"),
    "specify": ("specifies", "specified", "specifying"),
    "clarify": ("clarifies", "clarified", "clarifying"),
    "quantify": ("quantifies", "quantified", "quantifying"),
    "verify": ("verifies", "verified", "verifying"),
    "refer": ("refers", "referred", "referring"),
    "choose": ("chooses", "chosen", "choosing"),
    "make": ("makes", "made", "making"),
    "draw": ("draws", "drawn", "drawing"),
    "read": ("reads", "read", "reading"),
    "infer": ("infers", "inferred", "inferring"),
    "see": ("sees", "seen", "seeing"),
}
"""Third person, participle and gerund of verbs that take more than an ending."""


def forms(bases: str) -> tuple[str, str, str, str]:
    """Return the bases, third persons, participles and gerunds as four patterns."""
    rows = [(base, *_inflected(base)) for base in bases.split()]
    base, third, participle, gerund = zip(*rows, strict=True)
    return any_of(*base), any_of(*third), any_of(*participle), any_of(*gerund)


def _inflected(base: str) -> tuple[str, str, str]:
    if base in IRREGULAR:
        return IRREGULAR[base]
    bare = base.removesuffix("e")
    return base + ("es" if base.endswith("ss") else "s"), f"{bare}ed", f"{bare}ing"


def any_of(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


def words(text: str) -> str:
    return any_of(*text.split())


def optional(pattern: str, most: int = 1) -> str:
    return f"(?:{pattern} ){{0,{most}}}"


SOURCE: Final = words(
    "documents? texts? context passages? excerpts? extracts? pages? filings? sources?"
    " information data evidence reports? statements? articles? materials? records?"
    " exhibits? bundles? receipts? accounts? timetables?"
    " details? files? transcripts? conversations? dialogues? threads? e-?mails?"
    " messages? contracts? agreements? papers? study studies notes? sections? snippets?"
    " chunks? tables? charts? letters? judgments? story stories knowledge figures?"
    " content manuals? minutes logs? diary diaries memos? memoirs? chronicles? scans?"
    " copy copies manuscripts? entry entries books? chapters? biography biographies"
    " documentation handbooks? leaflets? brochures?"
    " circulars? bulletins? summary summaries abstracts? surveys? lists? catalogues?"
    " registers? budgets? forms? posts? e-mails? correspondence narrative paragraphs?"
    " deeds? ledgers? almanacs? certificates? rosters? newspapers? datasheets?"
    " clauses? appendix appendices annex annexes schedules? prospectus dossiers?"
)
"""What is read for an answer, its parts, and who wrote it."""

PART: Final = words(
    "pages? sections? clauses? articles? appendix appendices annex annexes schedules?"
    " attachments? exhibits? tables? figures? charts? columns? rows? chapters?"
    " passages?"
    " paragraphs? minutes letters? memos? documents? files? enclosures? logs? entries"
    " entry lists? map maps transcripts? messages? e-?mails? volumes? sheets? scans?"
)
"""What may be missing of a source, or be unreadable."""

SAY, SAYS, SAID, SAYING = forms(
    "say state mention contain provide specify include give disclose answer address"
    " report discuss detail indicate show list reveal describe explain offer cover"
    " identify name clarify define quantify present refer record document quote note"
    " tell reproduce cite extend touch"
)
NAME, NAMES, NAMED, NAMING = forms(
    "state mention specify disclose list name record indicate identify give quote"
    " cite report document define describe say reveal explain"
)
"""Of these, what only a text or its writer does; a contract also provides or covers."""

WRITES, _, _, _ = forms("state mention specify disclose list name")
"""What is a text's to do even where no source is named: "clause 4 does not state"."""

TELL, _, TOLD, TELLING = forms(
    "determine answer calculate compute provide say tell assess confirm give establish"
    " conclude evaluate compare state know verify infer derive judge offer make comment"
    " estimate ascertain deduce respond name select choose pick decide list specify"
    " settle reconstruct read identify find decipher see"
)
"""What a reader does who has an answer."""

GIVE: Final = TELL.replace("|identify|find|decipher|see", "")
"""The same without looking for it: not to find a thing is to lack it."""

WITHHOLD: Final = any_of(
    "(?:refrain|abstain)(?: from)?",
    r"(?:will|would|do|can|could|should) not (?:\w+ )?(?:want to |wish to |like to "
    "|care to |dare to )?(?:guess|speculate|commit|pick|choose|invent|make up)",
    "cannot (?:guess|speculate|commit)",
    r"leave (?:\w+ ){0,3}?(?:open|unanswered|blank|undecided)",
    r"decline to (?:answer|guess|speculate|choose|pick|name|say|state)",
)
THING: Final = frozenset(
    {
        *("name", "names", "amount", "amounts", "date", "dates", "time", "times"),
        *("figure", "figures", "number", "numbers", "value", "values", "sum", "sums"),
        *("price", "prices", "reason", "reasons", "cause", "causes", "identity"),
        *("place", "places", "location", "address", "size", "cost", "costs", "title"),
        *("quantity", "percentage", "rate", "total", "year", "month", "day", "age"),
        *("answer", "information", "detail", "details", "data", "explanation"),
        *("duration", "length", "height", "weight", "distance", "speed", "dose"),
        *("result", "results", "outcome", "list", "order", "method", "author"),
        *("signature", "handwriting", "heading", "line", "lines", "word", "words"),
        *("term", "terms", "condition", "conditions", "criteria", "definition"),
        *("depth", "width", "breadth", "frequency", "temperature", "volume", "area"),
        *("capacity", "count", "entry", "person"),
    }
)
"""What a question may ask for, whatever its words."""

LACKED: Final = words("information mention data details? reference word statement")
QUALITY: Final = words(
    "enough sufficient necessary required specific direct explicit relevant such exact"
    " requested needed any adequate clear complete detailed additional further"
)
TRACE: Final = words(
    "evidence indication record trace mention statement sign hint word clue"
    " information details? data reference"
)
OUTCOME: Final = words(
    "comparison calculation answer determination conclusion assessment estimate"
    " identification statement verdict judgment decision choice"
)
GONE: Final = any_of(
    *("missing", "absent", "omitted", "illegible", "unreadable", "redacted"),
    *("blank", "truncated", "lost", "torn", "unavailable", "blacked out"),
    *("cut off", "left out", "torn out", "blotted out", "skipped", "garbled"),
)
UNSAID: Final = "un" + any_of(
    *("known", "clear", "disclosed", "specified", "stated", "reported", "named"),
    *("mentioned", "recorded", "documented", "identified", "explained", "resolved"),
    *("determined", "published", "dated", "quantified"),
)
AT_HAND: Final = words(
    "included available attached provided present there here legible readable enclosed"
    " reproduced contained shown supplied given visible"
)
"""What a part of a source is not, where it is missing."""

ADVERB: Final = any_of(r"\w+ly", "yet", "even", "also", "in fact", "at all")
NOT: Final = any_of(
    "(?:do|does|did|is|are|was|were|has|have|had|could|will|would) not",
    *("cannot", "never"),
)

_CONTRACTED = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|could|would|should|need|must)nt\b"
)
_ONE_BY_ONE: Final[Mapping[str, str]] = {
    "cant": "cannot",
    "wont": "will not",
    "im": "i am",
    "ive": "i have",
    "id": "i would",
    "ill": "i will",
    "weve": "we have",
    "theres": "there is",
    "youd": "you would",
    "youll": "you will",
}
_WORD = re.compile(rf"\b(?:can not|{any_of(*_ONE_BY_ONE)})\b")


_IT_IS = re.compile(r"\bits(?= (?:not|never|left|missing|absent|silent|un\w+|im\w+)\b)")


def opened(normalised: str) -> str:
    """Open the contractions of a normalised text: "isnt" is "is not".

    "ill" is read as "I will": the sick are not what these tables are about.
    """
    text = _IT_IS.sub("it is", _CONTRACTED.sub(r"\1 not", normalised))
    return _WORD.sub(lambda found: _ONE_BY_ONE.get(found[0], "cannot"), text)


def _spelled_out(pattern: str) -> Iterator[str]:
    """Yield the words of an alternation: of "texts?", "text" and "texts"."""
    for way in pattern.removeprefix("(?:").removesuffix(")").split("|"):
        optional = re.search(r"(\w|-)\?", way)
        if optional is None:
            yield from re.findall(r"[\w-]+", way)
        else:
            yield from _spelled_out(way.replace(optional[0], optional[1], 1))
            yield from _spelled_out(way.replace(optional[0], "", 1))


VOCABULARY: Final = frozenset(
    word
    for table in (
        *(SOURCE, PART, SAY, SAYS, SAID, SAYING, TELL, TOLD, TELLING, GONE, AT_HAND),
        *(LACKED, TRACE, OUTCOME),
    )
    for word in _spelled_out(table)
) | frozenset(
    {
        *("i", "we", "you", "able", "unable", "possible", "impossible", "cannot"),
        *("silent", "lacks", "omits", "leaves", "left", "stops", "breaks", "please"),
        *("need", "needed", "required", "necessary", "once", "nothing", "none"),
        *("determinable", "answerable", "unanswerable", "nowhere", "without"),
        *("knowledge", "training", "language", "ai", "part", "among", "clear"),
        *("speculation", "guesswork", "guess", "nowhere", "learn", "hear", "have"),
        *("im", "ive", "cant", "id", "appear", "come", "unanswered", "recommend"),
        *("located", "exists"),
        *("suggest", "advise", "feel", "happy", "best", "advisable", "recommended"),
    }
)
"""A text that has none of these words does not speak of what is missing."""


def may_miss(normalised: str) -> bool:
    """Return whether a text may say that something is missing, at little cost."""
    words = normalised.split()
    return not VOCABULARY.isdisjoint(words) or any(w.startswith(_UN) for w in words)


_UN: Final = ("un", "indetermin", "undetermin")
