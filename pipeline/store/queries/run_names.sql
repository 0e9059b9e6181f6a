SELECT name FROM raw.runs ORDER BY name;
