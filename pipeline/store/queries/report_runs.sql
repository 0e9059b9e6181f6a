-- Every run there is.
SELECT name, corpus, collection, settings
FROM raw.runs
ORDER BY name;
