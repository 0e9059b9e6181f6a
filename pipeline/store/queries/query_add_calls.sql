-- A call that failed and was made again replaces its row; its attempts all stay.
INSERT OR REPLACE INTO raw.calls (
    id, outcome, error, message, answer, reasoning, usage, usage_raw,
    finish_reason, served_model, fingerprint, request, cost_usd, unit_prices,
    price_source, price_date, attempts, first_token_s, first_answer_s, answer_s, felt_s,
    censored_s, disturbed, replayed_from
)
SELECT
    unnest($id::TEXT[]),
    unnest($outcome::TEXT[]),
    unnest($error::TEXT[]),
    unnest($message::TEXT[]),
    unnest($answer::TEXT[]),
    unnest($reasoning::TEXT[]),
    unnest($usage::STRUCT(
        prompt_tokens BIGINT,
        cached_tokens BIGINT,
        completion_tokens BIGINT,
        reasoning_tokens BIGINT,
        cache_write_tokens BIGINT
    )[]),
    unnest($usage_raw::TEXT[]),
    unnest($finish_reason::TEXT[]),
    unnest($served_model::TEXT[]),
    unnest($fingerprint::TEXT[]),
    unnest($request::TEXT[]),
    unnest($cost_usd::DOUBLE[]),
    unnest($unit_prices::TEXT[]),
    unnest($price_source::TEXT[]),
    unnest($price_date::TEXT[]),
    unnest($attempts::INTEGER[]),
    unnest($first_token_s::DOUBLE[]),
    unnest($first_answer_s::DOUBLE[]),
    unnest($answer_s::DOUBLE[]),
    unnest($felt_s::DOUBLE[]),
    unnest($censored_s::DOUBLE[]),
    unnest($disturbed::BOOLEAN[]),
    unnest($replayed_from::TEXT[]);
