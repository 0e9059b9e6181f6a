"""The sample with less and less in it: what a run may lack, and a page must bear."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from pipeline.report.contents import Report
from pipeline.report.sums import with_sums
from tests.report.sample import sample

_LATER: Final[Mapping[str, object]] = {
    **dict.fromkeys(("ranks", "effective", "per_doubling", "length_auc")),
    **dict.fromkeys(("ruler_length", "nolima_length", "depth_effect", "repeats")),
    **dict.fromkeys(("known", "within", "cost_per_correct")),
    "endings": (),
}
HOSTILE: Final = (
    "evil/<script>alert(1)</script>",
    "evil/a|b`c`[x](y)",
    "evil/$x^2_$*best*",
    "evil/" + "long" * 60,
    "evil/\u202e\U0001f600\u4e2d",
)


def changed(report: Report, **fields: object) -> Report:
    return with_sums(report.model_copy(update=fields))


def each_model(report: Report, **fields: object) -> Report:
    models = tuple(model.model_copy(update=fields) for model in report.models)
    return changed(report, models=models)


def one_model() -> Report:
    found = sample()
    return changed(found, models=found.models[:1], pairs=(), strengths=())


def no_model() -> Report:
    empty = {"models": (), "pairs": (), "strengths": (), "losses": (), "judges": ()}
    return changed(sample(), **empty, citing=(), metrics=(), kinds=(), resolves=None)


def without_what_came_later() -> Report:
    """A report of which nothing could be made but shares and times."""
    pairs = tuple(
        pair.model_copy(
            update={"p": None, "p_holm": None, "needed": None, "by_length": ()}
            | {"time": None, "cost": None}
        )
        for pair in sample().pairs
    )
    return each_model(changed(sample(), pairs=pairs, strengths=()), **_LATER)


def no_difference() -> Report:
    pairs = tuple(
        pair.model_copy(update={"difference": None, "not_worse_by": None})
        for pair in sample().pairs
    )
    return changed(sample(), pairs=pairs)


def no_share() -> Report:
    nothing = {"accuracy": None, "accuracy_answered": None, "wrong": None}
    none = each_model(sample(), **nothing, abstained=None, declined=None, lengths=())
    return each_model(
        changed(none, pairs=(), strengths=(), resolves=None),
        **_LATER,
        twins=(),
        length_change=None,
    )


def unbuilt() -> Report:
    lengths = {"lengths_built": (), "working": (), "depths": ()}
    return changed(sample(), **lengths, strengths=())


def renamed(report: Report, names: Mapping[str, str]) -> Report:
    """Return the report with models called otherwise, wherever they are named."""
    dumped = report.model_dump_json()
    for before, after in names.items():
        dumped = dumped.replace(json.dumps(before), json.dumps(after))
    return Report.model_validate_json(dumped)


def hostile() -> Report:
    names = dict(zip((m.model for m in sample().models), HOSTILE, strict=True))
    return renamed(sample(), names)


def many_models() -> Report:
    found = sample()
    more = tuple(
        model.model_copy(update={"model": f"{model.model}-{copy}"})
        for copy in range(6)
        for model in found.models
    )
    return changed(found, models=(*found.models, *more))


POOR: Final[Mapping[str, Callable[[], Report]]] = {
    "one-model": one_model,
    "no-model": no_model,
    "without-what-came-later": without_what_came_later,
    "no-difference": no_difference,
    "no-share": no_share,
    "unbuilt": unbuilt,
    "hostile": hostile,
    "many-models": many_models,
}
