-- The documents of a run's corpus under the paths of all files that hold them.
SELECT source.path, source.document
FROM raw.sources AS source
JOIN raw.runs AS run ON run.corpus = source.corpus
WHERE run.name = $run AND source.document IS NOT NULL
ORDER BY source.path;
