# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Hands out a piece of a job's log, compressed: line 1 {"ok":true,"size":…,"gz_size":…,"offset":…}, line 2 base64.
# All pieces together are one gzip file. Host or builder; changes nothing but the compressed copy beside the log.
# Values: PATH (the log), MOUNT, OFFSET and LIMIT (bytes of the compressed log).
matching MOUNT '(/[A-Za-z0-9._-]+)+'
matching STATE_DIR_NAME '[A-Za-z0-9_-]+' sojourn
matching PATH '(/[A-Za-z0-9._-]+)+' '' LOG
number OFFSET 0
number LIMIT 16000
((LIMIT <= 16000)) || LIMIT=16000 # 21,334 characters: the agent cuts at 24,000

jobs=$MOUNT/$STATE_DIR_NAME/jobs
[[ $LOG == "$jobs"/* && $LOG/ != */../* ]] || refuse bad-value "$LOG is not below $jobs"
[[ -d $jobs ]] || refuse no-log "$jobs is not there: is the volume mounted?"
read -r OWNER GROUP < <(stat -c '%u %g' "$jobs")
OWNER_HOME=/

# As the owner, who cannot lead us by a link to what they may not read themselves.
compress() {
  local new
  [[ $LOG.gz -nt $LOG ]] || {
    new=$(mktemp "$LOG.gz.XXXXXX") && gzip -nc "$LOG" >"$new" && mv -f "$new" "$LOG.gz"
  }
}
words=$(as_owner bash -c "LOG=\$1; $(declare -f compress); [[ -f \$LOG ]] && compress" bash "$LOG" 2>&1) ||
  refuse no-log "$LOG cannot be read: $words"
read -r size compressed < <(as_owner stat -c %s "$LOG" "$LOG.gz" | paste -d ' ' - -)
printf '{"ok":true,"size":%d,"gz_size":%d,"offset":%d}\n' "$size" "$compressed" "$OFFSET"
as_owner tail -c "+$((OFFSET + 1))" "$LOG.gz" | { head -c "$LIMIT" && cat >/dev/null; } | base64 -w 0
echo
