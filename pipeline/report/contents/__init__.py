"""Everything the report says: `Report` is report.json, and the markdown is its image.

Shares and differences are between 0 and 1, times in seconds, an absent number null.
"""

from pipeline.report.contents.amounts import Costs, Times, TokenRatio, Within
from pipeline.report.contents.cells import (
    AnswerKind,
    Cell,
    LevelCell,
    TwinCell,
    TypeCell,
)
from pipeline.report.contents.models import (
    DepthEffect,
    Known,
    ModelReport,
    PassK,
    Repeats,
)
from pipeline.report.contents.outcomes import (
    SCORED,
    Ending,
    EndingShare,
    Outcomes,
    Silence,
)
from pipeline.report.contents.pairs import (
    Family,
    LengthDifference,
    Pair,
    PairVerdict,
    Strength,
    Switch,
)
from pipeline.report.contents.sums import CitedShares, LeftOutSum, Sums
from pipeline.report.contents.whole import Report

__all__ = [
    "SCORED",
    "AnswerKind",
    "Cell",
    "CitedShares",
    "Costs",
    "DepthEffect",
    "Ending",
    "EndingShare",
    "Family",
    "Known",
    "LeftOutSum",
    "LengthDifference",
    "LevelCell",
    "ModelReport",
    "Outcomes",
    "Pair",
    "PairVerdict",
    "PassK",
    "Repeats",
    "Report",
    "Silence",
    "Strength",
    "Sums",
    "Switch",
    "Times",
    "TokenRatio",
    "TwinCell",
    "TypeCell",
    "Within",
]
