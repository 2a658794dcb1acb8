-- Statements of the connection that moves the log into the database file; see write.sql for the
-- form. Both answer (busy, frames in the log, frames moved).

-- As far as readers allow, without waiting.
-- name: passive
PRAGMA wal_checkpoint(PASSIVE)
-- All of it, then cut the file to nothing; busy is 1 when a reader or the writer is in the way.
-- name: truncate
PRAGMA wal_checkpoint(TRUNCATE)
