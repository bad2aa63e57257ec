-- How requests tend to be: means of what was seen, by kind, member and where (hour, size).
CREATE TABLE trait (
    kind   TEXT    NOT NULL,
    member TEXT    NOT NULL,
    place  INTEGER NOT NULL,
    seen   REAL    NOT NULL CHECK (seen >= 0),
    mean   REAL    NOT NULL,
    PRIMARY KEY (kind, member, place)
) WITHOUT ROWID;

PRAGMA user_version = 4;
