-- From schema 1 to 2: the rows of a batch leaf are found by the leaf.
CREATE INDEX disclosed_idx ON disclosed (idx);
