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
        evidence := list_transform(
            question.evidence,
            lambda item: {
                'document': item.document, 'page': item.page, 'quote': item.quote
            }
        )
    ))::TEXT
    -- Said only where there is any: an older set keeps its digest.
    || coalesce(nullif(question.plants, [])::JSON::TEXT, '')
    || coalesce(nullif(list_filter(
        [item.label for item in question.evidence], lambda label: label IS NOT NULL
    ), [])::JSON::TEXT, '') AS body
FROM raw.questions AS question
JOIN raw.runs AS run USING (collection)
WHERE run.name = $run
ORDER BY question.id;
