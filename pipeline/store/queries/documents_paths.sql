SELECT DISTINCT path AS name
FROM raw.sources
ORDER BY name;
