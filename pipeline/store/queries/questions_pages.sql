SELECT number FROM raw.pages WHERE document = $document ORDER BY number;
