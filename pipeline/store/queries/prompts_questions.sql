-- The questions that are not left out: those whose whole evidence was found.
SELECT
    id, collection, text, answers, answer_type, type_inferred, choices, unit, evidence,
    category, twin_of, note, coalesce(plants, []) AS plants
FROM raw.questions AS question
WHERE collection = $collection
    AND NOT EXISTS (
        FROM raw.unlocated AS missing
        WHERE missing.corpus = $corpus
            AND missing.collection = $collection
            AND missing.question = question.id
    )
ORDER BY id;
