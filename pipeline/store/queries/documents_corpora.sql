SELECT DISTINCT corpus AS name
FROM raw.sources
ORDER BY name;
