SELECT
    id, collection, text, answers, answer_type, type_inferred, choices, unit, evidence,
    category, twin_of, note, coalesce(plants, []) AS plants
FROM raw.questions
WHERE collection = $collection
ORDER BY id;
