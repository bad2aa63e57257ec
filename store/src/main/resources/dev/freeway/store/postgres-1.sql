-- One account per limit that was ever held, and one per meter and replica for what was spent of it (limit_id
-- 'spent'). Every entry debits the one and credits the other: the balances of a meter sum to zero. An account's
-- version grows with every change of it or of its cells, so that a replica knows what it has not seen.
CREATE SEQUENCE change;

CREATE TABLE account (
    id       INTEGER PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    provider TEXT    NOT NULL,
    owner    TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    limit_id TEXT    NOT NULL,
    meter    TEXT    NOT NULL,
    balance  BIGINT  NOT NULL DEFAULT 0,
    held     BIGINT  NOT NULL DEFAULT 0 CHECK (held >= 0),
    version  BIGINT  NOT NULL DEFAULT nextval('change'),
    UNIQUE (provider, owner, subject, limit_id, meter)
) WITH (fillfactor = 50);

-- Append-only. What must not be booked twice has a reference. What moves in an account's pots of credits names the
-- account, whose statement it is on; what goes into a pot comes from one of the sums 'granted', 'bought' and
-- 'promotion', and what is not spent goes to 'expired' or 'returned'.
CREATE TABLE entry (
    seq    BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at_us  BIGINT  NOT NULL,
    hold   BIGINT  NOT NULL,
    debit  INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    amount BIGINT  NOT NULL CHECK (amount > 0),
    ref    TEXT,
    owner  TEXT
);

CREATE UNIQUE INDEX entry_ref ON entry (ref) WHERE ref IS NOT NULL;
CREATE INDEX entry_owner ON entry (owner, seq) WHERE owner IS NOT NULL;

-- The rows of each tally. A new window is a new row.
CREATE TABLE cell (
    account  INTEGER NOT NULL,
    key      BIGINT  NOT NULL,
    from_us  BIGINT  NOT NULL,
    until_us BIGINT  NOT NULL,
    used     BIGINT  NOT NULL,
    version  BIGINT  NOT NULL DEFAULT nextval('change'),
    PRIMARY KEY (account, key)
) WITH (fillfactor = 50);

CREATE INDEX cell_version ON cell (account, version);

-- Who shares this database: one that is not seen for a while is gone. The number of its last batch is how it
-- learns, after a broken connection, whether that was written.
CREATE TABLE replica (
    id      INTEGER PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    seen_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    batch   BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Each replica takes them a block at a time.
CREATE SEQUENCE hold_id START 4096 INCREMENT BY 4096;

-- Requests under way: takes is [[account, units held], ...].
CREATE TABLE hold (
    id          BIGINT  PRIMARY KEY,
    reserved_us BIGINT  NOT NULL,
    lease_us    BIGINT  NOT NULL,
    retryable   BOOLEAN NOT NULL,
    takes       TEXT    NOT NULL,
    replica     INTEGER NOT NULL DEFAULT current_setting('freeway.replica')::INTEGER
);

CREATE INDEX hold_lease ON hold (lease_us);

CREATE TABLE activity (
    seq            BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id             TEXT    NOT NULL,
    at_us          BIGINT  NOT NULL,
    took_ms        BIGINT  NOT NULL,
    member         TEXT    NOT NULL,
    outcome        TEXT    NOT NULL,
    asked          TEXT    NOT NULL,
    provider       TEXT    NOT NULL,
    account        TEXT    NOT NULL,
    model          TEXT    NOT NULL,
    answer_id      TEXT    NOT NULL,
    input          BIGINT  NOT NULL,
    cached         BIGINT  NOT NULL,
    output         BIGINT  NOT NULL,
    estimated      BOOLEAN NOT NULL,
    tries          INTEGER NOT NULL,
    why            TEXT    NOT NULL,
    project        TEXT    NOT NULL,
    token          TEXT    NOT NULL,
    list_price     BIGINT,
    paid           BIGINT  NOT NULL,
    parameters     TEXT    NOT NULL,
    context_tokens BIGINT  NOT NULL,
    first_ms       BIGINT,
    status         INTEGER NOT NULL,
    fault          TEXT    NOT NULL,
    limits         TEXT    NOT NULL,
    version        TEXT    NOT NULL
);

CREATE INDEX activity_member ON activity (member, seq);

-- Sums of the activity of a day of UTC, counted in days since 1970-01-01.
CREATE TABLE usage_day (
    day        BIGINT NOT NULL,
    member     TEXT   NOT NULL,
    project    TEXT   NOT NULL,
    token      TEXT   NOT NULL,
    provider   TEXT   NOT NULL,
    model      TEXT   NOT NULL,
    requests   BIGINT NOT NULL,
    failed     BIGINT NOT NULL,
    refused    BIGINT NOT NULL,
    input      BIGINT NOT NULL,
    cached     BIGINT NOT NULL,
    output     BIGINT NOT NULL,
    list_price BIGINT NOT NULL,
    unpriced   BIGINT NOT NULL,
    paid       BIGINT NOT NULL,
    PRIMARY KEY (day, member, project, token, provider, model)
) WITH (fillfactor = 70);

CREATE INDEX usage_day_member ON usage_day (member, day);

-- Idempotency keys; status 0 while the first request is under way.
CREATE TABLE replay (
    owner       TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    begun_us    BIGINT  NOT NULL,
    status      INTEGER NOT NULL DEFAULT 0,
    headers     TEXT    NOT NULL DEFAULT '',
    body        BYTEA,
    replica     INTEGER NOT NULL DEFAULT current_setting('freeway.replica')::INTEGER,
    PRIMARY KEY (owner, key)
);

CREATE INDEX replay_begun ON replay (begun_us);

-- How large a limit has proved to be, and what shows it.
CREATE TABLE lesson (
    provider TEXT   NOT NULL,
    owner    TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    limit_id TEXT   NOT NULL,
    amount   BIGINT NOT NULL CHECK (amount > 0),
    at_us    BIGINT NOT NULL,
    evidence TEXT   NOT NULL,
    PRIMARY KEY (provider, owner, subject, limit_id)
);

-- Which account made which prediction, and whose it is.
CREATE TABLE prediction (
    seq      BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id       TEXT   NOT NULL UNIQUE,
    key      TEXT   NOT NULL,
    member   TEXT   NOT NULL,
    provider TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    model    TEXT   NOT NULL,
    version  TEXT   NOT NULL,
    theirs   TEXT   NOT NULL,
    made_us  BIGINT NOT NULL,
    status   TEXT   NOT NULL,
    ended_us BIGINT
);

CREATE INDEX prediction_member ON prediction (member, seq);
CREATE INDEX prediction_made ON prediction (made_us);

-- How requests tend to be: means of what was seen, by kind, member and where (hour, size).
CREATE TABLE trait (
    kind   TEXT    NOT NULL,
    member TEXT    NOT NULL,
    place  INTEGER NOT NULL,
    seen   DOUBLE PRECISION NOT NULL CHECK (seen >= 0),
    mean   DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (kind, member, place)
);

-- Who is served, as documents; who changed them; when tokens were last used.
CREATE TABLE document (
    kind    TEXT   NOT NULL,
    id      TEXT   NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    body    TEXT   NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE TABLE audit (
    seq   BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at_us BIGINT NOT NULL,
    actor TEXT   NOT NULL,
    kind  TEXT   NOT NULL,
    id    TEXT   NOT NULL,
    what  TEXT   NOT NULL
);

CREATE TABLE token_use (
    id    TEXT   NOT NULL PRIMARY KEY,
    at_us BIGINT NOT NULL
);
