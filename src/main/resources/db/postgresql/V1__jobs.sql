-- Jobs, their events, how far each reader of events has come, and which process leads.
-- The body is the whole job as JSON; the columns beside it are what queries and guards need.

CREATE TABLE job (
  number        BIGINT PRIMARY KEY,
  version       BIGINT NOT NULL,
  state         TEXT   NOT NULL,
  volume        TEXT   NOT NULL,
  profile       TEXT   NOT NULL,
  holds_volume  BIGINT NOT NULL,
  epoch         BIGINT NOT NULL,
  created_at    BIGINT NOT NULL, -- milliseconds since 1970, as all times here
  queued_at     BIGINT NOT NULL,
  ended_at      BIGINT,
  plan_digest   TEXT   NOT NULL,
  commit_sha    TEXT,
  approved_at   BIGINT,
  build_millis  BIGINT,
  build_passed  BIGINT,
  vcpus         BIGINT,
  body          TEXT   NOT NULL
);

-- One job at a time per volume, whatever the code believes.
CREATE UNIQUE INDEX one_turn_per_volume ON job (volume) WHERE holds_volume = 1;
CREATE INDEX unfinished_jobs ON job (number) WHERE ended_at IS NULL;
CREATE INDEX past_runs ON job (volume, profile, number) WHERE build_millis IS NOT NULL;

CREATE TABLE job_event (
  job       BIGINT NOT NULL REFERENCES job (number),
  sequence  BIGINT NOT NULL,
  at        BIGINT NOT NULL,
  body      TEXT   NOT NULL,
  PRIMARY KEY (job, sequence)
);

CREATE TABLE event_cursor (
  reader    TEXT   NOT NULL,
  job       BIGINT NOT NULL,
  done      BIGINT NOT NULL,
  underway  BIGINT NOT NULL,
  memory    TEXT   NOT NULL,
  PRIMARY KEY (reader, job)
);

CREATE TABLE boot_time (
  image   TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  millis  BIGINT NOT NULL
);
CREATE INDEX boot_time_of_image ON boot_time (image, at);

CREATE TABLE host_device (
  host    TEXT   NOT NULL,
  device  TEXT   NOT NULL,
  at      BIGINT NOT NULL
);
CREATE INDEX host_device_of_host ON host_device (host, at);

-- The one row of the lease: until then, by this database's clock, its holder alone drives jobs and posts.
CREATE TABLE leader (
  id      SMALLINT PRIMARY KEY CHECK (id = 1),
  holder  TEXT     NOT NULL,
  term    BIGINT   NOT NULL,
  until   TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO leader (id, holder, term, until) VALUES (1, 'nobody', 0, 'epoch');
