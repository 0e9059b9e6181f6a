-- What published metrics gave the answers of a run, in context and to answerable
-- questions; a call that ended without an answer has no value and is not in the mean.
-- Decimals add up to the same in any order.
SELECT
    call.model,
    metric.metric,
    call.length,
    count(metric.value) AS answers,
    count(*) - count(metric.value) AS undefined,
    avg(metric.value::DECIMAL(18, 12)) AS mean
FROM report_judged AS call
JOIN raw.runs AS run ON run.name = $run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = call.question
JOIN raw.metrics AS metric
    ON metric.call = call.id AND metric.gold = question.gold
WHERE call.condition = 'context'
    AND call.outcome = 'answered'
    AND call.answer_type <> 'unanswerable'
GROUP BY ALL
ORDER BY ALL;
