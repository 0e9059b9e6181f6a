-- Planned calls whose question is no longer in the run's set.
SELECT count(*) AS calls
FROM calls AS call
JOIN raw.runs AS run ON run.name = call.run
WHERE call.run = $run
    AND NOT EXISTS (
        FROM raw.questions AS question
        WHERE question.collection = run.collection AND question.id = call.question
    );
