"""Black out keys by their value, wherever something is about to be written."""

from collections.abc import Iterable, Mapping
from typing import Final

SHORTEST_SECRET: Final = 8
"""A shorter value is no key, and would black out half of every text."""
SECRET_NAMES: Final = ("_API_KEY", "_KEY", "_TOKEN", "_SECRET", "_PASSWORD")
MASK: Final = "[redacted]"


class Redactor:
    """Replace every secret in a text. Its own `repr` shows none."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        usable = {s.strip() for s in secrets if len(s.strip()) >= SHORTEST_SECRET}
        self._secrets = sorted(usable, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return text


def of_environment(environ: Mapping[str, str]) -> Redactor:
    """Return a redactor of every variable whose name says that it is a secret."""
    return Redactor(
        value for name, value in environ.items() if name.endswith(SECRET_NAMES)
    )
