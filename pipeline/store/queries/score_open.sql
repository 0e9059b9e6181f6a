-- The answers of a run that the rules left to somebody who can read, each once.
SELECT
    score.call,
    score.gold,
    list(DISTINCT planned.model ORDER BY planned.model) AS models,
    question.text AS question,
    question.answer_type,
    question.answers,
    question.choices,
    question.unit,
    call.answer AS reply,
    score.given,
    score.wanted,
    score.cited
FROM (
    FROM raw.scores
    WHERE kind = 'rule'
    QUALIFY row_number() OVER (PARTITION BY call, gold ORDER BY given_as DESC) = 1
) AS score
JOIN raw.planned AS planned ON planned.call = score.call
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
JOIN raw.runs AS run ON run.name = planned.run
JOIN raw.questions AS question
    ON question.collection = run.collection AND question.id = prompt.question
JOIN raw.calls AS call ON call.id = score.call
WHERE planned.run = $run
    AND planned.unsent IS NULL
    AND prompt.condition <> 'gold-removed'
    AND question.gold = score.gold
    AND call.outcome = 'answered'
    AND score.verdict = 'unscored'
    AND (starts_with(score.reason, $judge) OR starts_with(score.reason, $reader))
GROUP BY ALL
ORDER BY score.call, score.gold;
