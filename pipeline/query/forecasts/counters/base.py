"""How a provider is asked for the size of a prompt, and how its answer is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias, cast
from urllib.parse import quote

from pipeline.errors import MalformedError
from pipeline.query.providers.reading import count

Place: TypeAlias = Callable[[str], str]
"""A base address in, the one that the path of a count is added to out."""


@dataclass(frozen=True, slots=True)
class CountRequest:
    base_url: str
    path: str
    body: Mapping[str, object]
    headers: dict[str, str] = field(repr=False)
    """They carry the key: sent, never stored and never shown."""
    key: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Counter:
    path: str
    """Of the endpoint; `{model}` in it is the model's name."""
    body: Callable[[str, str], Mapping[str, object]]
    """The model's name and the prompt's text in, the request's body out."""
    answer: tuple[str, ...]
    """Where the count stands in the answer. A list there is one of the tokens."""
    place: Place = str
    headers: Callable[[str], dict[str, str]] = lambda key: {
        "authorization": f"Bearer {key}"
    }
    """The key in, the headers that carry it out."""

    def encode(
        self, base_url: str, model: str, text: str, key: str | None
    ) -> CountRequest:
        return CountRequest(
            base_url=self.place(base_url),
            path=self.path.replace("{model}", quote(model)),
            body=self.body(model, text),
            headers=self.headers(key) if key else {},
            key=key,
        )

    def decode(self, answer: Mapping[str, object]) -> int:
        """Return the tokens; raise `MalformedError` where the answer has none."""
        found: object = answer
        for name in self.answer:
            found = _field(found, name)
        if isinstance(found, list):
            return len(cast("list[object]", found))
        if tokens := count(found):  # no table of the store holds just any number
            return tokens
        message = f"no count at {'.'.join(self.answer)} of the answer"
        raise MalformedError(kind="malformed", message=message)


def root(base_url: str) -> str:
    """Return the address of the server itself."""
    return base_url.removesuffix("/v1")


def open_ai(base_url: str) -> str:
    """Return the base address beside that of Anthropic's dialect."""
    return base_url.removesuffix(_ANTHROPIC) + "/v1" * base_url.endswith(_ANTHROPIC)


def chat(model: str, text: str) -> dict[str, object]:
    return {"model": model, "messages": [{"role": "user", "content": text}]}


def _field(value: object, name: str) -> object:
    return (
        cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    )


_ANTHROPIC: Final = "/anthropic/v1"
