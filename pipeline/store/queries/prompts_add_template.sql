INSERT OR IGNORE INTO raw.templates (id, text) VALUES ($id, $text);
