DELETE FROM raw.sources
WHERE corpus = $corpus AND list_contains($paths::TEXT[], path);
