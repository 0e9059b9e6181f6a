"""One class and one kind for each way of being refused."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.errors import CallError, RejectedError, TransientError
from pipeline.query.replies.failures import MAX_MESSAGE, classify, refused, understand

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


NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


def google(code: int, status: str, message: str, *details: object) -> object:
    error = {"code": code, "message": message, "status": status}
    return {"error": error | ({"details": details} if details else {})}


def quota(name: str) -> dict[str, object]:
    kind = "type.googleapis.com/google.rpc.QuotaFailure"
    return {"@type": kind, "violations": [{"quotaId": name, "quotaValue": "50"}]}


RETRY = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.4s"}
BAD_KEY = {"@type": "type.googleapis.com/google.rpc.ErrorInfo"}


def anthropic(kind: str, message: str) -> object:
    return {
        "type": "error",
        "error": {"type": kind, "message": message},
        "request_id": "req_1",
    }


def error(**fields: object) -> object:
    return {"error": fields}


def minimax(code: int, message: str) -> object:
    return {"base_resp": {"status_code": code, "status_msg": message}, "choices": None}


@pytest.mark.parametrize(
    ("status", "body", "kind", "wait"),
    [
        pytest.param(
            429,
            google(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota, please check your plan.",
                quota("GenerateContentInputTokensPerModelPerMinute-FreeTier"),
                RETRY,
            ),
            "rate_limited",
            34.4,
            id="gemini-minute",
        ),
        pytest.param(
            429,
            google(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota, please check your plan.",
                quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"),
                RETRY,
            ),
            "quota_exhausted",
            None,
            id="gemini-day",
        ),
        pytest.param(
            429,
            [google(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted.")],
            "rate_limited",
            None,
            id="gemini-array",
        ),
        pytest.param(
            503,
            google(503, "UNAVAILABLE", "The model is overloaded."),
            "overloaded",
            None,
            id="gemini-overloaded",
        ),
        pytest.param(
            400,
            google(
                400,
                "INVALID_ARGUMENT",
                "API key not valid. Please pass a valid API key.",
                BAD_KEY | {"reason": "API_KEY_INVALID"},
            ),
            "auth",
            None,
            id="gemini-key",
        ),
        pytest.param(
            400,
            google(
                400,
                "INVALID_ARGUMENT",
                "The input token count (1196265) exceeds the maximum number of tokens "
                "allowed (1048575).",
            ),
            "over_window",
            None,
            id="gemini-window",
        ),
        pytest.param(
            400,
            google(
                400,
                "INVALID_ARGUMENT",
                "Request payload size exceeds the limit: 20971520 bytes.",
            ),
            "body_too_large",
            None,
            id="gemini-bytes",
        ),
        pytest.param(
            400,
            anthropic(
                "invalid_request_error",
                "Your credit balance is too low to access the Anthropic API.",
            ),
            "quota_exhausted",
            None,
            id="anthropic-credit",
        ),
        pytest.param(
            400,
            anthropic(
                "invalid_request_error",
                "prompt is too long: 213462 tokens > 200000 maximum",
            ),
            "over_window",
            None,
            id="anthropic-window",
        ),
        pytest.param(
            413,
            anthropic("request_too_large", "Request exceeds the maximum size"),
            "body_too_large",
            None,
            id="anthropic-bytes",
        ),
        pytest.param(
            429,
            anthropic("rate_limit_error", "This request would exceed your limit"),
            "rate_limited",
            None,
            id="anthropic-rate",
        ),
        pytest.param(
            529,
            anthropic("overloaded_error", "Overloaded"),
            "overloaded",
            None,
            id="anthropic-overloaded",
        ),
        pytest.param(
            404,
            {"error": "model 'qwen9' not found"},
            "not_found",
            None,
            id="ollama-model",
        ),
        pytest.param(
            400,
            {"error": "the prompt is longer than the context length currently "},
            "over_window",
            None,
            id="ollama-window",
        ),
        pytest.param(
            200,
            minimax(1008, "insufficient balance"),
            "quota_exhausted",
            None,
            id="minimax-balance",
        ),
        pytest.param(
            None, minimax(1002, "rate limit"), "rate_limited", None, id="minimax-rate"
        ),
        pytest.param(
            None, minimax(1039, "TPM limit"), "rate_limited", None, id="minimax-tpm"
        ),
        pytest.param(None, minimax(1004, "login fail"), "auth", None, id="minimax-key"),
        pytest.param(
            None,
            minimax(1027, "sensitive"),
            "content_filter",
            None,
            id="minimax-sensitive",
        ),
        pytest.param(
            None,
            minimax(2013, "invalid params, context window exceeds limit (2013)"),
            "over_window",
            None,
            id="minimax-window",
        ),
        pytest.param(
            429,
            error(code="1302", message="并发数过高"),
            "rate_limited",
            None,
            id="zai-rate",
        ),
        pytest.param(
            429,
            error(code="1113", message="余额不足"),
            "quota_exhausted",
            None,
            id="zai-balance",
        ),
        pytest.param(
            429,
            error(code="1321", message="?"),
            "quota_exhausted",
            None,
            id="zai-plan",
        ),
        pytest.param(
            400, error(code=1261, message="?"), "over_window", None, id="zai-window"
        ),
        pytest.param(
            429,
            error(
                type="exceeded_current_quota_error",
                message="Your account is suspended, please check your plan",
            ),
            "quota_exhausted",
            None,
            id="moonshot-balance",
        ),
        pytest.param(
            429,
            error(
                type="rate_limit_reached_error",
                message="Your account reached max request, please try again after 1 "
                "seconds",
            ),
            "rate_limited",
            1.0,
            id="moonshot-rate",
        ),
        pytest.param(
            400,
            error(
                type="invalid_request_error",
                message="Invalid request: Your request exceeded model token limit: "
                "262144 (requested: 269030)",
            ),
            "over_window",
            None,
            id="moonshot-window",
        ),
        pytest.param(
            429,
            error(
                type="tokens",
                code="rate_limit_exceeded",
                message="Rate limit reached on tokens per min (TPM): Limit 30000, Used "
                "29000, Requested 9000. Please try again in 1m30.5s.",
            ),
            "rate_limited",
            90.5,
            id="openai-rate",
        ),
        pytest.param(
            429,
            error(
                type="tokens",
                code="rate_limit_exceeded",
                message="Request too large for m on tokens per min (TPM): Limit 30000, "
                "Requested 90000.",
            ),
            "rate_limited",
            None,
            id="openai-never-fits",
        ),
        pytest.param(
            429,
            error(code="billing_hard_limit_reached", message="no"),
            "quota_exhausted",
            None,
            id="openai-billing",
        ),
        pytest.param(
            402,
            error(code=402, message="This request requires more credits"),
            "quota_exhausted",
            None,
            id="openrouter-credits",
        ),
        pytest.param(
            400,
            error(
                code=400,
                message="Provider returned error",
                metadata={
                    "provider_name": "x",
                    "raw": '{"error":"prompt is too long: 9 tokens > 8 maximum"}',
                },
            ),
            "over_window",
            None,
            id="openrouter-behind",
        ),
        pytest.param(
            429,
            error(code="insufficient_quota", message="Allocated quota exceeded, ..."),
            "rate_limited",
            None,
            id="dashscope-minute",
        ),
        pytest.param(
            400,
            error(code="Arrearage", message="Access denied, account not in good order"),
            "quota_exhausted",
            None,
            id="dashscope-arrears",
        ),
        pytest.param(
            400,
            error(code="data_inspection_failed", message="inappropriate content"),
            "content_filter",
            None,
            id="dashscope-inspection",
        ),
        pytest.param(
            429,
            {
                "object": "error",
                "message": "Service tier capacity exceeded for this model.",
                "type": "service_tier_capacity_exceeded",
                "code": "3505",
            },
            "overloaded",
            None,
            id="mistral-capacity",
        ),
        pytest.param(
            400,
            {
                "error": {
                    "code": 400,
                    "type": "exceed_context_size_error",
                    "message": "request (13392 tokens) exceeds the available context "
                    "size (8192 tokens), try increasing it",
                    "n_ctx": 8192,
                }
            },
            "over_window",
            None,
            id="llama.cpp-window",
        ),
    ],
)
def test_each_vendor_in_its_own_words(
    status: int | None, body: Any, kind: str, wait: float | None
) -> None:
    found = refused(status, json.dumps(body), {}, NOW)

    assert found.kind == kind
    asked = found.retry_after_s if isinstance(found, TransientError) else None
    assert asked == (None if wait is None else pytest.approx(wait))
    is_final = kind in {"rate_limited", "overloaded", "server_error"}
    if "Requested 90000" not in str(found):
        assert isinstance(found, TransientError) is is_final


def test_a_header_is_heard_before_the_body_and_the_body_before_the_budgets() -> None:
    body = json.dumps(google(429, "RESOURCE_EXHAUSTED", "no", RETRY))
    budgets = {"x-ratelimit-reset-tokens": "7s"}

    def wait(text: str, **headers: str) -> float | None:
        found = refused(429, text, budgets | headers, NOW)
        assert isinstance(found, TransientError)
        return found.retry_after_s

    assert wait(body, **{"retry-after": "2"}) == 2.0
    assert wait(body) == 34.4
    assert wait("{}") == 7.0


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Thu, 01 Jan 2026 9999999999999999:00:00 GMT",
        "Thu, 01 Jan 2026 00:00:00 +99999999999999999",
    ],
)
def test_a_date_that_there_is_not_asks_for_nothing(date: str) -> None:
    found = refused(429, "{}", {"retry-after": date, "date": date}, NOW)

    assert isinstance(found, TransientError)
    assert found.retry_after_s is None


def test_a_date_is_held_against_the_clock_of_who_named_it() -> None:
    now = "Sat, 01 Jan 2022 00:00:00 GMT"
    until = "Sat, 01 Jan 2022 00:00:09 GMT"

    found = refused(429, "{}", {"retry-after": until, "date": now}, NOW)

    assert isinstance(found, TransientError)
    assert found.retry_after_s == 9.0


def test_budgets_say_nothing_of_a_server_that_broke() -> None:
    found = refused(500, "{}", {"x-ratelimit-reset-tokens": "7s"}, NOW)

    assert isinstance(found, TransientError)
    assert found.retry_after_s is None


def test_a_service_may_have_words_of_its_own_for_a_window() -> None:
    body = json.dumps({"error": "Zu viel Text: 9 von 8"})

    assert refused(400, body, {}, NOW).kind == "bad_request"
    assert refused(400, body, {}, NOW, patterns=[r"zu viel"]).kind == "over_window"
    assert refused(429, body, {}, NOW, patterns=[r"zu viel"]).kind == "rate_limited"


def test_a_key_behind_a_reseller_is_gone_too() -> None:
    key = "sk-0123456789abcdef"
    body = json.dumps(error(message="no", metadata={"raw": f"bad key {key}"}))

    assert key not in str(refused(401, body, {}, NOW, key=key))
