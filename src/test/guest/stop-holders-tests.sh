# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Asking holders to end: those that were named, while they hold the volume, and nobody else.
source ./volumes.sh

stop_holders() { guarded stop-holders PATIENCE_S=1 "$@"; }

asleep() {
  fresh_volume
  local first second
  in_tree sleep 100
  first=$HOLDER
  in_tree "${BY_ANN[@]}" sleep 200
  second=$HOLDER
  in_tree sleep 300
  host_unmount
  refused held
  # What the bot sends is what it was told.
  stop_holders "HOLDERS=$(jq -r ".holders[] | select(.pid != $HOLDER) | \"\(.pid) \(.start) \(.uid)\"" <<<"$ANSWER")"
  answered ".ok and .stopped == 2 and .left == 0 and .holder_count == 1 and .holders[0].pid == $HOLDER"
  not lives "$first"
  not lives "$second"
  lives "$HOLDER"
  stop_holders PATIENCE_S=5 "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 1 and .holders == [] and .holder_count == 0'
  host_unmount
  answered .ok
}

left_alone() {
  fresh_volume
  local pid start uid
  in_tree sleep 100
  read -r pid start uid <<<"$(line_of "$HOLDER")"
  stop_holders "HOLDERS=$pid $((start - 1)) $uid"
  answered '.ok and .stopped == 0 and .left == 0 and .holder_count == 1' # that process ended long ago
  stop_holders "HOLDERS=$pid $start 1000"
  answered '.ok and .stopped == 0 and .left == 1'
  lives "$pid"
  kill "$pid"
  in_tree "${BY_ANN[@]}" sleep 100
  read -r pid start uid <<<"$(line_of "$HOLDER")"
  stop_holders "HOLDERS=$pid $start 0"
  answered '.ok and .stopped == 0 and .left == 1'
  lives "$pid"
  kill "$pid"
  holder sleep 100 # elsewhere
  stop_holders "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 0 and .left == 0 and .holders == []'
  lives "$HOLDER"
}

ignoring() {
  fresh_volume
  (cd "$MOUNT" && trap '' TERM && exec sleep 100) & HOLDER=$!
  eventually named "$HOLDER" sleep
  stop_holders "HOLDERS=$(line_of "$HOLDER")"
  answered ".ok and .stopped == 0 and .left == 1 and .holders[0].pid == $HOLDER"
  lives "$HOLDER"
}

first_process() {
  fresh_volume
  compose stop-holders OP=first "NOT_AFTER=$(($(date +%s) + 60))" EPOCH=1 "VOLUME=$VOLUME" "MOUNT=$MOUNT" PATIENCE_S=1 |
    sed '2i export SOJOURN_HOLDERS_B64=$(printf "1 %s 0\\n" "$START" | base64 -w 0)' >"$WORLD/script"
  # The first process of these process numbers holds the volume, and would hear the signal.
  ANSWER=$(unshare --pid --fork --mount-proc bash -c 'cd "$MOUNT" && trap "touch $WORLD/asked" TERM || exit
    export START=$(sed "s/.*) //" /proc/1/stat | cut -d " " -f 20)
    bash "$WORLD/script"
    true')
  answered ".ok and .stopped == 0 and .left == 1 and .holders[0].pid == 1"
  [[ ! -e $WORLD/asked ]]
}

agent() {
  fresh_volume
  cp "$(command -v sleep)" "$WORLD/amazon-ssm-agent"
  in_tree "$WORLD/amazon-ssm-agent" 100
  stop_holders "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 0 and .left == 1'
  lives "$HOLDER"
  kill "$HOLDER"
  HOLDER=$BASHPID # by whom the script is started
  trap 'touch "$WORLD/asked"' TERM
  cd "$MOUNT" || return
  stop_holders "HOLDERS=$(line_of "$HOLDER")"
  answered ".ok and .stopped == 0 and .left == 1 and any(.holders[]; .pid == $HOLDER)"
  [[ ! -e $WORLD/asked ]]
}

repeated() {
  fresh_volume
  local values=("NOT_AFTER=$(($(date +%s) + 60))" EPOCH=5 "VOLUME=$VOLUME" "MOUNT=$MOUNT") first
  in_tree sleep 100
  operation stop-holders OP=once "${values[@]}" "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 1'
  first=$ANSWER
  in_tree sleep 200
  operation stop-holders OP=once "${values[@]}" "HOLDERS=$(line_of "$HOLDER")"
  [[ $ANSWER == "$first" ]]
  EPOCH=4 stop_holders "HOLDERS=$(line_of "$HOLDER")"
  refused older-epoch
  lives "$HOLDER"
}

odd_values() {
  fresh_volume
  local odd
  in_tree sleep 100
  for odd in '' '1' "$HOLDER" '-1 1 0' '0 1 0' '1 2 3 4' '$(touch x) 1 0' "$(line_of "$HOLDER")"$'\nall'; do
    stop_holders "HOLDERS=$odd"
    refused bad-value
  done
  lives "$HOLDER"
  umount -l "$MOUNT"
  stop_holders "HOLDERS=$(line_of "$HOLDER")"
  answered '.ok and .stopped == 0 and .left == 0' # nothing is mounted
  attach "vol-0a$BASHPID"
  mount "$LOOP" "$MOUNT"
  stop_holders VOLUME=vol-0404 "HOLDERS=$(line_of "$HOLDER")"
  refused wrong-volume
  lives "$HOLDER"
}

noted() {
  fresh_volume
  local file=$SOJOURN_STATE/volumes/$VOLUME/stopped line words
  in_tree sleep 100
  stop_holders "HOLDERS=$(line_of "$HOLDER")" RESTART=false
  answered '.stopped == 1'
  [[ ! -e $file ]]
  mkfifo -m 666 "$WORLD/silence"
  in_tree "${BY_ANN[@]}" bash -c 'read -r _ <>"$0"' "$WORLD/silence" $'two\nlines\e]0;' "it's \$(touch $WORLD/x)" '' --plain=/a/b
  line=$(line_of "$HOLDER")
  stop_holders "HOLDERS=$line" RESTART=true
  answered '.stopped == 1'
  [[ $(stat -c %a "$file") == 600 ]]
  line+=" bash -c 'read -r _ <>\"\$0\"' $WORLD/silence 'two?lines?]0;' 'it'\\''s \$(touch $WORLD/x)' '' --plain=/a/b"
  [[ $(<"$file") == "$line" ]]
  read -r _ _ _ words <"$file"
  eval "set -- $words" # as a hook may
  [[ $# == 8 && $6 == "it's \$(touch $WORLD/x)" && $7 == '' && ! -e $WORLD/x ]]
  rm -rf "$SOJOURN_RUN" "$WORLD/silence" # the host is started again
  in_tree sleep 300
  line+=$'\n'"$(line_of "$HOLDER") sleep 300"
  stop_holders "HOLDERS=$(line_of "$HOLDER")" RESTART=true
  [[ $(<"$file") == "$line" ]]
}

in_a_shell() { shell=$(fuser -m "$MOUNT" 2>/dev/null | tr -d ' ') && grep -qx bash "/proc/$shell/comm"; }

interactive_shell() {
  fresh_volume
  local shell=''
  mkfifo "$WORLD/typed"
  script -qec "cd $MOUNT && exec bash --norc -i" /dev/null <"$WORLD/typed" >/dev/null 2>&1 &
  exec 7>"$WORLD/typed"
  eventually in_a_shell
  kill -TERM "$shell"
  lives "$shell" # or this test would show nothing
  stop_holders PATIENCE_S=5 "HOLDERS=$(line_of "$shell")"
  answered '.ok and .stopped == 1 and .left == 0'
  host_unmount
  answered .ok
}

it 'processes in the tree are ended by SIGTERM, the others there are not' asleep
it 'a process with another start time or owner, or one that has left, is left alone' left_alone
it 'a process that ignores SIGTERM is left, and is never killed' ignoring
it 'an interactive shell, which ignores SIGTERM, is told that its terminal is gone' interactive_shell
it 'the first process is never asked to end' first_process
it 'the agent is never asked to end, nor what started the script' agent
it 'a repeat gets the first answer and ends nobody; neither does an earlier epoch' repeated
it 'lines of another form are refused; where the volume is not mounted nobody is asked' odd_values
it 'what is to be started again is noted as one harmless line, over a restart of the host' noted
