-- The pages of some documents, with what is printed on each.
SELECT document, number, label
FROM raw.pages
WHERE list_contains($documents::TEXT[], document)
ORDER BY document, number;
