CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
-- end
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
-- end
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
-- end
CREATE UNIQUE INDEX one_turn_per_volume ON job (volume) WHERE holds_volume = 1;
-- end
CREATE INDEX unfinished_jobs ON job (number) WHERE ended_at IS NULL;
-- end
CREATE INDEX past_runs ON job (volume, profile, number) WHERE build_millis IS NOT NULL;
-- end
CREATE TABLE job_event (
  job       INTEGER NOT NULL REFERENCES job (number),
  sequence  INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  body      TEXT    NOT NULL,
  PRIMARY KEY (job, sequence)
);
-- end
CREATE TABLE event_cursor (
  reader    TEXT    NOT NULL,
  job       INTEGER NOT NULL,
  done      INTEGER NOT NULL,
  underway  INTEGER NOT NULL,
  memory    TEXT    NOT NULL,
  PRIMARY KEY (reader, job)
);
-- end
CREATE TABLE boot_time (
  image   TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  millis  INTEGER NOT NULL
);
-- end
CREATE INDEX boot_time_of_image ON boot_time (image, at);
-- end
CREATE TABLE host_device (
  host    TEXT    NOT NULL,
  device  TEXT    NOT NULL,
  at      INTEGER NOT NULL
);
-- end
CREATE INDEX host_device_of_host ON host_device (host, at);
-- end
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
-- end
CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
-- end
CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
-- end
CREATE TABLE accepted (
  key            TEXT    PRIMARY KEY,
  at             INTEGER NOT NULL,
  body           TEXT    NOT NULL,
  claimed_until  INTEGER NOT NULL,
  tries          INTEGER NOT NULL,
  done_at        INTEGER
);
-- end
CREATE INDEX accepted_open ON accepted (claimed_until) WHERE done_at IS NULL;
-- end
CREATE INDEX accepted_done ON accepted (done_at) WHERE done_at IS NOT NULL;
-- end
CREATE TABLE watcher (
  job     INTEGER NOT NULL REFERENCES job (number),
  person  TEXT    NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (job, person)
);
-- end
CREATE TABLE past_job (
  number           INTEGER PRIMARY KEY REFERENCES job (number),
  ended_at         INTEGER NOT NULL, -- milliseconds since 1970
  month            TEXT    NOT NULL, -- 2026-11, by UTC
  volume           TEXT    NOT NULL,
  profile          TEXT    NOT NULL,
  requester        TEXT    NOT NULL,
  channel          TEXT    NOT NULL,
  ref              TEXT    NOT NULL,
  outcome          TEXT    NOT NULL,
  machine          TEXT    NOT NULL,
  cost_micros      INTEGER,
  low_micros       INTEGER,
  high_micros      INTEGER,
  expected_millis  INTEGER NOT NULL,
  build_millis     INTEGER,
  busy_millis      INTEGER NOT NULL,
  away_millis      INTEGER NOT NULL,
  clean            INTEGER NOT NULL,
  compiled         INTEGER NOT NULL,
  steps            TEXT    NOT NULL
);
-- end
CREATE INDEX past_job_of_profile ON past_job (profile, number);
-- end
CREATE INDEX past_job_sums ON past_job (profile, requester, channel, month, outcome, clean, cost_micros, high_micros,
  busy_millis, build_millis);
-- end
CREATE INDEX ended_jobs ON job (number) WHERE ended_at IS NOT NULL;
-- end
INSERT INTO job VALUES (1, 3, 'SUCCEEDED', 'vol-0123456789abcdef0', 'llvm', 0, 0, 1767607200123, 1767607200123, 1767608100123, 'e781b91da872d244', '0123456789abcdef0123456789abcdef01234567', NULL, 61500, 1, 16, '{"number":1,"version":3,"state":"SUCCEEDED","step":"PREFLIGHT","request":{"requester":"U0ANN","channel":"C1","options":{"ref":"main","volume":null,"profile":null,"type":null,"market":null,"targets":[],"cap":null,"slot":null,"clearSlot":null,"failedTestsOf":null,"clean":false,"dryRun":false},"plan":{"volume":{"id":"vol-0123456789abcdef0","name":"ann","host":"i-0123456789abcdef0","mount":"/mnt/llvm","source":"/mnt/llvm/llvm-project","owners":["U0ANN"],"profiles":["llvm"],"people":{"ann":"U0ANN"},"restartable":["clangd"],"allowRootOwner":false},"profile":{"name":"llvm","builder":{"image":"ami-0123456789abcdef0","subnet":"subnet-0123456789abcdef0","securityGroup":"sg-0123456789abcdef0","instanceProfile":"builder","rootDiskGib":30,"rootDiskPerGibMonth":80000},"recipe":{"kind":"CMake","source":"llvm","options":["-DCMAKE_BUILD_TYPE=Release"],"keepGoing":1,"linkMemoryMib":0,"ccacheMib":0},"targets":["clang"],"types":["c7i.4xlarge"],"market":"ON_DEMAND","firstExpectedMinutes":30,"needMib":40000,"slots":2,"newSlotFrom":500,"submodules":false,"cap":null,"approval":{"fromVcpus":32,"fromUsd":3000000,"fromUsdPerHour":10000000}},"targets":["clang"],"ladder":[{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000}],"estimate":{"expected":"PT30M","longest":"PT45M","low":197254,"high":555898,"history":0,"priced":true},"cap":5000000,"slot":null,"clean":false},"approvalReasons":[],"ahead":null,"smaller":null},"createdAt":"2026-01-05T10:00:00.123Z","queuedAt":"2026-01-05T10:00:00.123Z","stepSince":"2026-01-05T10:00:00.123Z","commit":{"sha":"0123456789abcdef0123456789abcdef01234567","subject":"A change"},"tree":null,"approval":null,"approvalExpires":null,"attempts":[{"number":1,"rung":0,"offer":{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000},"clientToken":"token-1","askedAt":"2026-01-05T10:00:00.123Z","instance":null,"refusal":null,"life":{"launched":null,"running":null,"online":null,"ended":null}}],"passage":{"epoch":0,"operations":0,"operation":null,"lastAct":null,"names":{"current":null,"spent":[],"departures":[]},"unclean":false,"guestClock":0,"trouble":null},"buildStartedAt":null,"build":{"exit":0,"phase":"build","took":"PT1M1.5S","compiled":1234,"cause":"COMPILE","firstError":"","tests":{"run":17,"failed":1,"names":["ledger :: csv_test"]},"diskWait":18,"tuned":false,"distrusted":0,"log":"/log","buildFolder":"/build"},"homeward":null,"cancelAskedBy":null,"problem":null,"alarm":null,"hostLost":false,"slot":null,"hold":null,"capacitySince":null,"endedAt":"2026-01-05T10:15:00.123Z"}');
-- end
INSERT INTO job VALUES (2, 1, 'OUTBOUND', 'vol-0123456789abcdef0', 'llvm', 1, 3, 1767607200123, 1767607200123, NULL, 'e781b91da872d244', '0123456789abcdef0123456789abcdef01234567', 1767607200123, 61500, 1, 16, '{"number":2,"version":1,"state":"OUTBOUND","step":"RUN_BUILD","request":{"requester":"U0ANN","channel":"C1","options":{"ref":"feature/ünicode","volume":"ann","profile":"llvm","type":"c7i.4xlarge","market":"SPOT","targets":["clang","check-llvm"],"cap":4200000,"slot":2,"clearSlot":null,"failedTestsOf":null,"clean":true,"dryRun":false},"plan":{"volume":{"id":"vol-0123456789abcdef0","name":"ann","host":"i-0123456789abcdef0","mount":"/mnt/llvm","source":"/mnt/llvm/llvm-project","owners":["U0ANN"],"profiles":["llvm"],"people":{"ann":"U0ANN"},"restartable":["clangd"],"allowRootOwner":false},"profile":{"name":"llvm","builder":{"image":"ami-0123456789abcdef0","subnet":"subnet-0123456789abcdef0","securityGroup":"sg-0123456789abcdef0","instanceProfile":"builder","rootDiskGib":30,"rootDiskPerGibMonth":80000},"recipe":{"kind":"CMake","source":"llvm","options":["-DCMAKE_BUILD_TYPE=Release"],"keepGoing":1,"linkMemoryMib":0,"ccacheMib":0},"targets":["clang"],"types":["c7i.4xlarge"],"market":"ON_DEMAND","firstExpectedMinutes":30,"needMib":40000,"slots":2,"newSlotFrom":500,"submodules":false,"cap":null,"approval":{"fromVcpus":32,"fromUsd":3000000,"fromUsdPerHour":10000000}},"targets":["clang"],"ladder":[{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000}],"estimate":{"expected":"PT30M","longest":"PT45M","low":197254,"high":555898,"history":0,"priced":true},"cap":5000000,"slot":null,"clean":false},"approvalReasons":["it is \"dear\"\n"],"ahead":{"grant":7,"by":"U0EVE"},"smaller":{"volume":{"id":"vol-0123456789abcdef0","name":"ann","host":"i-0123456789abcdef0","mount":"/mnt/llvm","source":"/mnt/llvm/llvm-project","owners":["U0ANN"],"profiles":["llvm"],"people":{"ann":"U0ANN"},"restartable":["clangd"],"allowRootOwner":false},"profile":{"name":"llvm","builder":{"image":"ami-0123456789abcdef0","subnet":"subnet-0123456789abcdef0","securityGroup":"sg-0123456789abcdef0","instanceProfile":"builder","rootDiskGib":30,"rootDiskPerGibMonth":80000},"recipe":{"kind":"CMake","source":"llvm","options":["-DCMAKE_BUILD_TYPE=Release"],"keepGoing":1,"linkMemoryMib":0,"ccacheMib":0},"targets":["clang"],"types":["c7i.4xlarge"],"market":"ON_DEMAND","firstExpectedMinutes":30,"needMib":40000,"slots":2,"newSlotFrom":500,"submodules":false,"cap":null,"approval":{"fromVcpus":32,"fromUsd":3000000,"fromUsdPerHour":10000000}},"targets":["clang"],"ladder":[{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000}],"estimate":{"expected":"PT30M","longest":"PT45M","low":197254,"high":555898,"history":0,"priced":true},"cap":5000000,"slot":null,"clean":false}},"createdAt":"2026-01-05T10:00:00.123Z","queuedAt":"2026-01-05T10:00:00.123Z","stepSince":"2026-01-05T10:00:00.123Z","commit":{"sha":"0123456789abcdef0123456789abcdef01234567","subject":"[clang] Fix ''it'' — \\ and \u0007"},"tree":{"owner":1000,"group":1000,"toolchain":"gcc 12","filesystemUuid":"u-1"},"approval":{"by":"U0EVE","at":"2026-01-05T10:00:00.123Z","planDigest":"e781b91da872d244","sha":"0123456789abcdef0123456789abcdef01234567"},"approvalExpires":"2026-01-05T14:00:00.123Z","attempts":[{"number":1,"rung":0,"offer":{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000},"clientToken":"token-1","askedAt":"2026-01-05T10:00:00.123Z","instance":"i-0b","refusal":"NO_CAPACITY","life":{"launched":"2026-01-05T10:00:01.123Z","running":"2026-01-05T10:00:10.123Z","online":"2026-01-05T10:00:40.123Z","ended":"2026-01-05T10:00:50.123Z"}}],"passage":{"epoch":3,"operations":1,"operation":null,"lastAct":null,"names":{"current":"/dev/sdf","spent":["/dev/sdf","/dev/sdg"],"departures":[{"instance":"i-0a","device":"/dev/sdg","at":"2026-01-05T10:00:00.123Z"}]},"unclean":true,"guestClock":-7,"trouble":null},"buildStartedAt":"2026-01-05T10:01:10.123Z","build":{"exit":0,"phase":"build","took":"PT1M1.5S","compiled":1234,"cause":"COMPILE","firstError":"","tests":{"run":17,"failed":1,"names":["ledger :: csv_test"]},"diskWait":18,"tuned":false,"distrusted":0,"log":"/log","buildFolder":"/build"},"homeward":{"reason":"CANCELLED","by":"U0ANN","words":"Cancelled.","remedy":null},"cancelAskedBy":"U0ANN","problem":"a problem","alarm":null,"hostLost":false,"slot":{"number":2,"fresh":false,"filesDiffer":212},"hold":{"since":"2026-01-05T10:00:00.123Z","holders":[{"pid":812,"start":77,"uid":1000,"user":"ann","command":"vim","how":"file","box":"docker"}],"count":3,"asked":[1000],"waitUntil":"2026-01-05T10:01:00.123Z","triedStopping":false,"stop":{"by":"U0ANN","targets":[{"pid":812,"start":77,"uid":1000,"user":"ann","command":"vim","how":"file","box":"docker"}]}},"capacitySince":"2026-01-05T10:00:00.123Z","endedAt":null}');
-- end
INSERT INTO job VALUES (3, 1, 'QUEUED', 'vol-0123456789abcdef0', 'llvm', 0, 0, 1767607200123, 1767607200123, NULL, 'e781b91da872d244', NULL, NULL, NULL, NULL, NULL, '{"number":3,"version":1,"state":"QUEUED","step":"PREFLIGHT","request":{"requester":"U0ANN","channel":"C1","options":{"ref":"main","volume":null,"profile":null,"type":null,"market":null,"targets":[],"cap":null,"slot":null,"clearSlot":null,"failedTestsOf":null,"clean":false,"dryRun":false},"plan":{"volume":{"id":"vol-0123456789abcdef0","name":"ann","host":"i-0123456789abcdef0","mount":"/mnt/llvm","source":"/mnt/llvm/llvm-project","owners":["U0ANN"],"profiles":["llvm"],"people":{"ann":"U0ANN"},"restartable":["clangd"],"allowRootOwner":false},"profile":{"name":"llvm","builder":{"image":"ami-0123456789abcdef0","subnet":"subnet-0123456789abcdef0","securityGroup":"sg-0123456789abcdef0","instanceProfile":"builder","rootDiskGib":30,"rootDiskPerGibMonth":80000},"recipe":{"kind":"CMake","source":"llvm","options":["-DCMAKE_BUILD_TYPE=Release"],"keepGoing":1,"linkMemoryMib":0,"ccacheMib":0},"targets":["clang"],"types":["c7i.4xlarge"],"market":"ON_DEMAND","firstExpectedMinutes":30,"needMib":40000,"slots":2,"newSlotFrom":500,"submodules":false,"cap":null,"approval":{"fromVcpus":32,"fromUsd":3000000,"fromUsdPerHour":10000000}},"targets":["clang"],"ladder":[{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000}],"estimate":{"expected":"PT30M","longest":"PT45M","low":197254,"high":555898,"history":0,"priced":true},"cap":5000000,"slot":null,"clean":false},"approvalReasons":[],"ahead":null,"smaller":null},"createdAt":"2026-01-05T10:00:00.123Z","queuedAt":"2026-01-05T10:00:00.123Z","stepSince":"2026-01-05T10:00:00.123Z","commit":null,"tree":null,"approval":null,"approvalExpires":null,"attempts":[],"passage":{"epoch":0,"operations":0,"operation":null,"lastAct":null,"names":{"current":null,"spent":[],"departures":[]},"unclean":false,"guestClock":0,"trouble":null},"buildStartedAt":null,"build":null,"homeward":null,"cancelAskedBy":null,"problem":null,"alarm":null,"hostLost":false,"slot":null,"hold":null,"capacitySince":null,"endedAt":null}');
-- end
INSERT INTO flyway_schema_history VALUES (1, '1', 'jobs', 'SQL', 'V1__jobs.sql', 3379364, '', '2026-11-25 13:50:09.705', 1, 1);
-- end
INSERT INTO flyway_schema_history VALUES (2, '2', 'scheduled tasks', 'SQL', 'V2__scheduled_tasks.sql', 1350999846, '', '2026-11-25 13:50:09.749', 0, 1);
-- end
INSERT INTO flyway_schema_history VALUES (3, '3', 'accepted', 'SQL', 'V3__accepted.sql', -1555492247, '', '2026-11-25 13:50:09.775', 0, 1);
-- end
INSERT INTO flyway_schema_history VALUES (4, '4', 'watchers', 'SQL', 'V4__watchers.sql', -1512435358, '', '2026-11-25 13:50:09.781', 0, 1);
-- end
INSERT INTO flyway_schema_history VALUES (5, '4.1', 'events are only added to', 'SQL', 'V4_1__events_are_only_added_to.sql', -1718065397, '', '2026-11-25 13:50:09.841', 4, 1);
-- end
INSERT INTO flyway_schema_history VALUES (6, '5', 'past jobs', 'SQL', 'V5__past_jobs.sql', 1722338757, '', '2026-11-25 13:50:09.853', 0, 1);
-- end
INSERT INTO job_event VALUES (1, 1, 1767607200123, '{"fact":{"fact":"Submitted","by":"U0ANN","ref":"main","again":null}}');
-- end
INSERT INTO job_event VALUES (2, 1, 1767607200123, '{"fact":{"fact":"Submitted","by":"U0ANN","ref":"main","again":null}}');
-- end
INSERT INTO job_event VALUES (2, 2, 1767607200123, '{"fact":{"fact":"Submitted","by":"U0ANN","ref":"main","again":7}}');
-- end
INSERT INTO job_event VALUES (2, 3, 1767607200123, '{"fact":{"fact":"Queued","position":2,"behind":41}}');
-- end
INSERT INTO job_event VALUES (2, 4, 1767607200123, '{"fact":{"fact":"CommitPinned","commit":{"sha":"0123456789abcdef0123456789abcdef01234567","subject":"A change"},"freeMib":50000}}');
-- end
INSERT INTO job_event VALUES (2, 5, 1767607200123, '{"fact":{"fact":"Refused","reason":"no such ref","advice":"try another"}}');
-- end
INSERT INTO job_event VALUES (2, 6, 1767607200123, '{"fact":{"fact":"ApprovalAsked","reasons":["64 vCPUs","dear"],"expires":"2026-01-05T10:00:05.123Z"}}');
-- end
INSERT INTO job_event VALUES (2, 7, 1767607200123, '{"fact":{"fact":"Approved","by":"U0EVE","carriedOver":true,"ahead":7,"from":null}}');
-- end
INSERT INTO job_event VALUES (2, 8, 1767607200123, '{"fact":{"fact":"ApprovedAhead","by":"U0EVE","types":["c7i.4xlarge","c7a.4xlarge"],"limit":20000000,"until":"2026-01-05T10:00:05.123Z"}}');
-- end
INSERT INTO job_event VALUES (2, 9, 1767607200123, '{"fact":{"fact":"Lowered","by":"U0ANN","first":{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000}}}');
-- end
INSERT INTO job_event VALUES (2, 10, 1767607200123, '{"fact":{"fact":"Denied","by":"U0EVE","reason":"too late","from":null}}');
-- end
INSERT INTO job_event VALUES (2, 11, 1767607200123, '{"fact":{"fact":"ApprovalExpired"}}');
-- end
INSERT INTO job_event VALUES (2, 12, 1767607200123, '{"fact":{"fact":"CancelAsked","by":"U0ANN","from":null}}');
-- end
INSERT INTO job_event VALUES (2, 13, 1767607200123, '{"fact":{"fact":"CancelAsked","by":"U0ANN","from":"C1"}}');
-- end
INSERT INTO job_event VALUES (2, 14, 1767607200123, '{"fact":{"fact":"StepStarted","step":"PREFLIGHT"}}');
-- end
INSERT INTO job_event VALUES (2, 15, 1767607200123, '{"fact":{"fact":"StepDone","step":"PREFLIGHT","took":"PT1.234S"}}');
-- end
INSERT INTO job_event VALUES (2, 16, 1767607200123, '{"fact":{"fact":"BuilderAsked","attempt":1,"rung":{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000}}}');
-- end
INSERT INTO job_event VALUES (2, 17, 1767607200123, '{"fact":{"fact":"BuilderRunning","attempt":1,"instance":"i-0b","rung":{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000},"took":"PT9S"}}');
-- end
INSERT INTO job_event VALUES (2, 18, 1767607200123, '{"fact":{"fact":"RungRefused","attempt":1,"rung":{"type":{"name":"c7i.4xlarge","vcpus":16,"memoryMib":32768,"architecture":"x86_64","spot":true,"hourly":714000},"market":"ON_DEMAND","hourly":714000},"code":"InsufficientInstanceCapacity","message":"none"}}');
-- end
INSERT INTO job_event VALUES (2, 19, 1767607200123, '{"fact":{"fact":"NoCapacity","nextTry":"2026-01-05T10:00:05.123Z","limit":"2026-01-05T10:30:05.123Z"}}');
-- end
INSERT INTO job_event VALUES (2, 20, 1767607200123, '{"fact":{"fact":"SlotChosen","slot":{"number":2,"fresh":true,"filesDiffer":null}}}');
-- end
INSERT INTO job_event VALUES (2, 21, 1767607200123, '{"fact":{"fact":"Warned","words":"-march=native"}}');
-- end
INSERT INTO job_event VALUES (2, 22, 1767607200123, '{"fact":{"fact":"HeldLonger","by":"U0ANN","until":"2026-01-05T10:00:05.123Z"}}');
-- end
INSERT INTO job_event VALUES (2, 23, 1767607200123, '{"fact":{"fact":"HoldersStopped","by":null,"targets":[{"pid":812,"start":77,"uid":1000,"user":"ann","command":"vim","how":"file","box":"docker"}],"left":1}}');
-- end
INSERT INTO job_event VALUES (2, 24, 1767607200123, '{"fact":{"fact":"HeldNoMore"}}');
-- end
INSERT INTO job_event VALUES (2, 25, 1767607200123, '{"fact":{"fact":"Held","holders":[{"pid":812,"start":77,"uid":1000,"user":"ann","command":"vim","how":"file","box":""}],"count":3}}');
-- end
INSERT INTO job_event VALUES (2, 26, 1767607200123, '{"fact":{"fact":"BuildStarted","attempt":1,"log":"/mnt/llvm/sojourn/jobs/1/build.log"}}');
-- end
INSERT INTO job_event VALUES (2, 27, 1767607200123, '{"fact":{"fact":"BuildEnded","result":{"exit":2,"phase":"build","took":"PT1M1.5S","compiled":1234,"cause":"COMPILE","firstError":"a.cpp:1: error","tests":{"run":17,"failed":1,"names":["ledger :: csv_test"]},"diskWait":18,"tuned":false,"distrusted":0,"log":"/log","buildFolder":"/build"}}}');
-- end
INSERT INTO job_event VALUES (2, 28, 1767607200123, '{"fact":{"fact":"BuilderLost","attempt":1,"why":"reclaimed"}}');
-- end
INSERT INTO job_event VALUES (2, 29, 1767607200123, '{"fact":{"fact":"TurnedHome","why":{"reason":"HELD","by":null,"words":"Somebody holds it.","remedy":null}}}');
-- end
INSERT INTO job_event VALUES (2, 30, 1767607200123, '{"fact":{"fact":"VolumeHome","mounted":false}}');
-- end
INSERT INTO job_event VALUES (2, 31, 1767607200123, '{"fact":{"fact":"BuilderGone","attempt":1,"instance":"i-0b","lived":"PT12M","cost":580000}}');
-- end
INSERT INTO job_event VALUES (2, 32, 1767607200123, '{"fact":{"fact":"AttentionNeeded","problem":"it hangs","advice":"look"}}');
-- end
INSERT INTO job_event VALUES (2, 33, 1767607200123, '{"fact":{"fact":"AttentionReminder","problem":"it hangs","since":"2026-01-05T10:00:05.123Z","next":"2026-01-05T11:00:05.123Z"}}');
-- end
INSERT INTO job_event VALUES (2, 34, 1767607200123, '{"fact":{"fact":"AttentionOver","by":null}}');
-- end
INSERT INTO job_event VALUES (2, 35, 1767607200123, '{"fact":{"fact":"AttentionOver","by":"U0ANN"}}');
-- end
INSERT INTO job_event VALUES (2, 36, 1767607200123, '{"fact":{"fact":"HostChosen","by":"U0ANN","host":"i-0123456789abcdef0"}}');
-- end
INSERT INTO job_event VALUES (2, 37, 1767607200123, '{"fact":{"fact":"Ended","outcome":"FAILED","cost":580000,"took":"PT15M","build":{"exit":2,"phase":"build","took":"PT1M1.5S","compiled":1234,"cause":"COMPILE","firstError":"a.cpp:1: error","tests":{"run":17,"failed":1,"names":["ledger :: csv_test"]},"diskWait":18,"tuned":false,"distrusted":0,"log":"/log","buildFolder":"/build"},"why":{"reason":"HELD","by":null,"words":"Somebody holds it.","remedy":null}}}');
-- end
INSERT INTO job_event VALUES (3, 1, 1767607200123, '{"fact":{"fact":"Submitted","by":"U0ANN","ref":"main","again":null}}');
-- end
INSERT INTO scheduled_tasks VALUES ('drive-job', '2', NULL, 1795614611072, 0, NULL, NULL, NULL, NULL, NULL, 1, NULL);
-- end
CREATE TRIGGER job_event_is_not_changed BEFORE UPDATE ON job_event
BEGIN
  SELECT RAISE(ABORT, 'events are never changed');
END;
-- end
CREATE TRIGGER job_event_is_not_deleted BEFORE DELETE ON job_event
BEGIN
  SELECT RAISE(ABORT, 'events are never deleted');
END;
-- end
