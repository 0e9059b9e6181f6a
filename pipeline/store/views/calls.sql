-- One row per planned call of each run. `outcome` is NULL until it was finished;
-- a call that fits no window is `over_window` without having been sent.
CREATE OR REPLACE VIEW calls AS
SELECT
    planned.run,
    planned.call AS id,
    planned.prompt,
    planned.model,
    planned.endpoint,
    planned.repeat,
    planned.position,
    prompt.question,
    prompt.condition,
    prompt.length,
    prompt.tokens AS prompt_tokens,
    prompt.depth,
    prompt.measured_depth,
    prompt.placement,
    prompt.distractors,
    prompt.arrangement,
    prompt.cache,
    coalesce(planned.unsent, call.outcome) AS outcome,
    planned.unsent IS NULL AND call.id IS NOT NULL AS sent,
    call.error,
    call.message,
    call.answer,
    call.reasoning,
    call.usage,
    call.usage_raw,
    call.finish_reason,
    call.served_model,
    call.fingerprint,
    request.body AS request,
    request.dropped,
    call.cost_usd,
    call.unit_prices,
    call.price_source,
    call.price_date,
    call.attempts,
    call.first_token_s,
    call.first_answer_s,
    call.answer_s,
    call.felt_s,
    call.censored_s,
    call.disturbed
FROM raw.planned AS planned
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
LEFT JOIN raw.calls AS call ON call.id = planned.call AND planned.unsent IS NULL
LEFT JOIN raw.requests AS request ON request.id = call.request;
