-- The history: a line for each job that has ended. Made from the job and its events; whatever is missing is made anew.
CREATE TABLE past_job (
  number           BIGINT PRIMARY KEY REFERENCES job (number),
  ended_at         BIGINT NOT NULL, -- milliseconds since 1970
  month            TEXT    NOT NULL, -- 2026-11, by UTC
  volume           TEXT    NOT NULL,
  profile          TEXT    NOT NULL,
  requester        TEXT    NOT NULL,
  channel          TEXT    NOT NULL,
  ref              TEXT    NOT NULL,
  outcome          TEXT    NOT NULL,
  machine          TEXT    NOT NULL,
  cost_micros      BIGINT,
  low_micros       BIGINT,
  high_micros      BIGINT,
  expected_millis  BIGINT NOT NULL,
  build_millis     BIGINT,
  busy_millis      BIGINT NOT NULL,
  away_millis      BIGINT NOT NULL,
  clean            BIGINT NOT NULL,
  compiled         BIGINT NOT NULL,
  steps            TEXT    NOT NULL
);
CREATE INDEX past_job_of_profile ON past_job (profile, number);
-- All that sums need: none of them reads the table.
CREATE INDEX past_job_sums ON past_job (profile, requester, channel, month, outcome, clean, cost_micros, high_micros,
  busy_millis, build_millis);
CREATE INDEX ended_jobs ON job (number) WHERE ended_at IS NOT NULL;
