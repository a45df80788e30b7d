-- Who wants to be told how a job ends: Slack users.

CREATE TABLE watcher (
  job     BIGINT  NOT NULL REFERENCES job (number),
  person  TEXT    NOT NULL,
  since   BIGINT  NOT NULL,
  PRIMARY KEY (job, person)
);
