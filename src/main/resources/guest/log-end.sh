# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Hands out the end of a job's log: line 1 {"ok":true,"size":…}, line 2 base64. Host or builder; changes nothing.
# Values: PATH (the log), MOUNT, BYTES (of the log's end).
matching MOUNT '(/[A-Za-z0-9._-]+)+'
matching STATE_DIR_NAME '[A-Za-z0-9_-]+' sojourn
matching PATH '(/[A-Za-z0-9._-]+)+' '' LOG
number BYTES 6000
((BYTES <= 16000)) || BYTES=16000 # 21,334 characters: the agent cuts at 24,000

jobs=$MOUNT/$STATE_DIR_NAME/jobs
[[ $LOG == "$jobs"/* && $LOG/ != */../* ]] || refuse bad-value "$LOG is not below $jobs"
[[ -d $jobs ]] || refuse no-log "$jobs is not there: is the volume mounted?"
read -r OWNER GROUP < <(stat -c '%u %g' "$jobs")
OWNER_HOME=/

# As the owner, who cannot lead us by a link to what they may not read themselves.
size=$(as_owner stat -Lc %s "$LOG" 2>&1) || refuse no-log "$LOG cannot be read: $size"
printf '{"ok":true,"size":%d}\n' "$size"
as_owner tail -c "$BYTES" "$LOG" | base64 -w 0
echo
