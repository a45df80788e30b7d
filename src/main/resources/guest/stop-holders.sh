# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# with: holders
# Asks processes that hold the volume to end: by SIGTERM (shells by SIGHUP as well), never by more, and only those that were named and hold it still.
# Values: HOLDERS (lines PID START UID, as a list of holders names them), PATIENCE_S, RESTART (note the commands for the hook
# that runs when the volume is back). Host.
guard
lines HOLDERS
number PATIENCE_S 5
truth RESTART false
((PATIENCE_S <= 30)) || refuse bad-value "PATIENCE_S is more than 30"
NOTED=$STATE/volumes/$VOLUME/stopped
mapfile -t given < <(sort -u <<<"$HOLDERS")
for one in "${given[@]}"; do
  [[ $one =~ ^[1-9][0-9]{0,9}\ [0-9]{1,18}\ [0-9]{1,10}$ ]] || refuse bad-value "HOLDERS has a line that is not PID START UID"
done

# protected PID: the first process; this script and what started it; the agent, whose sessions are others' work.
protected() {
  local pid=$$
  (($1 > 1)) || return 0
  while ((pid > 1)); do
    ((pid != $1)) || return 0
    pid=$(awk '/^PPid:/ {print $2}' "/proc/$pid/status")
  done
  grep -qsE '^(amazon-ssm-agen|ssm-agent-worke|ssm-document-wo|ssm-session-wor)' "/proc/$1/comm"
}

# holding LINE…: those of the given lines whose process is among the holders last SEEN.
holding() {
  local pid start uid
  for one; do
    read -r pid start uid <<<"$one"
    if [[ $'\n'$SEEN == *$'\n'"$pid "* && $(start_of "$pid") == "$start" ]]; then echo "$one"; fi
  done
}

# command_of PID: its command line in one line, quoted as a shell reads it; control characters become "?".
command_of() {
  local word line=''
  while IFS= read -r -d '' word; do
    word=${word//[[:cntrl:]]/?}
    word=${word//$'\xc2'[$'\x80'-$'\x9f']/?}
    [[ $word =~ ^[A-Za-z0-9_./:,@%+=-]+$ ]] || word="'${word//\'/\'\\\'\'}'"
    line+="${line:+ }$word"
  done <"/proc/$1/cmdline"
  # A command that was cut would be another one.
  ((${#line} <= 4096)) && printf '%s' "$line"
}

# note LINE…: before they are asked to end, so that a crash loses none; whoever did not end is left out when it is read.
note() {
  local pid start uid command
  {
    cat "$NOTED" 2>/dev/null || true
    for one; do
      read -r pid start uid <<<"$one"
      if command=$(command_of "$pid" 2>/dev/null) && [[ -n $command ]]; then echo "$pid $start $uid $command"; fi
    done
  } | awk '!seen[$1, $2]++' | tail -n 100 | write_durably "$NOTED" 600
}

# ask_to_end PID UID: with no more rights than the person has whose process it is said to be. An interactive shell ignores
# SIGTERM; SIGHUP tells it what a closed terminal would, as systemd does too:
# https://www.freedesktop.org/software/systemd/man/latest/systemd.kill.html#SendSIGHUP=
ask_to_end() {
  local as=(setpriv --reuid "$2" --clear-groups) signals='TERM'
  (($2 != EUID)) || as=()
  ! grep -qsxE '(ba|da|k|tc|z|c|fi)?sh' "/proc/$1/comm" || signals='TERM HUP'
  # shellcheck disable=SC2016 # for the inner bash
  "${as[@]}" bash -c 'for signal in $2; do kill -s "$signal" "$1" || exit; done' bash "$1" "$signals" 2>/dev/null ||
    true # it may have ended by itself
}

all_ended() {
  for one; do
    read -r pid start uid <<<"$one"
    [[ $(start_of "$pid") != "$start" ]] || return 1
  done
}

numbers=$(mounted_numbers)
[[ -n $numbers ]] || answer '"stopped":0' '"left":0' "$(holder_members '')" # nothing to hold
if ! device_of_volume || [[ $numbers != "$NUMBERS" ]]; then
  refuse wrong-volume "$MOUNT is mounted from device $numbers, which is not $VOLUME"
fi

targets=()
SEEN=$(holders_once "$NUMBERS")
while read -r pid start uid; do
  [[ -n $pid ]] || continue # none
  if [[ $(uid_of "$pid") == "$uid" ]] && ! protected "$pid"; then targets+=("$pid $start $uid"); fi
done <<<"$(holding "${given[@]}")"
if [[ $RESTART == true ]] && ((${#targets[@]} > 0)); then note "${targets[@]}"; fi
for one in "${targets[@]}"; do
  read -r pid start uid <<<"$one"
  [[ $(start_of "$pid") != "$start" ]] || ask_to_end "$pid" "$uid"
done
for ((waited = 0; waited < PATIENCE_S * 10; waited++)); do
  ! all_ended "${targets[@]}" || break
  sleep 0.1
done
SEEN=$(holders_once "$NUMBERS")
mapfile -t left < <(holding "${given[@]}")
mapfile -t stayed < <(holding "${targets[@]}")
answer "\"stopped\":$((${#targets[@]} - ${#stayed[@]}))" "\"left\":${#left[@]}" "$(holder_members "$SEEN")"
