SELECT name, corpus, collection, settings FROM raw.runs WHERE name = $name;
