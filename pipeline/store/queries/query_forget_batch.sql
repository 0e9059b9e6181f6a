DELETE FROM raw.batches WHERE name = $name;
