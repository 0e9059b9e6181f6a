"""Which letter the right option has, where a scorer wants a letter."""

from pipeline.score.metrics.base import NotDefinedError, Sample


def letter(sample: Sample) -> str:
    """Return "A" for the first option; the gold is an option's text, or its letter."""
    gold = sample.golds[0] if sample.golds else ""
    if gold in sample.choices:
        return _nth(sample.choices.index(gold))
    if gold in map(_nth, range(len(sample.choices) or 4)):
        return gold
    message = f"the gold answer {gold!r} is neither an option nor an option's letter"
    raise NotDefinedError(message)


def text(sample: Sample) -> str:
    """Return the right option's text."""
    if not sample.choices:
        message = "the question has no options"
        raise NotDefinedError(message)
    return sample.choices[ord(letter(sample)) - ord("A")]


def _nth(index: int) -> str:
    return chr(ord("A") + index)
