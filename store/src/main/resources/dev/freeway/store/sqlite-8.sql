-- What was said, of accounts that consent to its keeping: requests and answers as JSON.
CREATE TABLE transcript (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT    NOT NULL,
    member   TEXT    NOT NULL,
    project  TEXT    NOT NULL,
    token    TEXT    NOT NULL,
    at_us    INTEGER NOT NULL,
    endpoint TEXT    NOT NULL,
    asked    TEXT    NOT NULL,
    model    TEXT    NOT NULL,
    request  BLOB    NOT NULL,
    answer   BLOB    NOT NULL
);

CREATE INDEX transcript_member ON transcript (member, seq);

PRAGMA user_version = 8;
