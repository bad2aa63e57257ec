-- What was said, of accounts that consent to its keeping: requests and answers as JSON.
CREATE TABLE transcript (
    seq      BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    id       TEXT   NOT NULL,
    member   TEXT   NOT NULL,
    project  TEXT   NOT NULL,
    token    TEXT   NOT NULL,
    at_us    BIGINT NOT NULL,
    endpoint TEXT   NOT NULL,
    asked    TEXT   NOT NULL,
    model    TEXT   NOT NULL,
    request  BYTEA  NOT NULL,
    answer   BYTEA  NOT NULL
);

CREATE INDEX transcript_member ON transcript (member, seq);
