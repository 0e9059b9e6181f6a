SELECT
    question.id, question.collection, question.text, question.answers,
    question.answer_type, question.type_inferred, question.choices, question.unit,
    question.evidence, question.category, question.twin_of, question.note,
    coalesce(question.plants, []) AS plants
FROM raw.questions AS question
JOIN raw.runs AS run ON run.collection = question.collection
WHERE run.name = $run;
