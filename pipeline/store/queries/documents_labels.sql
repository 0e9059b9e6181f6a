SELECT number, label
FROM raw.pages
WHERE document = $document
ORDER BY number;
