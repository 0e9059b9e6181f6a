-- The questions that a run asks, their texts cut to $chars characters.
SELECT
    question.id,
    left(question.text, $chars) AS text,
    length(question.text) AS text_chars,
    question.answers,
    question.answer_type,
    question.choices,
    question.category
FROM raw.questions AS question
JOIN raw.runs AS run USING (collection)
WHERE run.name = $run
    AND question.id IN (
        SELECT prompt.question
        FROM raw.planned AS planned
        JOIN raw.prompts AS prompt ON prompt.id = planned.prompt
        WHERE planned.run = $run
    )
ORDER BY question.id;
