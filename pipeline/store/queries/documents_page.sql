SELECT number, label, engine, note, text, raw
FROM pages
WHERE document = $document AND number = $number;
