-- Which account made which prediction, and whose it is.
CREATE TABLE prediction (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL UNIQUE,
    key      TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    provider TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    model    TEXT    NOT NULL,
    version  TEXT    NOT NULL,
    theirs   TEXT    NOT NULL,
    made_us  INTEGER NOT NULL,
    status   TEXT    NOT NULL,
    ended_us INTEGER
);

CREATE INDEX prediction_member ON prediction (member, seq);
CREATE INDEX prediction_made ON prediction (made_us);

PRAGMA user_version = 3;
