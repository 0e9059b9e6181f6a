SELECT corpus, status, count(*) AS files, coalesce(sum(bytes), 0)::BIGINT AS bytes
FROM raw.sources
WHERE list_contains($corpora::TEXT[], corpus)
GROUP BY corpus, status
ORDER BY corpus, status;
