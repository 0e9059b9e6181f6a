-- The answered calls of a run, each once, with the question each is an answer to.
SELECT DISTINCT
    planned.call, planned.model, prompt.question, prompt.condition, call.answer
FROM raw.planned AS planned
JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
JOIN raw.calls AS call ON call.id = planned.call
WHERE planned.run = $run
    AND planned.unsent IS NULL
    AND call.outcome = 'answered'
ORDER BY planned.call;
