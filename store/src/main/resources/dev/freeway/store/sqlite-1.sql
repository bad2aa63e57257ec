-- One account per limit that was ever held, and one per meter for what was spent of it (limit_id
-- 'spent'). Every entry debits the one and credits the other: the balances of a meter sum to zero.
CREATE TABLE account (
    id       INTEGER PRIMARY KEY,
    provider TEXT    NOT NULL,
    owner    TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    limit_id TEXT    NOT NULL,
    meter    TEXT    NOT NULL,
    balance  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (provider, owner, subject, limit_id, meter)
);

-- Append-only.
CREATE TABLE entry (
    seq    INTEGER PRIMARY KEY,
    at_us  INTEGER NOT NULL,
    hold   INTEGER NOT NULL,
    debit  INTEGER NOT NULL REFERENCES account,
    credit INTEGER NOT NULL REFERENCES account,
    amount INTEGER NOT NULL CHECK (amount > 0)
);

-- The rows of each tally. A new window is a new row.
CREATE TABLE cell (
    account  INTEGER NOT NULL REFERENCES account,
    key      INTEGER NOT NULL,
    from_us  INTEGER NOT NULL,
    until_us INTEGER NOT NULL,
    used     INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) WITHOUT ROWID;

-- Requests under way: takes is [[account, units held], ...].
CREATE TABLE hold (
    id          INTEGER PRIMARY KEY,
    reserved_us INTEGER NOT NULL,
    lease_us    INTEGER NOT NULL,
    retryable   INTEGER NOT NULL,
    takes       TEXT    NOT NULL
);

CREATE TABLE activity (
    seq           INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL,
    at_us         INTEGER NOT NULL,
    took_ms       INTEGER NOT NULL,
    member        TEXT    NOT NULL,
    outcome       TEXT    NOT NULL,
    asked         TEXT    NOT NULL,
    provider      TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    model         TEXT    NOT NULL,
    answer_id     TEXT    NOT NULL,
    input         INTEGER NOT NULL,
    cached        INTEGER NOT NULL,
    output        INTEGER NOT NULL,
    estimated     INTEGER NOT NULL,
    tries         INTEGER NOT NULL,
    why           TEXT    NOT NULL
);

-- Idempotency keys; status 0 while the first request is under way.
CREATE TABLE replay (
    owner       TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    begun_us    INTEGER NOT NULL,
    status      INTEGER NOT NULL DEFAULT 0,
    headers     TEXT    NOT NULL DEFAULT '',
    body        BLOB,
    PRIMARY KEY (owner, key)
) WITHOUT ROWID;

PRAGMA user_version = 1;
