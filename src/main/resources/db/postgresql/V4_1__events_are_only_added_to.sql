-- The audit is read from the events, so they are only ever added to, whatever the code believes.
CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never changed or deleted';
END;
$$;
CREATE TRIGGER job_event_is_only_added_to BEFORE UPDATE OR DELETE ON job_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_event();
