-- Statements of the writing connection. "-- name: x" starts a statement; it ends at the next name.
-- All are prepared once, when the connection opens.

-- The group. IMMEDIATE takes the write lock at once, so no statement after it can meet a rival.
-- name: begin
BEGIN IMMEDIATE
-- name: commit
COMMIT
-- name: rollback
ROLLBACK

-- One staged write inside the group: all of its rows or none.
-- name: savepoint
SAVEPOINT staged
-- name: release
RELEASE staged
-- name: undo
ROLLBACK TO staged

-- The group's last act.
-- name: put_state
UPDATE commit_state SET epoch = ?, size = ?, root = ?, next_customer = ? WHERE one = 1
-- name: next_leaf
SELECT coalesce(max(idx) + 1, 0) FROM leaf
-- name: insert_tile
INSERT INTO tile (epoch, level, n, hashes) VALUES (?, ?, ?, ?)

-- name: insert_leaf
INSERT INTO leaf (idx, entry) VALUES (?, ?)
-- name: insert_opening
INSERT INTO opening (no, ct) VALUES (?, ?)
-- name: insert_owner
INSERT INTO leaf_owner (opening, idx) VALUES (?, ?)
-- name: replace_opening
UPDATE opening SET ct = ? WHERE no = ?
-- name: insert_internal
INSERT INTO internal (idx, ct) VALUES (?, ?)
-- name: replace_disclosed
UPDATE disclosed SET ct = ? WHERE customer = ? AND idx = ?
-- name: insert_disclosed
-- A customer erased since she was looked at gets no row, also when some of her had to stay.
INSERT INTO disclosed (customer, idx, ct)
SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM customer WHERE no = ?1)
    AND NOT EXISTS (SELECT 1 FROM shredded WHERE customer = ?1)

-- name: restore_disclosed
INSERT INTO disclosed (customer, idx, ct)
SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM customer WHERE no = ?1)
    AND NOT EXISTS (SELECT 1 FROM shredded WHERE customer = ?1)
ON CONFLICT (customer, idx) DO NOTHING

-- name: insert_customer
INSERT INTO customer (no, version, active_day, next_record, next_opening, head, tokens)
VALUES (?, ?, ?, ?, ?, ?, ?)
-- Changes nothing when somebody else wrote the row since it was read.
-- name: update_customer
UPDATE customer
SET version = ?, active_day = ?, next_record = ?, next_opening = ?, head = ?, tokens = ?
WHERE no = ? AND version = ?

-- An erasure: the customer's row at the version that was read, then the rows of every table that
-- holds something of the customer, by number range where the number begins with the customer.
-- name: delete_customer
DELETE FROM customer WHERE no = ? AND version = ?
-- name: delete_customer_records
DELETE FROM record WHERE no >= ? AND no < ?
-- name: delete_customer_openings
DELETE FROM opening WHERE no >= ? AND no < ?
-- name: delete_customer_owners
DELETE FROM leaf_owner WHERE opening >= ? AND opening < ?
-- name: delete_customer_disclosed
DELETE FROM disclosed WHERE customer = ?
-- name: delete_customer_holds
DELETE FROM legal_hold WHERE customer = ?
-- name: delete_customer_outbox
DELETE FROM outbox WHERE customer = ?
-- name: delete_customer_downloads
DELETE FROM download WHERE customer = ?

-- Keys lie in slots that never move (schema.sql says why). A customer has at most one that is live.
-- name: insert_keys
INSERT INTO customer_key (customer, live, wraps) VALUES (?, 1, ?)
ON CONFLICT (customer) WHERE live = 1 DO NOTHING
-- name: overwrite_keys
UPDATE customer_key SET wraps = ? WHERE customer = ? AND live = 1 AND length(wraps) = ?
-- name: clear_keys
UPDATE customer_key SET live = 0, wraps = zeroblob(length(wraps)) WHERE customer = ? AND live = 1
-- Compare and set, for a key roll that runs beside other writers.
-- name: swap_keys
UPDATE customer_key SET wraps = ? WHERE customer = ? AND live = 1 AND wraps = ?
-- name: compare_keys
SELECT 1 FROM customer_key WHERE customer = ? AND live = 1 AND wraps = ?

-- name: insert_record
INSERT INTO record (no, class, kind, version, day, body) VALUES (?, ?, ?, ?, ?, ?)
-- Changes nothing when somebody else wrote the row since it was read.
-- name: update_record
UPDATE record SET class = ?, kind = ?, version = ?, day = ?, body = ? WHERE no = ? AND version = ?
-- name: delete_record
DELETE FROM record WHERE no = ?

-- The higher generation stays: a replay of an older act must not un-shred.
-- name: put_shredded
INSERT INTO shredded (customer, class, upto_generation, day, mac) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (customer, class) DO UPDATE
SET upto_generation = excluded.upto_generation, day = excluded.day, mac = excluded.mac
WHERE excluded.upto_generation > shredded.upto_generation
-- Likewise the higher version.
-- name: put_tombstone
INSERT INTO record_tombstone (record, field, upto_version, day) VALUES (?, ?, ?, ?)
ON CONFLICT (record, field) DO UPDATE
SET upto_version = excluded.upto_version, day = excluded.day
WHERE excluded.upto_version > record_tombstone.upto_version

-- A suppression that stands keeps its month: that is when the refusal came.
-- name: put_suppression
INSERT INTO suppression (token, epoch, month) VALUES (?, ?, ?) ON CONFLICT (token) DO NOTHING
-- name: delete_suppression
DELETE FROM suppression WHERE token = ?

-- name: put_hold
INSERT INTO legal_hold (record, customer, ct) VALUES (?, ?, ?)
ON CONFLICT (record) DO UPDATE SET customer = excluded.customer, ct = excluded.ct
-- name: delete_hold
DELETE FROM legal_hold WHERE record = ? AND customer = ?

-- name: insert_idempotency
INSERT INTO idempotency (key, customer, hour, idx, ct) VALUES (?, ?, ?, ?, ?)
-- name: replace_idempotency
UPDATE idempotency SET ct = ? WHERE key = ?
-- name: delete_idempotency_before
DELETE FROM idempotency WHERE hour < ?

-- name: insert_outbox
INSERT INTO outbox (customer, ct) VALUES (?, ?)
-- name: replace_outbox
UPDATE outbox SET ct = ? WHERE no = ?
-- name: delete_outbox
DELETE FROM outbox WHERE no = ?

-- name: insert_download
INSERT INTO download (no, customer, key, until) VALUES (?, ?, ?, ?)
-- name: delete_download
DELETE FROM download WHERE no = ?

-- name: put_document
INSERT INTO document (kind, id, body) VALUES (?, ?, ?)
ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body
-- name: insert_document
INSERT INTO document (kind, id, body) VALUES (?, ?, ?)
-- name: delete_document
DELETE FROM document WHERE kind = ? AND id = ?

-- The checkpoint that was the last until now goes, when nobody wants it kept.
-- name: delete_last_checkpoint
DELETE FROM checkpoint
WHERE epoch = ? AND size = (SELECT max(size) FROM checkpoint WHERE epoch = ? AND size < ?)
-- name: put_checkpoint
INSERT INTO checkpoint (epoch, size, note) VALUES (?, ?, ?)
ON CONFLICT (epoch, size) DO UPDATE SET note = excluded.note
