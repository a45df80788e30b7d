# shellcheck shell=bash
# shellcheck disable=SC2030,SC2031,SC2034 # each test has a shell of its own; used in world.sh
# Progress of builds, and their logs.
source ./build-world.sh

counts() {
  local job=$HOME_ON_VOLUME/jobs/20 build=$HOME_ON_VOLUME/slots/9
  as_ann mkdir -p "$job" "$build"
  printf '%s\n' 20 1 no-such-unit "$job" "$build" >"$SOJOURN_RUN/builds/20-1"
  printf '[1/9] Building\n-- Testing: 300 tests, 4 workers --\nTesting:  0.. 10.. 20' >"$job/build.log"
  echo "build $(($(date +%s) - 30))" >"$job/phase"
  progress
  build_of 20 '.done == 60 and .total == 300 and .eta_s >= 119 and .eta_s <= 125'
  printf '\nTesting: 0  2  4  6  8  10 ' >>"$job/build.log" # as Debian's lit has it
  progress
  build_of 20 '.done == 30 and .total == 300'
  printf '\nPASS: a (1 of 300)\nFAIL: b "quoted\\" (150 of 300)\n' >>"$job/build.log"
  progress
  build_of 20 '.done == 150 and .total == 300'
  printf '[10/20] Linking CXX executable "bin/%0200d"\n' 7 >>"$job/build.log"
  # The former build took 1 s for each of 15 outputs and 20 s for each of 5 links; so far 10 s of work came in 30 s.
  { echo '# ninja log v5'; for i in {1..15}; do printf '0\t1000\t0\to%d\tx\n' "$i"; done
    for i in {1..5}; do printf '0\t20000\t0\tlink%d\tx\n' "$i"; done; } >"$job/ninja-log-before"
  { cat "$job/ninja-log-before"; for i in {1..10}; do printf '5\t1005\t0\to%d\tx\n' "$i"; done; } >"$build/.ninja_log"
  echo "build $(($(date +%s) - 30))" >"$job/phase" # and each second that the machine needs adds ten
  progress
  build_of 20 '.done == 10 and .total == 20 and (.what | length) == 80 and .eta_s >= 310 and .eta_s <= 350'
  echo '{"job":20,"attempt":1,"exit":0,"evil":' >"$job/status.json"
  progress
  build_of 20 '.status == null'
  rm "$SOJOURN_RUN/builds/20-1"
}

counts_of_tests() {
  local job=$HOME_ON_VOLUME/jobs/21
  as_ann mkdir -p "$job"
  printf '%s\n' 21 1 no-such-unit "$job" "$HOME_ON_VOLUME" >"$SOJOURN_RUN/builds/21-1"
  echo "test $(($(date +%s) - 10))" >"$job/phase"
  printf '%s\n' 'Sojourn: test target 1/2: check-one' '[0/9] Running tests' '-- Testing: 4 tests, 2 workers --' \
    'PASS: One :: a (1 of 4)' 'FAIL: One :: b (4 of 4)' '********************' >"$job/build.log"
  progress
  build_of 21 '.done == 4 and .total == 4 and .phase == "test" and .what == "Testing check-one, 1/2"'
  echo 'Sojourn: test target 2/2: check-two' >>"$job/build.log"
  progress
  build_of 21 '.done == 0 and .total == 0'
  echo '[3/9] Building CXX object two.o' >>"$job/build.log"
  progress
  build_of 21 '.done == 3 and .total == 9 and .what == "Building CXX object two.o"'
  echo '[1/104] Building CXX object one.o' >>"$job/build.log" # what one of 104 took says nothing of the others
  progress
  build_of 21 '.done == 1 and .total == 104 and .eta_s == null'
  printf '%s\n' '-- Testing: 3 of 300 tests, 2 workers --' 'XFAIL: Two :: a (1 of 3)' >>"$job/build.log"
  progress
  build_of 21 '.done == 1 and .total == 3 and .what == "Testing check-two, 2/2" and .eta_s >= 18 and .eta_s <= 26'
  { echo 'FAIL: Two :: b (2 of 3)'; head -c 70000 /dev/zero | tr '\0' '\n'; echo 'UNSUPPORTED: Two :: c (3 of 3)'; } >>"$job/build.log"
  progress
  build_of 21 '.done == 3 and .total == 3'
  rm "$SOJOURN_RUN/builds/21-1"
}

STATUS='{"job":22,"attempt":1,"exit":1,"phase":"test","started":1790000000,"ended":1790000009,"compiled":3,"error_b64":"eA==",
"error_line":7,"cause":"tests","tests":{"run":9,"failed":1,"names_b64":"eA=="},"disk_wait":12,"native":true,"distrusted":4}'

believed_status() {
  local job=$HOME_ON_VOLUME/jobs/22 status=${STATUS//$'\n'/} wrong
  as_ann mkdir -p "$job"
  printf '%s\n' 22 1 no-such-unit "$job" "$HOME_ON_VOLUME" >"$SOJOURN_RUN/builds/22-1"
  echo "$status" >"$job/status.json"
  progress
  build_of 22 ".status == $status"
  for wrong in 's/"exit":1/"exit":01/' 's/"tests"/"tets"/' 's/"cause":"tests"/"cause":"other"/' 's/eA==/e\\u0041/' 's/true/1/' \
    's/,"distrusted":4//' 's/}$/,"more":1}/' 's/"job":22/"job":23/' 's/"run":9/"run":-9/' 's/12/null,"disk_wait":"x"/' 's/$/ /'; do
    sed "$wrong" <<<"$status" >"$job/status.json"
    not cmp -s "$job/status.json" - <<<"$status"
    progress
    build_of 22 '.status == null'
  done
  echo "${status/\{\"run\"*\},\"disk_wait\":12/null,\"disk_wait\":null}" >"$job/status.json"
  progress
  build_of 22 '.status.tests == null and .status.disk_wait == null and .status.exit == 1'
  rm "$SOJOURN_RUN/builds/22-1"
}

crowded_progress() {
  local i status=${STATUS//$'\n'/} error
  # As long as a status can be: 1,500 bytes.
  error=$(head -c "$((1500 - ${#status} + 4))" /dev/zero | tr '\0' x)
  for i in 31 32; do
    as_ann mkdir -p "$HOME_ON_VOLUME/jobs/$i"
    printf '%s\n' "$i" 1 no-such-unit "$HOME_ON_VOLUME/jobs/$i" "$HOME_ON_VOLUME" >"$SOJOURN_RUN/builds/$i-1"
    sed -e "s/:22,/:$i,/" -e "s/eA==/$error/" <<<"$status" >"$HOME_ON_VOLUME/jobs/$i/status.json"
  done
  touch -d "+1 sec" "$SOJOURN_RUN/builds/31-1"
  echo 2026-11-23T10:00:00Z >"$SOJOURN_RUN/spot-notice"
  progress
  rm "$SOJOURN_RUN/spot-notice" "$SOJOURN_RUN/builds/"3[12]-1
  answered '.truncated and (.builds | length) == 1 and .builds[0].job == 31 and .spot_notice == "2026-11-23T10:00:00Z"'
  answered '.mem_available_mib > 0 and .load1 >= 0'
}

told_at_once() {
  local job=$HOME_ON_VOLUME/jobs/24 status=${STATUS//$'\n'/} start=$SECONDS
  status=${status/:22,/:24,}
  as_ann mkdir -p "$job"
  printf '%s\n' 24 1 no-such-unit "$job" "$HOME_ON_VOLUME" >"$SOJOURN_RUN/builds/24-1"
  operation progress OP=p WAIT_S=2
  build_of 24 '.status == null'
  ((SECONDS - start >= 1))
  (sleep 1 && echo "$status" >"$job/status.json") &
  start=$SECONDS
  operation progress OP=p WAIT_S=60
  build_of 24 ".status == $status"
  ((SECONDS - start < 30))
  rm "$SOJOURN_RUN/builds/24-1"
}

log_in_pieces() {
  local log=$HOME_ON_VOLUME/jobs/8/build.log offset=0 size=1
  as_ann mkdir -p "$HOME_ON_VOLUME/jobs/8"
  head -c 60000 /dev/urandom | base64 | as_ann tee -a "$log" >/dev/null
  : >"$WORLD/pieces"
  while ((offset < size)); do
    read_log "PATH=$log" "OFFSET=$offset" LIMIT=15000
    ((${#OUTPUT} < 23000))
    size=$(jq .gz_size <<<"$HEAD")
    [[ $(jq -c '[.ok, .offset, .size]' <<<"$HEAD") == "[true,$offset,$(stat -c %s "$log")]" ]]
    base64 -d <<<"${OUTPUT#*$'\n'}" >>"$WORLD/pieces"
    offset=$((offset + 15000))
  done
  gunzip <"$WORLD/pieces" | cmp - "$log"
  read_log "PATH=$MOUNT/../../etc/passwd"
  jq -e '.reason == "bad-value"' <<<"$HEAD"
  ln -s /etc/shadow "$HOME_ON_VOLUME/jobs/8/shadow"
  read_log "PATH=$HOME_ON_VOLUME/jobs/8/shadow"
  jq -e '.ok == false' <<<"$HEAD"
  read_log "PATH=$HOME_ON_VOLUME/jobs/99/build.log"
  jq -e '.reason == "no-log"' <<<"$HEAD"
}
read_log() {
  compose read-log "MOUNT=$MOUNT" OFFSET=0 LIMIT=16000 "$@" >"$WORLD/script"
  OUTPUT=$(bash "$WORLD/script")
  HEAD=${OUTPUT%%$'\n'*}
}

a_builder_has vol-0b1106
mkdir -p "$SOJOURN_RUN/builds"
it 'progress counts what ninja and lit count, and reckons the time left from the former build' counts
it 'several test targets are counted one after the other, even where the first line of lit is far back' counts_of_tests
it 'what a build writes as its status is believed only in its exact form' believed_status
it 'a question that stays for a while tells the end of a build when it comes' told_at_once
it 'progress of several builds stays within its limit' crowded_progress
it 'a log read in pieces is the log, and nothing else can be read' log_in_pieces
the_builder_lets_go
