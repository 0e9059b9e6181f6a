"""Where a service is asked, and which key goes there.

The address is <SERVICE>_BASE_URL of the environment, else the model's `base_url`, else
that of `[services.<name>]` in the run's file, else the catalogue's. A file may come
from somebody else, so it cannot send a key of the catalogue's services elsewhere than
they do: only the environment can.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Final, Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

from pipeline.facts import Service
from pipeline.query.models.catalogue import Known, catalogue

SaidBy: TypeAlias = Literal["environment", "file", "catalogue"]
KEY_SUFFIX: Final = "_API_KEY"
_OLLAMA_PORT: Final = 11_434
_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 2_000
_UNSENDABLE: Final = re.compile(r"[\s\x00-\x1f\x7f]")
"""`urlsplit` passes over some of them, so that it would see another host."""
_KEY: Final = re.compile(
    r"(?:sk|gsk|xai|hf)[-_](?=.*[A-Z\d])(?=.*[A-Za-z])[\w-]{20,}|AIza[\w-]{12,}"
)
"""What a part of a path cannot be but a key: by what services begin theirs with, and a
rest that is no lower-case words, as a gateway's name is. Hugging Face's have letters
alone."""
_MAY_BE_KEY: Final = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w-]{20,}")
_ANY: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - replaced, not bound


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    said_by: SaidBy


@dataclass(frozen=True, slots=True)
class Key:
    value: str | None
    """`None` where none is to be sent."""
    variable: str | None
    remarks: tuple[str, ...] = ()


@cache
def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def address_of(
    known: Known, dialect: str, said: str | None, environ: Mapping[str, str]
) -> Address | None:
    """Return where to ask; `said` is the model's own `base_url`."""
    if url := _of_environment(known, dialect, environ):
        return Address(url.rstrip("/"), "environment")
    if of_file := said or _url(known.own, dialect):
        return Address(of_file.strip().rstrip("/"), "file")
    if ours := _url(known.ours, dialect):
        return Address(ours, "catalogue")
    return None


def _url(service: Service, dialect: str) -> str | None:
    surface = service.dialects.get(dialect)
    return (surface and surface.base_url) or service.base_url


def _of_environment(known: Known, dialect: str, environ: Mapping[str, str]) -> str:
    url = environ.get(f"{known.prefix}_BASE_URL", "").strip()
    if known.name != "ollama":
        return url
    url = url or _ollama_host(environ.get("OLLAMA_HOST", "").strip())
    bare = url.rstrip("/").removesuffix("/v1").removesuffix("/api")
    return f"{bare}/v1" if bare and dialect.startswith("openai") else bare


def _ollama_host(host: str) -> str:
    """Read what Ollama reads: host, host:port or a URL; the port is 11434 by default.

    It is also what its server listens on, so "any address" becomes this machine.
    """
    if not host:
        return ""
    parts = urlsplit(host if "://" in host else f"http://{host}")
    try:
        port = parts.port or _default_port(host, parts)
    except ValueError:
        return parts.geturl()
    name = parts.hostname or "127.0.0.1"
    name = _ANY.get(name, name)
    shown = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{shown}:{port}{parts.path}"


def _default_port(host: str, parts: SplitResult) -> int:
    return _PORTS.get(parts.scheme, _OLLAMA_PORT) if "://" in host else _OLLAMA_PORT


def url_mistakes(url: str | None, variable: str) -> list[str]:
    if not url:
        variables = f"{variable} in the environment or .env"
        return [f"no address; set {variables}, or base_url of the model"]
    where = f"the address (base_url or {variable})"
    parts = _split(url)
    if parts is None:
        return [f"{where} is no URL"]
    if held := _secret_in(parts):
        return [f"{where} holds {held}; leave that out, and set the key instead"]
    if parts.query or parts.fragment:  # nor is this: some write a key there
        shown = parts._replace(query="", fragment="").geturl()
        where = f"the address {shown!r} (base_url or {variable})"
        return [f"{where} goes on after '?' or '#'; leave that out, and set the key"]
    if parts.scheme not in _PORTS or not parts.hostname:
        return [f"the address {url!r} is not http(s)://host[:port][/path]"]
    return []


def _secret_in(parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        return "a user name or password"
    known = any(map(_KEY.fullmatch, parts.path.split("/")))
    return "a key in its path" if known else ""


def url_remarks(url: str) -> tuple[str, ...]:
    """Say what may be a key; the id of an account looks like one, and is none."""
    if not any(map(_MAY_BE_KEY.fullmatch, urlsplit(url).path.split("/"))):
        return ()
    remark = (
        "its address has a part that may be a key, and is stored and reported whole: "
        "should it be one, leave it out and set the key"
    )
    return (remark,)


def _split(url: str) -> SplitResult | None:
    if _UNSENDABLE.search(url) or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return None
    return parts


def key_of(known: Known, address: Address | None, environ: Mapping[str, str]) -> Key:
    """Return the first key that is set, and what to say about it."""
    found = {
        name: value for name in known.keys if (value := environ.get(name, "").strip())
    }
    if not found:
        return Key(None, None)
    variable, value = next(iter(found.items()))
    if address and address.said_by == "file":
        if is_loopback(address.url) and variable in _owners():
            remark = (
                f"the key in {variable} is not sent to {address.url}, an address of "
                f"the file; {known.prefix}_BASE_URL in the environment sends it"
            )
            return Key(None, variable, (remark,))
        if not is_loopback(address.url) and variable not in _owners():
            remark = f"the key in {variable} goes to {address.url}, by the file"
            return Key(value, variable, (remark,))
    return Key(value, variable, tuple(_contradictions(found)))


def _contradictions(found: Mapping[str, str]) -> Iterator[str]:
    if len(set(found.values())) > 1:
        first, *others = found
        yield (f"{first} and {', '.join(others)} are set and differ; {first} is used")


def key_mistakes(known: Known, address: Address | None, key: Key) -> list[str]:
    """Say what is wrong with a key, or with where it would go. Never shows it."""
    mistakes = list(_strays(known, address))
    value = key.value
    if value and not (value.isascii() and value.isprintable() and " " not in value):
        mistakes.append(
            f"the key in {key.variable} holds a character that no header can"
        )
    return mistakes


def _strays(known: Known, address: Address | None) -> Iterator[str]:
    if not address or address.said_by != "file" or is_loopback(address.url):
        return
    for variable in known.keys:
        homes = _owners().get(variable)
        if homes and _origin(address.url) not in homes:
            yield (
                f"base_url = {address.url!r} of the file is not where the key in "
                f"{variable} goes ({' or '.join(sorted(homes))}); set "
                f"{known.prefix}_BASE_URL in the environment or .env if you mean it, "
                "or make it a service of your own: [services.<name>] with base_url, "
                f"and its key in <NAME>{KEY_SUFFIX}"
            )
            return


@cache
def _owners() -> Mapping[str, frozenset[str]]:
    """Return for each key of the catalogue the places where it may go."""
    homes: dict[str, set[str]] = {}
    for service in catalogue().values():
        for variable in service.keys or ():
            homes.setdefault(variable, set()).update(map(_origin, _urls(service)))
    return {variable: frozenset(places) for variable, places in homes.items()}


def _urls(service: Service) -> Iterable[str]:
    urls: Sequence[str | None] = [
        service.base_url,
        *(surface.base_url for surface in service.dialects.values()),
    ]
    return (url for url in urls if url)


def _origin(url: str) -> str:
    """Return scheme, host and port, as a browser would tell two places apart."""
    parts = urlsplit(url)
    usual = _PORTS.get(parts.scheme)
    shown = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{shown}"
