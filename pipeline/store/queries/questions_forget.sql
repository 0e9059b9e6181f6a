DELETE FROM raw.questions WHERE collection = $collection;
