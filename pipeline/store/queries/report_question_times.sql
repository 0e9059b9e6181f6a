-- How long the answers of each model to each question took at each length, as the mean of
-- the logarithm: times are compared as ratios. An answer of whose prompt a cache knew more
-- than a twentieth is none, as in report_times.sql. Decimals add up to the same in any
-- order.
SELECT
    model,
    question,
    any_value(cluster) AS cluster,
    length,
    count(*) AS answers,
    avg(ln(answer_s)::DECIMAL(18, 12)) AS mean_log_s
FROM report_judged
WHERE condition = 'context'
    AND outcome = 'answered'
    AND answer_s > 0
    AND cached_tokens <= 0.05 * coalesce(billed_tokens, prompt_tokens)
GROUP BY model, question, length
ORDER BY model, question, length;
