-- The times of each model at each length, sorted; a call that was cut off by a time
-- limit is no time but a limit, and any other failure is neither. A call of whose prompt
-- a cache knew more than a twentieth is kept apart, in a cold run too: less than that is
-- what a chat format puts before every prompt.
SELECT
    model,
    length,
    cached_tokens > 0.05 * coalesce(billed_tokens, prompt_tokens) AS cached,
    coalesce(list(answer_s ORDER BY answer_s)
        FILTER (outcome = 'answered' AND answer_s IS NOT NULL), []) AS answer_s,
    coalesce(list(first_token_s ORDER BY first_token_s)
        FILTER (
            first_token_s IS NOT NULL AND (outcome = 'answered' OR censored_s IS NOT NULL)
        ), []) AS first_token_s,
    coalesce(list(censored_s ORDER BY censored_s)
        FILTER (
            outcome <> 'answered' AND censored_s IS NOT NULL AND first_token_s IS NULL
        ), []) AS first_token_censored_s,
    coalesce(list(felt_s ORDER BY felt_s)
        FILTER (outcome = 'answered' AND felt_s IS NOT NULL), []) AS felt_s,
    coalesce(list(censored_s ORDER BY censored_s)
        FILTER (outcome <> 'answered' AND censored_s IS NOT NULL), []) AS censored_s,
    coalesce(list(coalesce(felt_s, censored_s) ORDER BY coalesce(felt_s, censored_s))
        FILTER (outcome <> 'answered' AND censored_s IS NOT NULL), [])
        AS felt_censored_s,
    count(*) FILTER (disturbed AND outcome = 'answered') AS disturbed
FROM report_judged
WHERE condition = 'context' AND sent
GROUP BY model, length, cached
ORDER BY model, length, cached;
