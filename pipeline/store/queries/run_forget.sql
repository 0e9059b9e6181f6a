DELETE FROM raw.runs WHERE name = $name;
