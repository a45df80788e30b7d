-- Who wants to be told how a job ends: Slack users.

CREATE TABLE watcher (
  job     INTEGER NOT NULL REFERENCES job (number),
  person  TEXT    NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (job, person)
);
