-- When people are not to be called, in minutes of the day where they live.

CREATE TABLE quiet_hours (
  person       TEXT    NOT NULL PRIMARY KEY,
  from_minute  INTEGER NOT NULL,
  until_minute INTEGER NOT NULL,
  zone         TEXT    NOT NULL
);
