-- What published metrics gave the answers of a run, in context and to answerable
-- questions; a call that ended without an answer has no value and is not in the mean.
SELECT
    call.model,
    metric.metric,
    call.length,
    count(metric.value) AS answers,
    count(*) - count(metric.value) AS undefined,
    avg(metric.value) AS mean
FROM verdicts AS call
JOIN raw.questions AS question ON question.id = call.question
JOIN raw.runs AS run
    ON run.name = call.run AND run.collection = question.collection
JOIN raw.metrics AS metric
    ON metric.call = call.id AND metric.gold = question.gold
WHERE call.run = $run
    AND call.condition = 'context'
    AND call.outcome = 'answered'
    AND call.answer_type <> 'unanswerable'
GROUP BY ALL
ORDER BY ALL;
