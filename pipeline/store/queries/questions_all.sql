SELECT
    id, collection, text, answers, answer_type, type_inferred, choices, unit, evidence
FROM raw.questions
WHERE collection = $collection
ORDER BY id;
