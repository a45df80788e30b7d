-- Who wants to be told how a job ends: Slack users.

CREATE TABLE watcher (
  job     INTEGER NOT NULL REFERENCES job (number),
  person  TEXT    NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (job, person)
);

-- The audit is read from the events, so they are only ever added to, whatever the code believes.
CREATE TRIGGER job_event_is_not_changed BEFORE UPDATE ON job_event
BEGIN
  SELECT RAISE(ABORT, 'events are never changed');
END;
CREATE TRIGGER job_event_is_not_deleted BEFORE DELETE ON job_event
BEGIN
  SELECT RAISE(ABORT, 'events are never deleted');
END;
