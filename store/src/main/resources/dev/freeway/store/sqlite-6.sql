-- Who is served, as documents; who changed them; when tokens were last used.
CREATE TABLE document (
    kind    TEXT   NOT NULL,
    id      TEXT   NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    body    TEXT   NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE TABLE audit (
    seq   INTEGER PRIMARY KEY AUTOINCREMENT,
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

PRAGMA user_version = 6;
