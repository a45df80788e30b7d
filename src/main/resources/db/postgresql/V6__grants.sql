-- Yeses given ahead: builds on a volume with these types need no other one until then, up to an amount.

CREATE TABLE approval_ahead (
  job           BIGINT PRIMARY KEY REFERENCES job (number), -- at whose request it was given
  approver      TEXT    NOT NULL,
  volume        TEXT    NOT NULL,
  types         TEXT    NOT NULL, -- with spaces between
  limit_micros  BIGINT  NOT NULL, -- millionths of a US dollar
  left_micros   BIGINT  NOT NULL,
  until         BIGINT  NOT NULL
);
CREATE INDEX approval_ahead_until ON approval_ahead (until);
