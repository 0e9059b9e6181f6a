INSERT OR IGNORE INTO raw.requests (id, body, dropped)
SELECT unnest($id::TEXT[]), unnest($body::TEXT[]), unnest($dropped::TEXT[][]);
