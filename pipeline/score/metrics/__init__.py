"""Published metrics, one small pure file each, listed here under their own names.

They are for comparison with published tables. None of them makes a verdict.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.score.metrics.base import Metric

METRICS: Final[Mapping[str, Metric]] = {}
