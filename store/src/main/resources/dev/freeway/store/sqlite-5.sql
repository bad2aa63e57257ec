-- What it takes to repeat a request, and what it cost; a list price that nobody says is NULL.
ALTER TABLE activity ADD COLUMN project        TEXT    NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN token          TEXT    NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN list_price     INTEGER;
ALTER TABLE activity ADD COLUMN paid           INTEGER NOT NULL DEFAULT 0;
ALTER TABLE activity ADD COLUMN parameters     TEXT    NOT NULL DEFAULT '{}';
ALTER TABLE activity ADD COLUMN context_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE activity ADD COLUMN first_ms       INTEGER;
ALTER TABLE activity ADD COLUMN status         INTEGER NOT NULL DEFAULT 0;
ALTER TABLE activity ADD COLUMN fault          TEXT    NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN limits         TEXT    NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN version        TEXT    NOT NULL DEFAULT '';

CREATE INDEX activity_member ON activity (member, seq);

-- Sums of the activity of a day of UTC, counted in days since 1970-01-01.
CREATE TABLE usage_day (
    day        INTEGER NOT NULL,
    member     TEXT    NOT NULL,
    project    TEXT    NOT NULL,
    token      TEXT    NOT NULL,
    provider   TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    requests   INTEGER NOT NULL,
    failed     INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    input      INTEGER NOT NULL,
    cached     INTEGER NOT NULL,
    output     INTEGER NOT NULL,
    list_price INTEGER NOT NULL,
    unpriced   INTEGER NOT NULL,
    paid       INTEGER NOT NULL,
    PRIMARY KEY (day, member, project, token, provider, model)
) WITHOUT ROWID;

CREATE INDEX usage_day_member ON usage_day (member, day);

INSERT INTO usage_day
SELECT at_us / 86400000000, member, '', '', provider, model,
       sum(CASE WHEN provider = '' THEN 0 ELSE 1 END),
       sum(CASE WHEN provider <> '' AND outcome = 'failed' THEN 1 ELSE 0 END),
       sum(CASE WHEN provider = '' THEN 1 ELSE 0 END),
       sum(input), sum(cached), sum(output),
       0, sum(CASE WHEN provider = '' THEN 0 ELSE 1 END), 0
FROM activity
GROUP BY at_us / 86400000000, member, provider, model;

PRAGMA user_version = 5;
