"""Values of a metric in, one after the other; their mean out. No I/O."""

from dataclasses import dataclass


@dataclass
class Mean:
    total: float = 0.0
    n: int = 0
    undefined: int = 0
    """How often the metric said nothing."""

    def add(self, value: float | None) -> None:
        if value is None:
            self.undefined += 1
        else:
            self.total += value
            self.n += 1

    @property
    def percent(self) -> float | None:
        """100 times the mean of what is defined, as tables of papers have it."""
        return 100 * self.total / self.n if self.n else None

    def figures(self) -> dict[str, float | None]:
        return {"mean": self.percent, "n": self.n, "undefined": self.undefined}
