-- How large a limit has proved to be, and what shows it.
CREATE TABLE lesson (
    provider TEXT    NOT NULL,
    owner    TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    limit_id TEXT    NOT NULL,
    amount   INTEGER NOT NULL CHECK (amount > 0),
    at_us    INTEGER NOT NULL,
    evidence TEXT    NOT NULL,
    PRIMARY KEY (provider, owner, subject, limit_id)
) WITHOUT ROWID;

PRAGMA user_version = 2;
