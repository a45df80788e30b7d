-- The audit is read from the events, so they are only ever added to, whatever the code believes.
CREATE TRIGGER job_event_is_not_changed BEFORE UPDATE ON job_event
BEGIN
  SELECT RAISE(ABORT, 'events are never changed');
END;
CREATE TRIGGER job_event_is_not_deleted BEFORE DELETE ON job_event
BEGIN
  SELECT RAISE(ABORT, 'events are never deleted');
END;
