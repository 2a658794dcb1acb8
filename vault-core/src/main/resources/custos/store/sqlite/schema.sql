-- The tables of vault.db, schema 2 (user_version). Whoever changes a line here raises that number
-- and says how a vault of the number before gets there: upgrade-2.sql brings schema 1 here.
--
-- Everything personal is ciphertext (ct, body, wraps) or a keyed token or digest. In the clear
-- stand numbers, classes, kinds, versions, days, sizes, and the leaves, which hold no personal
-- data. Numbers of records and openings are customer << 20 | n, so a customer's rows lie together
-- and are deleted as one range. idx is epoch << 40 | index everywhere.

-- The tree and the counters after the last group: one row, rewritten by each group.
CREATE TABLE commit_state (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    epoch         INTEGER NOT NULL,
    size          INTEGER NOT NULL,
    root          BLOB    NOT NULL,
    next_customer INTEGER NOT NULL
) STRICT;

-- A customer: counters, the head over the records, and the index tokens.
CREATE TABLE customer (
    no           INTEGER PRIMARY KEY,
    version      INTEGER NOT NULL,
    active_day   INTEGER NOT NULL,
    next_record  INTEGER NOT NULL,
    next_opening INTEGER NOT NULL,
    head         BLOB    NOT NULL,
    tokens       BLOB    NOT NULL
) STRICT;

-- All wrapped keys of a customer, in a slot that never moves.
--
-- secure_delete overwrites a row where it lies when it goes. It does not overwrite the copies that
-- rebalancing leaves in the unused part of other pages when rows move between pages (measured: 5 to
-- 11 of 2,100 deleted rows were still readable). So a wrap must never move: slots are appended,
-- never deleted, and never change their length. Keys of the same length are written over the old
-- ones; others take a new slot; a slot that is given up is filled with zeros in place (live 0 and 1
-- have the same length on disk too). To fill it with zeros is to shred the customer.
CREATE TABLE customer_key (
    slot     INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL,
    live     INTEGER NOT NULL CHECK (live IN (0, 1)),
    wraps    BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX customer_key_live ON customer_key (customer) WHERE live = 1;

-- That keys were destroyed on purpose: a missing key without this row is damage.
CREATE TABLE shredded (
    customer        INTEGER NOT NULL,
    class           INTEGER NOT NULL,
    upto_generation INTEGER NOT NULL,
    day             INTEGER NOT NULL,
    mac             BLOB    NOT NULL,
    PRIMARY KEY (customer, class)
) STRICT, WITHOUT ROWID;

-- A record: a profile, a purchase, a message, a consent state.
CREATE TABLE record (
    no      INTEGER PRIMARY KEY,
    class   INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    version INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    body    BLOB    NOT NULL
) STRICT;

-- That a record (field 0) or one field of it was deleted; a restore honours it.
CREATE TABLE record_tombstone (
    record       INTEGER NOT NULL,
    field        INTEGER NOT NULL,
    upto_version INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- Keyed tokens of addresses that must not be written to.
CREATE TABLE suppression (
    token BLOB    PRIMARY KEY NOT NULL,
    epoch INTEGER NOT NULL,
    month INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The ledger's leaves: the bytes that are hashed. Append only, see the triggers below.
CREATE TABLE leaf (
    idx   INTEGER PRIMARY KEY CHECK (idx >= 0),
    entry BLOB    NOT NULL
) STRICT;

-- Full tiles of 256 hashes. Append only. A row is two pages long, so it has its rowid and does
-- not sit in the tree of the key.
CREATE TABLE tile (
    epoch  INTEGER NOT NULL,
    level  INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    hashes BLOB    NOT NULL CHECK (length(hashes) = 8192),
    PRIMARY KEY (epoch, level, n)
) STRICT;

-- Signed checkpoints: the last one and one an hour.
CREATE TABLE checkpoint (
    epoch INTEGER NOT NULL,
    size  INTEGER NOT NULL,
    note  BLOB    NOT NULL,
    PRIMARY KEY (epoch, size)
) STRICT, WITHOUT ROWID;

-- The customer's half of what a leaf commits to.
CREATE TABLE opening (
    no INTEGER PRIMARY KEY,
    ct BLOB    NOT NULL
) STRICT;

-- Which leaf an opening opens: one opening a leaf, or many when it is a batch. Can be rebuilt from
-- the openings, so it is not backed up.
CREATE TABLE leaf_owner (
    opening INTEGER PRIMARY KEY,
    idx     INTEGER NOT NULL
) STRICT;

CREATE INDEX leaf_owner_idx ON leaf_owner (idx);

-- The business's half of what a leaf commits to. Stays when a customer is erased.
CREATE TABLE internal (
    idx INTEGER PRIMARY KEY,
    ct  BLOB    NOT NULL
) STRICT;

-- Who opened a customer's data, by the batch leaf that says so.
CREATE TABLE disclosed (
    customer INTEGER NOT NULL,
    idx      INTEGER NOT NULL,
    ct       BLOB    NOT NULL,
    PRIMARY KEY (customer, idx)
) STRICT, WITHOUT ROWID;

-- Whose rows of a batch are still there, for whoever reads the log leaf by leaf.
CREATE INDEX disclosed_idx ON disclosed (idx);

-- Records that the law wants kept for now.
CREATE TABLE legal_hold (
    record   INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL,
    ct       BLOB    NOT NULL
) STRICT;

CREATE INDEX legal_hold_customer ON legal_hold (customer);

-- Results of requests that may be repeated within 24 hours. Left out of backups.
CREATE TABLE idempotency (
    key      BLOB    PRIMARY KEY NOT NULL,
    customer INTEGER NOT NULL,
    hour     INTEGER NOT NULL,
    idx      INTEGER NOT NULL,
    ct       BLOB    NOT NULL
) STRICT;

CREATE INDEX idempotency_customer ON idempotency (customer);

CREATE INDEX idempotency_hour ON idempotency (hour);

-- Messages to send once their group has landed. A number is never used twice (AUTOINCREMENT): a
-- sender that marks a number as sent must not meet it again. Left out of backups.
CREATE TABLE outbox (
    no       INTEGER PRIMARY KEY AUTOINCREMENT,
    customer INTEGER NOT NULL,
    ct       BLOB    NOT NULL
) STRICT;

CREATE INDEX outbox_customer ON outbox (customer);

-- Files waiting to be fetched. To delete the row is to shred the file: its key goes.
CREATE TABLE download (
    no       INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL,
    key      BLOB    NOT NULL,
    until    INTEGER NOT NULL
) STRICT;

CREATE INDEX download_customer ON download (customer);

-- The vault's own documents: policies and notices in the clear, accounts and tokens sealed.
CREATE TABLE document (
    kind INTEGER NOT NULL,
    id   BLOB    NOT NULL,
    body BLOB    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The triggers. They stop our own mistakes and a stray SQL shell, not a thief with a hex editor:
-- against that one stand the ledger's signatures. INSERT OR REPLACE deletes without asking a
-- DELETE trigger unless recursive_triggers is on; the INSERT triggers refuse it by themselves too.

-- A slot of keys stays where it is, with the length it has.
CREATE TRIGGER customer_key_update BEFORE UPDATE ON customer_key
WHEN NEW.slot <> OLD.slot
    OR NEW.customer <> OLD.customer
    OR length(NEW.wraps) <> length(OLD.wraps)
BEGIN
    SELECT RAISE(ABORT, 'a slot of keys cannot move');
END;

CREATE TRIGGER customer_key_delete BEFORE DELETE ON customer_key
BEGIN
    SELECT RAISE(ABORT, 'a slot of keys is emptied, not deleted');
END;

-- The next leaf is one above the last, or index 0 of the next epoch, or (in an empty table) index 0
-- of any; and never in an epoch that the vault has left.
CREATE TRIGGER leaf_insert BEFORE INSERT ON leaf
WHEN (NEW.idx IS NOT (SELECT max(idx) + 1 FROM leaf)
        AND NEW.idx IS NOT (SELECT ((max(idx) >> 40) + 1) << 40 FROM leaf)
        AND NOT (NEW.idx & 1099511627775 = 0 AND NOT EXISTS (SELECT 1 FROM leaf)))
    OR NEW.idx >> 40 < (SELECT epoch FROM commit_state)
BEGIN
    SELECT RAISE(ABORT, 'only the next leaf can be appended');
END;

CREATE TRIGGER leaf_update BEFORE UPDATE ON leaf
BEGIN
    SELECT RAISE(ABORT, 'a leaf cannot be changed');
END;

CREATE TRIGGER leaf_delete BEFORE DELETE ON leaf
BEGIN
    SELECT RAISE(ABORT, 'a leaf cannot be deleted');
END;

-- Tiles of a level follow one another without a gap, in the current epoch.
CREATE TRIGGER tile_insert BEFORE INSERT ON tile
WHEN NEW.epoch <> (SELECT epoch FROM commit_state)
    OR NEW.n <> (SELECT coalesce(max(n) + 1, 0) FROM tile
                 WHERE epoch = NEW.epoch AND level = NEW.level)
BEGIN
    SELECT RAISE(ABORT, 'only the next tile can be appended');
END;

CREATE TRIGGER tile_update BEFORE UPDATE ON tile
BEGIN
    SELECT RAISE(ABORT, 'a tile cannot be changed');
END;

CREATE TRIGGER tile_delete BEFORE DELETE ON tile
BEGIN
    SELECT RAISE(ABORT, 'a tile cannot be deleted');
END;

-- What an epoch that is over has signed, stays.
CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
WHEN NEW.epoch < (SELECT epoch FROM commit_state)
BEGIN
    SELECT RAISE(ABORT, 'the epoch is closed');
END;

CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint
WHEN OLD.epoch < (SELECT epoch FROM commit_state)
BEGIN
    SELECT RAISE(ABORT, 'the epoch is closed');
END;

CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint
WHEN OLD.epoch < (SELECT epoch FROM commit_state)
BEGIN
    SELECT RAISE(ABORT, 'the epoch is closed');
END;

-- The state only moves forward: a tree that shrinks, or a customer number given out again, is a
-- mistake.
CREATE TRIGGER commit_state_update BEFORE UPDATE ON commit_state
WHEN NEW.epoch < OLD.epoch
    OR (NEW.epoch = OLD.epoch AND NEW.size < OLD.size)
    OR NEW.next_customer < OLD.next_customer
BEGIN
    SELECT RAISE(ABORT, 'the state cannot go back');
END;

CREATE TRIGGER commit_state_delete BEFORE DELETE ON commit_state
BEGIN
    SELECT RAISE(ABORT, 'the state cannot be deleted');
END;

-- A new vault: no leaf, so the root is the hash of nothing (RFC 9162, 2.1.1), and customer numbers
-- below 1,024 are the vault's own.
INSERT INTO commit_state (one, epoch, size, root, next_customer)
VALUES (1, 0, 0, x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1024);
