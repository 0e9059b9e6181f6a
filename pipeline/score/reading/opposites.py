"""Tables of English for telling a yes from a no: opposites, denials, empty words."""

from collections.abc import Mapping, Sequence
from typing import Final

OPPOSITES: Final[Sequence[tuple[str, str]]] = (
    (
        "increase rise grow gain expand climb higher up",
        "decrease decline drop fall reduce reduction shrink lower down",
    ),
    (
        "improve better strengthen recover recovery",
        "worsen worse deteriorate weaken decline erode",
    ),
    ("same unchanged", "different differ change"),
    (
        "allow permit allowable permissible entitle authorize authorise",
        "prohibit forbid forbidden ban disallow bar",
    ),
    (
        "mandatory require compulsory obligatory oblige must need",
        "optional voluntary discretionary",
    ),
    (
        "uphold affirm sustain",
        "reverse overturn overrule quash annul vacate discharge",
    ),
    ("accelerate acceleration faster", "decelerate deceleration slow slower"),
    ("positive", "negative"),
    ("healthy strong robust", "unhealthy weak poor"),
    (
        "consistent stable steady",
        "inconsistent unstable volatile fluctuate fluctuation erratic",
    ),
    ("retain retention keep", "lose"),
    ("profitable profit", "unprofitable loss"),
    ("approve grant accept adopt ratify", "reject deny denied refuse disapprove"),
    ("include cover", "exclude exclusion omit"),
    ("pass succeed success successful", "fail failure unsuccessful"),
    ("win", "lose"),
    ("legal lawful", "illegal unlawful"),
    ("valid enforceable", "invalid void unenforceable"),
    ("guilty convict", "innocent acquit"),
    ("safe", "unsafe dangerous contraindicated"),
    ("alive survive", "dead die"),
    ("open", "close"),
    ("agree", "disagree refuse"),
    ("likely", "unlikely"),
    ("sufficient adequate enough", "insufficient inadequate"),
    ("exceed above", "below"),
    ("possible", "impossible"),
    ("full", "empty"),
    ("true correct", "false incorrect wrong"),
    ("attend present", "absent"),
    ("diversify diverse", "concentrate concentration"),
    ("public", "private"),
    ("easy simple", "difficult hard complicate"),
    ("cheap affordable", "expensive costly"),
)
"""Each row speaks of one thing: to say one side denies the other."""

NEGATIVE_PREFIXES: Final = ("un", "in", "im", "ir", "il", "dis", "non")
"""What makes the opposite of a word that has none in the table."""

LEVEL: Final = 0
QUALITY: Final = 1
SAMENESS: Final = 2
"""The rows of what rises, of what gets better and of what stays: a margin that rises
has improved, and what rises or falls has changed."""
PERMISSION: Final = 3

WEAK: Final = frozenset(
    {"up", "down", "below", "above", "full", "present", "open", "hard"}
)
"""Words of the table that mostly say something else, unless they end the question."""

UNCHANGED: Final = ("unchanged", "flat", "constant", "static")
"""What so stayed has neither risen nor fallen, nor got better or worse."""

FIT: Final = ("suitable", "safe", "possible", "compatible", "recommended")
UNFIT: Final = (
    *("unsuitable", "unsafe", "impossible", "incompatible", "warns", "avoid"),
    "contraindicated",
)
"""What may be used is fit for it."""

CONSENT: Final = frozenset(
    {
        *("consent", "approval", "permission", "authorisation", "authorization"),
        *("agreement", "licence", "license"),
    }
)

LESS_IS_BETTER: Final = frozenset(
    {
        *("cost", "debt", "loss", "expense", "risk", "error", "churn", "death", "rate"),
        *("defect", "delay", "emission", "turnover", "liability", "mortality", "pain"),
        *("time", "wait", "unemployment", "complaint", "leverage", "latency", "crime"),
    }
)
"""That these rose does not say that they improved."""

DENIALS: Final = frozenset(
    {
        *("not", "no", "never", "neither", "nor", "without", "cannot", "hardly"),
        *(
            "immune",
            "exempt",
            "unable",
            "fails",
            "failed",
            "fail",
            "lack",
            "lacks",
            "instead",
            "unlikely",
        ),
        *("dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt"),
        *("havent", "hadnt", "cant", "couldnt", "wont", "wouldnt", "denies", "denied"),
        *("none", "nobody", "nothing", "nowhere"),
        *("suspended", "ceased", "stopped", "discontinued"),
    }
)

EMPTY: Final = frozenset(
    {
        *("a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "to", "and"),
        *("or", "as", "is", "are", "was", "were", "be", "been", "being", "do", "does"),
        *("did", "has", "have", "had", "can", "could", "will", "would", "shall"),
        *("should", "may", "might", "must", "there", "any", "some", "this", "that"),
        *("these", "those", "it", "its", "they", "their", "he", "she", "his", "her"),
        *("we", "our", "you", "your", "i", "with", "between", "within", "during"),
        *("per", "based", "data", "information", "provided", "according", "than"),
        *("then", "if", "whether", "which", "who", "what", "when", "where", "how"),
        *("why", "fiscal", "year", "years", "fy", "quarter", "period", "document"),
        *("filing", "report", "text", "able", "currently", "ever", "also", "still"),
        *(
            "such",
            "company",
            "companys",
            "business",
            "first",
            "second",
            "million",
            "billion",
        ),
        *("thousand", "percent"),
    }
)
"""Words that say nothing of what a question is about."""

IRREGULAR: Final[Mapping[str, str]] = {
    "used": "use",
    "upheld": "uphold",
    "paid": "pay",
    "sold": "sell",
    "bought": "buy",
    "made": "make",
    "held": "hold",
    "told": "tell",
    "said": "say",
    "went": "go",
    "gone": "go",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "left": "leave",
    "kept": "keep",
    "sent": "send",
    "spent": "spend",
    "built": "build",
    "found": "find",
    "won": "win",
    "lost": "lose",
    "wrote": "write",
    "written": "write",
    "broke": "break",
    "broken": "break",
    "knew": "know",
    "known": "know",
    "led": "lead",
    "met": "meet",
    "began": "begin",
    "begun": "begin",
    "rose": "rise",
    "risen": "rise",
    "fell": "fall",
    "fallen": "fall",
    "grew": "grow",
    "grown": "grow",
    "died": "die",
    "brought": "bring",
    "became": "become",
    "saw": "see",
    "seen": "see",
    "spoke": "speak",
    "chose": "choose",
    "chosen": "choose",
}
"""Forms that no ending makes."""
