SELECT text
FROM raw.templates
WHERE id = $id;
