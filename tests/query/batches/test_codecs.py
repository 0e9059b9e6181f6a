"""The batch APIs as codecs: any text is read or refused, an upload keeps its size."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MalformedError
from pipeline.query.batches import BATCHES, anthropic, openai
from pipeline.query.batches.base import BatchApi, Result, Status
from pipeline.query.batches.spool import Spool
from pipeline.query.providers import PROVIDERS
from tests.query.bench import Bench, target

APIS = [openai.API, anthropic.API]
each = pytest.mark.parametrize("api", APIS, ids=["openai", "anthropic"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("id", "custom_id", "response", "status_code", "body", "error"),
                    *("result", "type", "message", "status", "processing_status"),
                    *("data", "metadata", "request_counts", "created_at", "errors"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def test_every_batch_dialect_is_one_that_is_spoken() -> None:
    assert BATCHES.keys() <= PROVIDERS.keys()


def reads(api: BatchApi, text: str) -> Iterator[Callable[[], object]]:
    yield lambda: api.result(text)
    yield lambda: api.status("/messages", text)
    yield lambda: api.listing("/messages", text)
    yield lambda: api.order("/messages", "name", text)


def test_every_batch_api_is_listed() -> None:
    folder = files("pipeline.query.batches")
    modules = [Path(str(path)).stem for path in folder.iterdir()]
    modules = [name for name in modules if not name.startswith("__")]
    found = {
        api
        for name in modules
        if (
            api := getattr(import_module(f"pipeline.query.batches.{name}"), "API", None)
        )
    }

    assert found == set(BATCHES.values()), "add it to BATCHES"


@each
@given(text=values.map(json.dumps) | st.text())
def test_any_text_is_read_or_refused(api: BatchApi, text: str) -> None:
    for read in reads(api, text):
        with suppress(MalformedError):
            found = read()
            assert not isinstance(found, Result) or found.custom_id
            assert not isinstance(found, Status) or found.id


@each
def test_an_id_with_signs_stays_inside_its_path(api: BatchApi) -> None:
    path = api.status_path("/messages", "../../x?y=z#")

    assert path.endswith("/batches/..%2F..%2Fx%3Fy%3Dz%23")


class Small(openai.OpenAI):
    most_requests = 3
    most_bytes = 1_000


@pytest.mark.parametrize("size", [1, 100, 400, 800])
def test_an_upload_is_never_larger_than_it_may_be(tmp_path: Path, size: int) -> None:
    planned = Bench(tmp_path, targets=[target("http://x")]).plan()[0]
    with Spool(Small(), tmp_path) as spool:
        taken = [spool.add(planned, b"x" * size) for _ in range(5)]
        spool.finish()
        body = spool.file.read()

    assert len(body) == spool.size <= Small.most_bytes
    assert sum(taken) == len(spool.calls) <= Small.most_requests
    assert (size < 800) == any(taken)
    assert list(tmp_path.iterdir()) == []
