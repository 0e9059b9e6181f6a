"""Exchange plain requests that nobody times: small ones, uploads, downloads.

The rules are those of the transport: the proxies of the environment hold for every
address but a loopback one, no redirect is followed, and a key is in no error.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import BinaryIO, Final, Self

import httpx

from pipeline.errors import (
    CallError,
    MalformedError,
    RejectedError,
    TransientError,
)
from pipeline.query.models.endpoints import is_loopback
from pipeline.query.replies.failures import MAX_MESSAGE, refused, without
from pipeline.query.transport import check_address, meaning_of, unusable

CONNECT_S: Final = 10.0
SILENCE_S: Final = 60.0
MAX_ANSWER_BYTES: Final = 16 * 2**20
MAX_FILE_BYTES: Final = 4 * 2**30
_PIECE: Final = 2**18
_LEAST_RATE: Final = 16_384
"""Bytes a second, after the first minute: what is slower has failed."""


class PlainHttp:
    """The requests to one address, with the headers that it wants.

    Every method raises `CallError`.
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str],
        key: str | None,
        silence_s: float = SILENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        check_address(base_url)
        self._base_url = base_url
        self._key = key
        self._clock = clock
        try:
            self._client = httpx.Client(
                headers={**headers, "accept-encoding": "identity"},
                trust_env=not is_loopback(base_url),
                follow_redirects=False,
                timeout=httpx.Timeout(silence_s, connect=CONNECT_S),
            )
        except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
            raise unusable(base_url, error) from None  # it may show a password

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, path: str) -> str:
        return self._exchange("GET", path, None, {}).decode(errors="replace")

    def post(self, path: str, body: bytes) -> str:
        headers = {"content-type": "application/json"}
        return self._exchange("POST", path, body, headers).decode(errors="replace")

    def upload(self, path: str, file: BinaryIO, size: int, content_type: str) -> str:
        """Send a file from where it stands, as the whole body."""
        headers = {"content-type": content_type, "content-length": str(size)}
        said = self._exchange("POST", path, self._pieces(file), headers)
        return said.decode(errors="replace")

    def download(self, path: str, into: BinaryIO) -> None:
        with self._answer("GET", path, None, {}) as response:
            into.writelines(self._bounded(response, MAX_FILE_BYTES))

    def _exchange(
        self,
        method: str,
        path: str,
        body: bytes | Iterator[bytes] | None,
        headers: Mapping[str, str],
    ) -> bytes:
        with self._answer(method, path, body, headers) as response:
            return b"".join(self._bounded(response, MAX_ANSWER_BYTES))

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        body: bytes | Iterator[bytes] | None,
        headers: Mapping[str, str],
    ) -> Generator[httpx.Response]:
        """Yield a success whose body has not been read."""
        with self._said():
            url = self._base_url + path
            with self._client.stream(
                method, url, content=body, headers=dict(headers)
            ) as response:
                if not response.is_success:
                    raise self._refusal(response)
                yield response

    def _refusal(self, response: httpx.Response) -> CallError:
        if response.is_redirect:
            target = without(self._key, response.headers.get("location", ""))
            message = f"HTTP {response.status_code}: the address redirects to {target}"
            return RejectedError("bad_request", message[:MAX_MESSAGE])
        pieces = self._bounded(response, MAX_ANSWER_BYTES)
        body = b"".join(pieces).decode(errors="replace")
        status, headers = response.status_code, response.headers
        return refused(status, body, headers, datetime.now(UTC), key=self._key)

    def _bounded(self, response: httpx.Response, most: int) -> Iterator[bytes]:
        held, started = 0, self._clock()
        for data in response.iter_raw():
            held += len(data)
            if held > most:
                message = f"the answer is larger than {most:,} bytes"
                raise MalformedError(kind="malformed", message=message)
            self._keep_up(held, started)
            yield data

    def _pieces(self, file: BinaryIO) -> Iterator[bytes]:
        held, started = 0, self._clock()
        while data := file.read(_PIECE):
            self._keep_up(held, started)
            held += len(data)
            yield data

    def _keep_up(self, moved: int, started: float) -> None:
        if self._clock() - started > SILENCE_S + moved / _LEAST_RATE:
            message = f"slower than {_LEAST_RATE:,} bytes a second"
            raise TransientError(kind="timeout", message=message)

    @contextmanager
    def _said(self) -> Generator[None]:
        try:
            yield
        except httpx.RequestError as error:
            raise meaning_of(error, self._key) from None  # its cause may show a key
        except httpx.InvalidURL as error:
            message = without(self._key, str(error))[:MAX_MESSAGE]
            raise RejectedError(kind="bad_request", message=message) from None
