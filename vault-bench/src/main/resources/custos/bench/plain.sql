-- The baseline: customers in plain text, one table of twelve columns. The folded name stands beside
-- them because SQLite folds no accents; its index finds the beginning of the last name.
CREATE TABLE customer (
    id          INTEGER PRIMARY KEY,
    full_name   TEXT NOT NULL,
    email       TEXT NOT NULL,
    phone       TEXT NOT NULL,
    address     TEXT NOT NULL,
    number      TEXT NOT NULL,
    company     TEXT NOT NULL,
    language    TEXT NOT NULL,
    heard_from  TEXT NOT NULL,
    note        TEXT NOT NULL,
    birth_date  TEXT NOT NULL,
    gender      TEXT NOT NULL,
    profession  TEXT NOT NULL,
    folded_name TEXT NOT NULL
) STRICT;

CREATE INDEX customer_email ON customer (email);
CREATE INDEX customer_phone ON customer (phone);
CREATE INDEX customer_number ON customer (number);
CREATE INDEX customer_name ON customer (folded_name);
