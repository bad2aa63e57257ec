-- What must not be booked twice has a reference. What moves in an account's pots of credits names the account, whose
-- statement it is on; what goes into a pot comes from one of the sums 'granted', 'bought' and 'promotion', and what is
-- not spent goes to 'expired' or 'returned'.
ALTER TABLE entry ADD COLUMN ref TEXT;
ALTER TABLE entry ADD COLUMN owner TEXT;

CREATE UNIQUE INDEX entry_ref ON entry (ref) WHERE ref IS NOT NULL;
CREATE INDEX entry_owner ON entry (owner, seq) WHERE owner IS NOT NULL;

PRAGMA user_version = 7;
