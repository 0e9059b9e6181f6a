"""One class and one kind for each way of being refused."""

import json

import pytest

from pipeline.errors import CallError, RejectedError, TransientError
from pipeline.query.failures import MAX_MESSAGE, classify, understand

REJECTED, TRANSIENT = RejectedError, TransientError
OVERFLOW = {"message": "maximum context length is 10 tokens", "type": "x"}


@pytest.mark.parametrize(
    ("status", "error", "raised", "kind"),
    [
        (401, {"type": "incorrect_api_key_error"}, REJECTED, "auth"),
        (403, {}, REJECTED, "auth"),
        (404, {"code": "model_not_found"}, REJECTED, "not_found"),
        (400, {"code": "model_not_found"}, REJECTED, "not_found"),
        (400, {"message": "invalid temperature"}, REJECTED, "bad_request"),
        (422, {}, REJECTED, "bad_request"),
        (400, OVERFLOW, REJECTED, "over_window"),
        (413, {}, REJECTED, "body_too_large"),
        (None, OVERFLOW, REJECTED, "over_window"),
        (429, OVERFLOW, TRANSIENT, "rate_limited"),
        (500, OVERFLOW, TRANSIENT, "server_error"),
        (402, {}, REJECTED, "quota_exhausted"),
        (429, {"code": "insufficient_quota"}, REJECTED, "quota_exhausted"),
        (429, {"code": "project_spend_limit_exceeded"}, REJECTED, "quota_exhausted"),
        (429, {"type": "exceeded_current_quota_error"}, REJECTED, "quota_exhausted"),
        (429, {"code": "1113"}, REJECTED, "quota_exhausted"),
        (429, {"code": "1310"}, REJECTED, "quota_exhausted"),
        (429, {"code": "1302"}, TRANSIENT, "rate_limited"),
        (429, {"code": "1305"}, TRANSIENT, "overloaded"),
        (429, {"type": "rate_limit_reached_error"}, TRANSIENT, "rate_limited"),
        (429, {"type": "engine_overloaded_error"}, TRANSIENT, "overloaded"),
        (
            429,
            {"message": "Request too large on TPM: Limit 30000, Requested 90000."},
            REJECTED,
            "rate_limited",
        ),
        (
            429,
            {"message": "Rate limit on TPM: Limit 30000, Used 29000, Requested 9000."},
            TRANSIENT,
            "rate_limited",
        ),
        (400, {"type": "content_filter"}, REJECTED, "content_filter"),
        (
            400,
            {"message": "rejected because it was considered high risk"},
            REJECTED,
            "content_filter",
        ),
        (408, {}, TRANSIENT, "server_error"),
        (500, {}, TRANSIENT, "server_error"),
        (502, {}, TRANSIENT, "server_error"),
        (503, {}, TRANSIENT, "overloaded"),
        (529, {}, TRANSIENT, "overloaded"),
        (600, {}, TRANSIENT, "server_error"),
        (None, {"code": 502}, TRANSIENT, "server_error"),
        (None, {"code": 429}, TRANSIENT, "rate_limited"),
        (None, {"code": "rate_limit_exceeded"}, TRANSIENT, "rate_limited"),
        (None, {"type": "overloaded_error"}, TRANSIENT, "overloaded"),
        (None, {"type": "invalid_request_error"}, REJECTED, "bad_request"),
        (None, {"message": "boom"}, TRANSIENT, "server_error"),
    ],
)
def test_kinds(
    status: int | None, error: dict[str, object], raised: type[CallError], kind: str
) -> None:
    found = classify(understand(status, json.dumps({"error": error})), 3.0)

    assert (type(found), found.kind) == (raised, kind)
    if isinstance(found, TransientError):
        assert found.retry_after_s == 3.0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"error": {"message": "no", "code": "c", "type": "t"}}', "HTTP 400 c t: no"),
        ('{"error": {"message": "no", "code": "c", "type": "c"}}', "HTTP 400 c: no"),
        ('{"error": "no"}', "HTTP 400: no"),
        ('{"message": "no", "type": "t"}', "HTTP 400 t: no"),
        ('{"detail": "no"}', "HTTP 400: no"),
        ('{"detail": [1]}', "HTTP 400: [1]"),
        ("[1]", "HTTP 400: [1]"),
        ('"no"', 'HTTP 400: "no"'),
        ("<html>no</html>", "HTTP 400: <html>no</html>"),
        ("", "HTTP 400: "),
        ("[" * 100_000, "HTTP 400: " + "[" * (MAX_MESSAGE - 10)),
    ],
)
def test_every_shape_of_error_is_read(body: str, message: str) -> None:
    assert understand(400, body).said == message


def test_a_key_is_gone_even_where_the_message_is_cut() -> None:
    key = "sk-0123456789abcdef"
    body = key * 10 + "x" * (MAX_MESSAGE - 10 * len(key) - 8) + key

    refusal = understand(400, json.dumps({"message": body, "code": key}), key)

    assert refusal.said.count("[redacted]") == 12
    assert "sk-0" not in refusal.said
    assert all(key not in code for code in refusal.codes)
