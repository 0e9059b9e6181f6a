DELETE FROM raw.rejected WHERE collection = $collection;
