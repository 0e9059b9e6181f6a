-- What earlier calls tell of each model: its tokens for one of the reference, how much
-- it writes, and how long a slot is taken. Of short prompts most tokens are not the
-- prompt's own but those of the chat's frame, so they tell nothing of the tokenizer. The
-- time of a batch is that of all its calls, and takes no slot.
WITH asked AS (
    SELECT DISTINCT planned.call, planned.model, planned.endpoint, planned.prompt
    FROM raw.planned AS planned
    WHERE planned.unsent IS NULL
),

taken AS (
    SELECT attempt.call, sum(attempt.total_s) AS seconds
    FROM raw.attempts AS attempt
    WHERE attempt.clock IS DISTINCT FROM 'batch'
    GROUP BY attempt.call
),

known AS (
    SELECT
        asked.model,
        asked.endpoint,
        prompt.tokens,
        call.usage.completion_tokens AS written,
        taken.seconds,
        CASE WHEN prompt.tokens >= $least_tokens THEN call.usage.prompt_tokens END AS own
    FROM asked
    JOIN raw.calls AS call ON call.id = asked.call
    JOIN raw.prompts AS prompt ON prompt.id = asked.prompt
    LEFT JOIN taken ON taken.call = asked.call
    WHERE call.outcome IN ('answered', 'truncated')
)

SELECT
    model,
    endpoint,
    count(own) AS sized,
    sum(own) / sum(tokens) FILTER (WHERE own IS NOT NULL) AS ratio,
    count(written) AS counted,
    avg(written) AS written,
    count(seconds) AS timed,
    avg(seconds) AS seconds,
    avg(tokens) FILTER (WHERE seconds IS NOT NULL) AS seconds_at,
    regr_slope(seconds, tokens) AS seconds_per_token
FROM known
GROUP BY model, endpoint
ORDER BY model, endpoint;
