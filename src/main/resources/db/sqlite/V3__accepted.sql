-- What people asked for and were told is taken, until it is dealt with; then its key alone, for an hour, so that a second
-- delivery of it is known. Claimed until: a process is dealing with it and says so again and again.

CREATE TABLE accepted (
  key            TEXT    PRIMARY KEY,
  at             INTEGER NOT NULL,
  body           TEXT    NOT NULL,
  claimed_until  INTEGER NOT NULL,
  tries          INTEGER NOT NULL,
  done_at        INTEGER
);
CREATE INDEX accepted_open ON accepted (claimed_until) WHERE done_at IS NULL;
CREATE INDEX accepted_done ON accepted (done_at) WHERE done_at IS NOT NULL;
