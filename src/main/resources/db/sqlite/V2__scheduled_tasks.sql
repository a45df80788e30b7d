-- db-scheduler's own table, as its documentation gives it for SQLite.
CREATE TABLE scheduled_tasks (
  task_name             TEXT    NOT NULL,
  task_instance         TEXT    NOT NULL,
  task_data             BLOB,
  execution_time        TIMESTAMP NOT NULL,
  picked                BOOLEAN NOT NULL,
  picked_by             TEXT,
  last_success          TIMESTAMP,
  last_failure          TIMESTAMP,
  consecutive_failures  INTEGER,
  last_heartbeat        TIMESTAMP,
  version               BIGINT  NOT NULL,
  priority              SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
