-- The answers of these calls, with each gold that they are answers to.
SELECT
    call.id AS call,
    question.gold,
    list(DISTINCT planned.model ORDER BY planned.model) AS models,
    question.text AS question,
    question.answer_type,
    question.answers,
    question.choices,
    question.unit,
    call.answer AS reply
FROM raw.calls AS call
JOIN raw.planned AS planned ON planned.call = call.id
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
JOIN raw.runs AS run ON run.name = planned.run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = prompt.question
WHERE call.id IN (SELECT unnest($calls::TEXT[]))
    AND planned.unsent IS NULL
    AND prompt.condition <> 'gold-removed'
    AND call.outcome = 'answered'
GROUP BY ALL
ORDER BY call.id, question.gold;
