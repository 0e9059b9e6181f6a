-- The files of a run's corpus, by their path within it.
SELECT source.path, source.sha256, source.status
FROM raw.sources AS source
JOIN raw.runs AS run USING (corpus)
WHERE run.name = $run
ORDER BY source.path;
