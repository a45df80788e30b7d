-- Jobs, their events, and how far each reader of events has come.
-- The body is the whole job as JSON; the columns beside it are what queries and guards need.

CREATE TABLE job (
  number        INTEGER PRIMARY KEY,
  version       INTEGER NOT NULL,
  state         TEXT    NOT NULL,
  volume        TEXT    NOT NULL,
  profile       TEXT    NOT NULL,
  holds_volume  INTEGER NOT NULL,
  epoch         INTEGER NOT NULL,
  created_at    INTEGER NOT NULL, -- milliseconds since 1970, as all times here
  queued_at     INTEGER NOT NULL,
  ended_at      INTEGER,
  plan_digest   TEXT    NOT NULL,
  commit_sha    TEXT,
  approved_at   INTEGER,
  build_millis  INTEGER,
  build_passed  INTEGER,
  vcpus         INTEGER,
  body          TEXT    NOT NULL
);

-- One job at a time per volume, whatever the code believes.
CREATE UNIQUE INDEX one_turn_per_volume ON job (volume) WHERE holds_volume = 1;
CREATE INDEX unfinished_jobs ON job (number) WHERE ended_at IS NULL;
CREATE INDEX past_runs ON job (volume, profile, number) WHERE build_millis IS NOT NULL;

CREATE TABLE job_event (
  job       INTEGER NOT NULL REFERENCES job (number),
  sequence  INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  body      TEXT    NOT NULL,
  PRIMARY KEY (job, sequence)
);

CREATE TABLE event_cursor (
  reader    TEXT    NOT NULL,
  job       INTEGER NOT NULL,
  done      INTEGER NOT NULL,
  underway  INTEGER NOT NULL,
  memory    TEXT    NOT NULL,
  PRIMARY KEY (reader, job)
);

CREATE TABLE boot_time (
  image   TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  millis  INTEGER NOT NULL
);
CREATE INDEX boot_time_of_image ON boot_time (image, at);

CREATE TABLE host_device (
  host    TEXT    NOT NULL,
  device  TEXT    NOT NULL,
  at      INTEGER NOT NULL
);
CREATE INDEX host_device_of_host ON host_device (host, at);
