"""What sentences call models: without the path to a long name, where that is enough."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.report.contents import Report

_LONGEST: Final = 22
"""Up to this, a name stands as it is."""
_NAME: Final = re.compile(r"[\w.:@+-]+")


def briefly(report: Report) -> Report:
    """Return the report with brief names for its models, their pairs and switches."""
    brief = names(model.model for model in report.models)
    return report.model_copy(
        update={
            "models": tuple(
                one.model_copy(update={"model": brief[one.model]})
                for one in report.models
            ),
            "pairs": tuple(
                one.model_copy(
                    update={"model": brief[one.model], "other": brief[one.other]}
                )
                for one in report.pairs
            ),
            "switches": tuple(
                one.model_copy(update={"model": brief[one.model]})
                for one in report.switches
            ),
        }
    )


def names(models: Iterable[str]) -> Mapping[str, str]:
    """Return the last part of each long name, unless another model ends so too."""
    every = tuple(models)
    ends = Counter(model.rsplit("/", 1)[-1] for model in every)
    return {model: _brief(model, ends) for model in every}


def _brief(model: str, ends: Counter[str]) -> str:
    end = model.rsplit("/", 1)[-1]
    brief = len(model) > _LONGEST and ends[end] == 1 and _NAME.fullmatch(end)
    return end if brief else model
