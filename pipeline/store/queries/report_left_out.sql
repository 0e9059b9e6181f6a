-- What is not in the figures, and why: questions, prompts, files.
SELECT 'question' AS kind, '' AS what, missing.reason, count(*) AS items
FROM raw.unlocated AS missing
JOIN raw.runs AS run USING (corpus, collection)
WHERE run.name = $run
GROUP BY missing.reason
UNION ALL
SELECT 'prompt', coalesce(length::TEXT, condition), reason, count(*)
FROM raw.unbuilt
WHERE run = $run
GROUP BY coalesce(length::TEXT, condition), reason
UNION ALL
SELECT 'file', source.path, coalesce(source.reason, source.status), 1
FROM raw.sources AS source
JOIN raw.runs AS run USING (corpus)
WHERE run.name = $run AND source.status IN ('failed', 'empty')
ORDER BY kind DESC, items DESC, what, reason;
