-- Statements of a reading connection; see write.sql for the form. Ranges are inclusive at the
-- first, exclusive at the second parameter, and every list ascends by key.

-- A deferred transaction takes its snapshot with its first read, which is "state".
-- name: begin
BEGIN DEFERRED
-- name: end
ROLLBACK
-- name: state
SELECT epoch, size, root, next_customer FROM commit_state WHERE one = 1

-- name: customer
SELECT no, version, active_day, next_record, next_opening, head, tokens FROM customer WHERE no = ?
-- name: customers_from
SELECT no, version, active_day, next_record, next_opening, head, tokens
FROM customer WHERE no >= ? ORDER BY no LIMIT ?
-- The whole table, once, to build the index in memory.
-- name: tokens
SELECT no, tokens FROM customer ORDER BY no

-- name: keys
SELECT wraps FROM customer_key WHERE customer = ? AND live = 1
-- name: keys_between
SELECT customer, wraps
FROM customer_key WHERE customer >= ? AND customer < ? AND live = 1 ORDER BY customer
-- name: keys_from
SELECT customer, wraps FROM customer_key WHERE customer >= ? AND live = 1 ORDER BY customer LIMIT ?

-- name: record
SELECT no, class, kind, version, day, body FROM record WHERE no = ?
-- name: records_between
SELECT no, class, kind, version, day, body FROM record WHERE no >= ? AND no < ? ORDER BY no
-- Bodies are read of those rows alone.
-- name: records_between_below
SELECT no, class, kind, version, day, body
FROM record WHERE no >= ? AND no < ? AND (no & 1048575) < ? ORDER BY no
-- name: count_records
SELECT count(*) FROM record WHERE no >= ? AND no < ?
-- name: records_of_kind
SELECT no, class, kind, version, day, body
FROM record WHERE kind = ? AND no >= ? AND no < ? ORDER BY no
-- name: records_of_kind_first
SELECT no, class, kind, version, day, body
FROM record WHERE kind = ? AND no >= ? AND no < ? ORDER BY no LIMIT ?

-- name: opening
SELECT ct FROM opening WHERE no = ?
-- name: openings_between
SELECT no, ct FROM opening WHERE no >= ? AND no < ? ORDER BY no
-- name: owners_between
SELECT opening, idx FROM leaf_owner WHERE opening >= ? AND opening < ? ORDER BY opening
-- name: leaf_of
SELECT idx FROM leaf_owner WHERE opening = ?
-- name: openings_of
SELECT opening FROM leaf_owner WHERE idx = ? ORDER BY opening
-- name: leaf
SELECT entry FROM leaf WHERE idx = ?
-- name: leaves_between
SELECT idx, entry FROM leaf WHERE idx >= ? AND idx < ? ORDER BY idx
-- name: internal
SELECT ct FROM internal WHERE idx = ?
-- name: internals_between
SELECT idx, ct FROM internal WHERE idx >= ? AND idx < ? ORDER BY idx
-- name: disclosed
SELECT customer, idx, ct FROM disclosed WHERE customer = ? ORDER BY idx
-- name: disclosed_between
SELECT customer, idx, ct
FROM disclosed WHERE customer >= ? AND customer < ? ORDER BY customer, idx
-- name: count_disclosed
SELECT count(*) FROM disclosed WHERE idx = ?
-- name: disclosed_of
SELECT customer, idx, ct
FROM disclosed INDEXED BY disclosed_idx WHERE idx = ? ORDER BY customer LIMIT ?
-- name: tile
SELECT hashes FROM tile WHERE epoch = ? AND level = ? AND n = ?
-- name: count_tiles
SELECT count(*) FROM tile WHERE epoch = ?
-- name: checkpoints
SELECT note FROM checkpoint WHERE epoch = ? ORDER BY size
-- name: last_checkpoint
SELECT note FROM checkpoint WHERE epoch = ? ORDER BY size DESC LIMIT 1

-- name: suppression
SELECT token, epoch, month FROM suppression WHERE token = ?
-- name: suppressions_after
SELECT token, epoch, month FROM suppression WHERE token > ? ORDER BY token LIMIT ?
-- name: shredded
SELECT customer, class, upto_generation, day, mac FROM shredded WHERE customer = ? ORDER BY class
-- name: last_shredding
SELECT day FROM shredded ORDER BY day DESC LIMIT 1
-- name: shredded_from
SELECT customer, class, upto_generation, day, mac
FROM shredded WHERE customer >= ? ORDER BY customer, class LIMIT ?
-- name: shredded_between
SELECT customer, class, upto_generation, day, mac
FROM shredded WHERE customer >= ? AND customer < ? ORDER BY customer, class
-- name: tombstones_between
SELECT record, field, upto_version, day
FROM record_tombstone WHERE record >= ? AND record < ? ORDER BY record, field
-- name: holds
SELECT record, customer, ct FROM legal_hold WHERE customer = ? ORDER BY record
-- name: holds_between
SELECT record, customer, ct
FROM legal_hold WHERE record >= ? AND record < ? ORDER BY record LIMIT ?

-- name: idempotency
SELECT key, customer, hour, idx, ct FROM idempotency WHERE key = ?
-- name: idempotency_of
SELECT key, customer, hour, idx, ct FROM idempotency WHERE customer = ? ORDER BY key
-- name: outbox_of
SELECT no, customer, ct FROM outbox WHERE customer = ? ORDER BY no
-- name: outbox_after
SELECT no, customer, ct FROM outbox WHERE no > ? ORDER BY no LIMIT ?
-- name: downloads_after
SELECT no, customer, key, until FROM download WHERE no > ? ORDER BY no LIMIT ?
-- name: document
SELECT body FROM document WHERE kind = ? AND id = ?
-- name: documents
SELECT kind, id, body FROM document WHERE kind = ? ORDER BY id

-- name: counts
SELECT 'commit_state', count(*) FROM commit_state
UNION ALL SELECT 'customer', count(*) FROM customer
UNION ALL SELECT 'customer_key', count(*) FROM customer_key WHERE live = 1
UNION ALL SELECT 'shredded', count(*) FROM shredded
UNION ALL SELECT 'record', count(*) FROM record
UNION ALL SELECT 'record_tombstone', count(*) FROM record_tombstone
UNION ALL SELECT 'suppression', count(*) FROM suppression
UNION ALL SELECT 'leaf', count(*) FROM leaf
UNION ALL SELECT 'tile', count(*) FROM tile
UNION ALL SELECT 'checkpoint', count(*) FROM checkpoint
UNION ALL SELECT 'opening', count(*) FROM opening
UNION ALL SELECT 'leaf_owner', count(*) FROM leaf_owner
UNION ALL SELECT 'internal', count(*) FROM internal
UNION ALL SELECT 'disclosed', count(*) FROM disclosed
UNION ALL SELECT 'legal_hold', count(*) FROM legal_hold
UNION ALL SELECT 'idempotency', count(*) FROM idempotency
UNION ALL SELECT 'outbox', count(*) FROM outbox
UNION ALL SELECT 'download', count(*) FROM download
UNION ALL SELECT 'document', count(*) FROM document
