-- A history in version 1. This file is never changed.
CREATE TABLE sessions (
  uuid TEXT NOT NULL PRIMARY KEY,
  routine_id TEXT NOT NULL,
  routine_name TEXT NOT NULL,
  started_utc TEXT NOT NULL,
  counts_for_date TEXT NOT NULL,
  planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
  ended_utc TEXT,
  completed INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1))
);
CREATE TABLE holds (
  session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  stretch_id TEXT NOT NULL,
  stretch_name TEXT NOT NULL,
  side TEXT CHECK (side IN ('left', 'right')),
  repetition INTEGER NOT NULL,
  round INTEGER NOT NULL,
  planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
  held_ms INTEGER NOT NULL CHECK (held_ms >= 0),
  ended_utc TEXT NOT NULL,
  PRIMARY KEY (session_uuid, position)
);
CREATE TABLE gaps (
  session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
  at_utc TEXT NOT NULL,
  gap_ms INTEGER NOT NULL CHECK (gap_ms >= 0)
);
CREATE INDEX gaps_of_session ON gaps (session_uuid);
CREATE INDEX sessions_by_start ON sessions (started_utc);
INSERT INTO sessions VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', 'post-walk', 'After your walk',
   '2026-02-28T01:30:00.000+00:00', '2026-02-27', 337000, '2026-02-28T01:35:37.250+00:00', 1),
  ('6f1c1f0e-0000-4000-8000-000000000002', 'evening', 'Evening',
   '2026-03-01T18:00:00.000+00:00', '2026-03-01', 120000, NULL, 0);
INSERT INTO holds VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', 1, 'knee-hug', 'Knee hug', NULL, 1, 1, 25000, 25000,
   '2026-02-28T01:30:40.000+00:00'),
  ('6f1c1f0e-0000-4000-8000-000000000001', 2, 'spinal-twist', 'Spinal twist', 'left', 1, 1, 30000,
   12345, '2026-02-28T01:31:30.500+00:00');
INSERT INTO gaps VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', '2026-02-28T01:31:00.000+00:00', 61000);
PRAGMA application_id = 1400140372;
PRAGMA user_version = 1;
