-- The questions of a run's collection, each as one canonical text to be hashed.
SELECT
    question.id,
    to_json(struct_pack(
        id := question.id,
        text := question.text,
        answers := question.answers,
        answer_type := question.answer_type,
        choices := question.choices,
        unit := question.unit,
        evidence := question.evidence
    ))::TEXT AS body
FROM raw.questions AS question
JOIN raw.runs AS run USING (collection)
WHERE run.name = $run
ORDER BY question.id;
