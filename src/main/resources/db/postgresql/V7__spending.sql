-- What caps are held against: whose each job was, and what it has cost once it has ended.

ALTER TABLE job ADD COLUMN requester TEXT;
ALTER TABLE job ADD COLUMN channel TEXT;
ALTER TABLE job ADD COLUMN spent_micros BIGINT; -- millionths of a US dollar; NULL: it has not ended

UPDATE job SET
  requester = body::json -> 'request' ->> 'requester',
  channel = body::json -> 'request' ->> 'channel';
UPDATE job SET spent_micros = COALESCE(
  (SELECT (job_event.body::json -> 'fact' ->> 'cost')::bigint FROM job_event
   WHERE job_event.job = job.number AND job_event.body::json -> 'fact' ->> 'fact' = 'Ended'
   ORDER BY sequence DESC LIMIT 1), 0)
WHERE ended_at IS NOT NULL;

-- All that sums need: none of them reads the table.
CREATE INDEX job_spending ON job (ended_at, requester, channel, spent_micros) WHERE ended_at IS NOT NULL;

-- Whoever decides whether there is money left updates this row first, so that only one does at a time.
CREATE TABLE money_turn (turns BIGINT NOT NULL);
INSERT INTO money_turn (turns) VALUES (0);
