-- A history in version 2. This file is never changed.
CREATE TABLE sessions (
  uuid TEXT NOT NULL PRIMARY KEY,
  routine_id TEXT NOT NULL,
  routine_name TEXT NOT NULL,
  started_utc TEXT NOT NULL,
  counts_for_date TEXT NOT NULL,
  planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
  ended_utc TEXT,
  completed INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1)),
  routine_digest TEXT NOT NULL DEFAULT '',
  started_offset_s INTEGER,
  ended_offset_s INTEGER,
  last_seen_utc TEXT,
  as_run TEXT,
  next_stretch_id TEXT,
  next_side TEXT CHECK (next_side IN ('left', 'right')),
  next_round INTEGER,
  continues_uuid TEXT,
  by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
  pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
  pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
  note TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1
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
  planned_repetitions INTEGER CHECK (planned_repetitions >= 0),
  done_repetitions INTEGER CHECK (done_repetitions >= 0),
  PRIMARY KEY (session_uuid, position)
);
CREATE TABLE gaps (
  session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
  at_utc TEXT NOT NULL,
  gap_ms INTEGER NOT NULL CHECK (gap_ms >= 0)
);
CREATE INDEX gaps_of_session ON gaps (session_uuid);
CREATE INDEX sessions_by_start ON sessions (started_utc);
CREATE TABLE pauses (
  session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at_utc TEXT NOT NULL,
  paused_ms INTEGER CHECK (paused_ms >= 0),
  PRIMARY KEY (session_uuid, position)
);
CREATE TABLE walks (
  uuid TEXT NOT NULL PRIMARY KEY,
  counts_for_date TEXT NOT NULL,
  started_utc TEXT,
  ended_utc TEXT,
  offset_s INTEGER,
  walked_ms INTEGER CHECK (walked_ms >= 0),
  pain INTEGER CHECK (pain BETWEEN 0 AND 10),
  note TEXT NOT NULL DEFAULT '',
  session_uuid TEXT,
  revision INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE deleted (
  uuid TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL
);
CREATE INDEX sessions_by_date ON sessions (counts_for_date);
CREATE INDEX walks_by_date ON walks (counts_for_date);
INSERT INTO sessions VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', 'post-walk', 'After your walk',
   '2026-02-28T01:30:00.000+00:00', '2026-02-27', 337000, '2026-02-28T01:35:37.250+00:00', 1,
   '0123456789abcdef', 3600, 3600, '2026-02-28T01:35:37.250+00:00', NULL, NULL, NULL, NULL, NULL,
   0, 5, 3, 'stiff today', 2),
  ('6f1c1f0e-0000-4000-8000-000000000002', 'evening', 'Evening',
   '2026-03-01T18:00:00.000+00:00', '2026-03-01', 120000, NULL, 0,
   'fedcba9876543210', -18000, NULL, '2026-03-01T18:00:30.000+00:00', '{}', 'spinal-twist',
   'right', 1, '6f1c1f0e-0000-4000-8000-000000000001', 0, NULL, NULL, '', 1);
INSERT INTO holds VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', 1, 'knee-hug', 'Knee hug', NULL, 1, 1, 25000, 25000,
   '2026-02-28T01:30:40.000+00:00', NULL, NULL),
  ('6f1c1f0e-0000-4000-8000-000000000001', 2, 'bridge', 'Bridge', 'left', 1, 1, 30000,
   12345, '2026-02-28T01:31:30.500+00:00', 10, 8);
INSERT INTO pauses VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', 1, '2026-02-28T01:31:00.000+00:00', 5000),
  ('6f1c1f0e-0000-4000-8000-000000000002', 1, '2026-03-01T18:00:30.000+00:00', NULL);
INSERT INTO gaps VALUES
  ('6f1c1f0e-0000-4000-8000-000000000001', '2026-02-28T01:31:00.000+00:00', 61000);
INSERT INTO walks VALUES
  ('6f1c1f0e-0000-4000-8000-000000000003', '2026-02-27', '2026-02-28T00:45:00.000+00:00',
   '2026-02-28T01:25:00.000+00:00', 3600, 2400000, 4, 'along the river',
   '6f1c1f0e-0000-4000-8000-000000000001', 1),
  ('6f1c1f0e-0000-4000-8000-000000000004', '2026-03-01', '2026-03-01T17:00:00.000+00:00', NULL,
   -18000, NULL, NULL, '', NULL, 1);
INSERT INTO deleted VALUES ('6f1c1f0e-0000-4000-8000-000000000005', 3);
PRAGMA application_id = 1400140372;
PRAGMA user_version = 2;
