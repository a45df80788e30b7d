# shellcheck shell=bash disable=SC2034,SC2154 # used by, and set in, the other files
# The real scripts, as the bot sends them; now and then killed at any moment, and asked again until there is an answer.

declare -A STRUCK=() # of each kind of fault, how often it was really hit
declare -A TAKES=()  # of each script, how many milliseconds it took the last time
OPERATIONS=0
REFUSED=0

struck() { STRUCK[$1]=$((${STRUCK[$1]-0} + 1)); }

milliseconds() { echo $((${EPOCHREALTIME/./} / 1000)); }

# nap MILLISECONDS
nap() { sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"; }

# send MACHINE SCRIPT OP VALUE…: starts it; sets RUNNING, its process group.
send() {
  compose "$2" "OP=$3" "NOT_AFTER=$(($(date +%s) + 60))" "EPOCH=$EPOCH" "VOLUME=$VOLUME" "MOUNT=$MOUNT" "${@:4}" >"$DISKS/script"
  ANSWER=''
  setsid nsenter --target "${INIT[$1]}" --mount --pid env "WORLD=$DISKS/$1" "SOJOURN_STATE=$DISKS/$1/state" \
    "SOJOURN_RUN=$DISKS/$1/run" "PATH=$DISKS/bin:$HERE/stand-ins:$PATH" bash "$DISKS/script" \
    </dev/null >"$DISKS/answer" 2>"$DISKS/words" &
  RUNNING=$!
}

# outcome: waits for what was sent; fails where it was killed. Sets ANSWER.
outcome() {
  local code=0
  wait "$RUNNING" 2>/dev/null || code=$?
  ((code != 137)) || return 1
  ((code == 0)) || broken "a script ended with $code: $(<"$DISKS/words")"
  ANSWER=$(tail -n 1 "$DISKS/answer")
}

# strike SCRIPT: SIGKILL at any moment of the script, or, where a repair is expected, of fsck; to all that it has started, or
# only to itself, so that what it has started goes on alone.
strike() {
  local victim=-$RUNNING child
  if [[ $AIM == fsck ]]; then
    for _ in {1..300}; do [[ ! -s $DISKS/fsck ]] || break; sleep 0.01; done
    nap $((RANDOM % 30))
  else
    nap $((RANDOM % (${TAKES[$1]-300} + 20)))
  fi
  if ((RANDOM % 3 == 0)) && child=$(pgrep -P "$RUNNING"); then victim=$child; fi
  kill -KILL -- "$victim" 2>/dev/null || true
}

# ask MACHINE SCRIPT VALUE…
ask() {
  local op began kind=$2-on-${1%%-*} tries=0 doomed=false
  ((RANDOM % 3 > 0)) || doomed=true
  op=op-$((++OPERATIONS))
  while true; do
    : >"$DISKS/fsck"
    began=$(milliseconds)
    send "$1" "$2" "$op" "${@:3}"
    [[ $doomed == false ]] || strike "$kind"
    if outcome; then
      [[ $doomed == true ]] || TAKES[$kind]=$(($(milliseconds) - began))
      [[ $ANSWER != *'"ok":true'* ]] || return 0
      # Only what a killed script has left behind may be in the way, and not for long.
      ((tries > 0 && tries < 40)) || broken "$2 on $1: $ANSWER"
      REFUSED=$((REFUSED + 1))
      op=op-$((++OPERATIONS))
      sleep 0.5
    else
      struck "$kind"
      [[ $(tail -n 1 "$DISKS/fsck") != began ]] || struck fsck
      ((RANDOM % 2 > 0)) || op=op-$((++OPERATIONS)) # the bot may have lost it, or repeat it
    fi
    tries=$((tries + 1))
    doomed=false
  done
}
