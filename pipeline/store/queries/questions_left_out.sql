SELECT corpus, collection, question, reason
FROM raw.unlocated
WHERE corpus = $corpus AND collection = $collection
ORDER BY question;
