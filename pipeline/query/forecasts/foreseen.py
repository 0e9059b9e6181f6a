"""The rows of a forecast, and how they add up. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

from pipeline.records import Record
from pipeline.statistics.planning import Design

RatioSource: TypeAlias = Literal["calls", "count", "facts", "assumed"]


class Earlier(Record):
    """What earlier calls of a model tell."""

    model: str
    endpoint: str
    sized: int
    """Calls that tell the ratio."""
    ratio: float | None
    """The model's own tokens of a prompt for each of the reference."""
    counted: int
    """Calls that tell how long the answers are."""
    written: float | None
    """Mean tokens of an answer, reasoning included."""
    timed: int
    seconds: float | None
    """Mean time that a call took a slot, all its attempts together."""
    seconds_at: float | None
    """Mean reference tokens of those prompts."""
    seconds_per_token: float | None
    """Slope of the line through them; `None` where all were of one size."""


class Counted(Record):
    """A prompt that a service has counted."""

    endpoint: str
    model: str
    prompt: str
    tokens: int
    reference: int


class Ratio(Record):
    value: float
    source: RatioSource
    """Earlier calls, the service's own count, the model's facts, or nothing at all."""
    sample: int
    """Calls or prompts that it was measured on."""


class Money(Record):
    """US dollars. What is not known is `None`; in a total it is left out."""

    least: float | None
    likely: float | None
    most: float | None


NOTHING: Final = Money(least=0.0, likely=0.0, most=0.0)
UNKNOWN: Final = Money(least=None, likely=None, most=None)


class Cell(Record):
    """The calls of one model and one size; in totals, of more."""

    model: str | None
    """`None` of the total."""
    size: str | None
    """`4,000`, `4,000 gold-removed`, `closed-book`; `None` of a model's total."""
    length: int | None
    calls: int
    tokens: int
    """Reference tokens of the prompts that are sent."""
    own_tokens: int
    """About as many of the model's own."""
    over_window: int
    """Calls that are not sent, since they fit no window that is declared."""
    too_long: int
    """Calls that are sent and would not fit, by a ratio that was measured."""
    answered: int
    """Calls that have been made: nothing more is paid for them."""
    whole: Money
    left: Money
    """Of the calls that have not been made."""
    seconds: float | None
    """Likely time of those; `None` is not known. Of a model and of all, with as many
    calls under way at once as are allowed; of a size, one after the other."""

    @property
    def sent(self) -> int:
        """Calls that fit a window that is declared, made or not."""
        return self.calls - self.over_window


class OfModel(Record):
    total: Cell
    ratio: Ratio
    answer_tokens: int
    """Tokens that a likely answer has."""
    answers: int
    """Calls that this was measured on; 0: it is an assumption."""
    price: str | None
    """Where its price is from."""


class Forecast(Record):
    total: Cell
    models: tuple[OfModel, ...]
    cells: tuple[Cell, ...]
    unpriced: tuple[str, ...]
    """Models whose price is not known: no total holds them."""
    untimed: tuple[str, ...]
    """Models whose speed is not known, the same."""
    paid_usd: float
    """For the calls that have been made, as far as it is known."""
    budget_usd: float | None
    design: Design
    """Whose differences between two models are to be told."""
    smallest_difference: float | None
    """Between two models, that this design would show four times in five."""


def sum_cells(cells: Sequence[Cell]) -> Cell:
    """Add up cells; sums of money leave out what is not known, a time does not."""
    answered = sum(cell.answered for cell in cells)
    sent = sum(cell.sent for cell in cells)
    left = sum_money(cell.left for cell in cells)
    seconds = [cell.seconds for cell in cells if cell.seconds is not None]
    return Cell(
        model=cells[0].model if cells else None,
        size=None,
        length=None,
        calls=sum(cell.calls for cell in cells),
        tokens=sum(cell.tokens for cell in cells),
        own_tokens=sum(cell.own_tokens for cell in cells),
        over_window=sum(cell.over_window for cell in cells),
        too_long=sum(cell.too_long for cell in cells),
        answered=answered,
        whole=sum_money(cell.whole for cell in cells),
        left=NOTHING if answered == sent else left,
        seconds=sum(seconds) if len(seconds) == len(cells) else None,
    )


def sum_money(parts: Iterable[Money]) -> Money:
    known = [part for part in parts if part.most is not None]
    if not known:
        return UNKNOWN
    return Money(
        least=sum(part.least or 0.0 for part in known),
        likely=sum(part.likely or 0.0 for part in known),
        most=sum(part.most or 0.0 for part in known),
    )
