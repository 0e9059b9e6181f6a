SELECT
    corpus, collection, question, evidence, document, page, first_chunk, last_chunk, how,
    match, role, planted
FROM raw.located
WHERE corpus = $corpus AND collection = $collection
ORDER BY question, evidence;
