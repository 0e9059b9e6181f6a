"""What a person should know before a model is asked. Pure."""

from collections.abc import Iterator

from pipeline.query.models.asking import asked
from pipeline.query.models.target import HOLDS_WINDOW, Target
from pipeline.records import Cache


def remarks(target: Target) -> Iterator[str]:
    """Yield a line for each thing that is not as the settings ask, or may surprise."""
    for name in asked(target, "", 0, Cache.COLD).dropped:
        value = getattr(target.settings, name)
        shown = f"{value:g}" if isinstance(value, float) else str(value)
        yield f"{name} = {shown} is not sent: the model refuses it"
    if target.dialect == HOLDS_WINDOW and target.facts.window is None:
        yield (
            "its window is not known, and may be 4,096 tokens: set window, and the "
            "server is asked to hold so many"
        )
    yield from target.remarks
