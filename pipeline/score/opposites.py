"""Tables of English for telling a yes from a no: opposites, denials, empty words."""

from collections.abc import Sequence
from typing import Final

OPPOSITES: Final[Sequence[tuple[str, str]]] = (
    (
        "increase rise rose risen grow grew grown gain expand climb higher up",
        "decrease decline drop fall fell fallen reduce reduction shrink lower down",
    ),
    (
        "improve better strengthen recover recovery",
        "worsen worse deteriorate weaken decline erode",
    ),
    ("same unchanged", "different differ change"),
    ("accelerate acceleration faster", "decelerate deceleration slow slower"),
    ("positive", "negative"),
    ("healthy strong robust", "unhealthy weak poor"),
    (
        "consistent stable steady",
        "inconsistent unstable volatile fluctuate fluctuation erratic",
    ),
    ("retain retention keep kept", "lose lost"),
    ("profitable profit", "unprofitable loss"),
    ("allow permit allowable", "prohibit forbid forbidden ban disallow bar"),
    ("approve grant accept", "reject deny denied refuse disapprove"),
    ("include cover", "exclude exclusion omit"),
    ("pass succeed success successful", "fail failure unsuccessful"),
    ("win won", "lose lost"),
    ("mandatory require compulsory obligatory", "optional voluntary"),
    ("legal lawful", "illegal unlawful"),
    ("valid enforceable", "invalid void unenforceable"),
    ("guilty convict", "innocent acquit"),
    ("safe", "unsafe dangerous"),
    ("alive survive", "dead die died"),
    ("open", "close"),
    ("agree", "disagree refuse"),
    ("likely", "unlikely"),
    ("sufficient adequate enough", "insufficient inadequate"),
    ("exceed above", "below under"),
    ("possible", "impossible"),
    ("true correct", "false incorrect wrong"),
)
"""Each row speaks of one thing: to say one side denies the other."""

LEVEL: Final = 0
QUALITY: Final = 1
SAMENESS: Final = 2
"""The rows of what rises, of what gets better and of what stays: a margin that rises
has improved, and what rises or falls has changed."""

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
        *("unable", "fails", "failed", "fail", "lack", "lacks", "instead", "unlikely"),
        *("dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt"),
        *("havent", "hadnt", "cant", "couldnt", "wont", "wouldnt", "denies", "denied"),
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
        *("such", "company", "companys", "first", "second", "million", "billion"),
        *("thousand", "percent"),
    }
)
"""Words that say nothing of what a question is about."""
