# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# The hook of the host's administrator that runs once the volume is back.
source ./volumes.sh

# hook TEXT: /etc/sojourn/on-return of this host, as its administrator has put it there.
hook() {
  export SOJOURN_ETC=$WORLD/etc
  rm -rf "$SOJOURN_ETC"
  install -d -m 755 "$SOJOURN_ETC"
  install -m 755 /dev/stdin "$SOJOURN_ETC/on-return" <<<$'#!/bin/sh\n'"$1"
  HEARD=$WORLD/heard-$BASHPID
  install -d -o 1000 -g 1000 "$HEARD"
}

heard() { [[ -f $HEARD/$1 ]]; }

come_home() { host_mount OWNER=1000 GROUP=1000 "$@"; }

stop_for_restart() { # COMMAND…: runs in the tree and is stopped
  in_tree "$@"
  guarded stop-holders "HOLDERS=$(line_of "$HOLDER")" RESTART=true
  answered '.stopped == 1'
}

handed_over() {
  fresh_volume
  hook "cat >'$WORLD/heard-$BASHPID/input'; { id -u; id -g; id -G; pwd; echo \"\$# \$1\"; } >'$WORLD/heard-$BASHPID/new'
    mv '$WORLD/heard-$BASHPID/new' '$WORLD/heard-$BASHPID/words'"
  stop_for_restart "${BY_ANN[@]}" sleep 1000
  stop_for_restart sleep 2000
  host_unmount
  rm -rf "$SOJOURN_RUN" # the host was started again meanwhile
  come_home
  answered '.ok and .hook == "started"'
  eventually heard words
  [[ $(<"$HEARD/input") == $'1000 sleep 1000\n0 sleep 2000' ]]
  [[ $(<"$HEARD/words") == $'1000\n1000\n1000\n/\n1 '"$MOUNT" ]]
  rm "$HEARD/words"
  come_home
  answered '.ok and .hook == "none"' # it had been back already
  host_unmount
  come_home
  answered '.ok and .hook == "started"'
  eventually heard words
  [[ ! -s $HEARD/input ]] # each command is handed over once
}

still_there() {
  fresh_volume
  hook "cat >'$WORLD/heard-$BASHPID/new'; mv '$WORLD/heard-$BASHPID/new' '$WORLD/heard-$BASHPID/input'"
  (cd "$MOUNT" && trap '' TERM && exec sleep 3000) & HOLDER=$!
  eventually runs "$HOLDER" 3000
  guarded stop-holders PATIENCE_S=0 "HOLDERS=$(line_of "$HOLDER")" RESTART=true
  answered '.left == 1'
  stop_for_restart sleep 4000
  # The trip is given up: the volume has been here all the time.
  come_home
  answered '.ok and .hook == "started"'
  eventually heard input
  [[ $(<"$HEARD/input") == '0 sleep 4000' ]]
}

unsafe() {
  fresh_volume
  hook "touch '$WORLD/heard-$BASHPID/run'"
  local spoil
  for spoil in "chmod 775 $SOJOURN_ETC/on-return" "chmod 757 $SOJOURN_ETC/on-return" "chown 1000 $SOJOURN_ETC/on-return" \
    "chmod 777 $SOJOURN_ETC" "chown 1000 $SOJOURN_ETC" \
    "mv $SOJOURN_ETC/on-return $SOJOURN_ETC/real; ln -s real $SOJOURN_ETC/on-return"; do
    hook "touch '$WORLD/heard-$BASHPID/run'"
    bash -c "$spoil"
    host_unmount
    come_home
    answered '.ok and .mounted and .hook == "unsafe"'
  done
  for spoil in "rm $SOJOURN_ETC/on-return" "chmod 644 $SOJOURN_ETC/on-return"; do
    hook "touch '$WORLD/heard-$BASHPID/run'"
    bash -c "$spoil"
    host_unmount
    come_home
    answered '.ok and .hook == "none"'
  done
  hook "touch '$WORLD/heard-$BASHPID/run'"
  host_unmount
  host_mount
  answered '.ok and .hook == "none"' # nobody knows as whom
  [[ ! -e $HEARD/run ]]
  host_unmount
  come_home
  answered '.hook == "started"'
  eventually heard run # so it would have been seen
}

hanging() {
  fresh_volume
  hook "echo \$\$ >'$WORLD/heard-$BASHPID/new'; mv '$WORLD/heard-$BASHPID/new' '$WORLD/heard-$BASHPID/number'; exec sleep 5000"
  local pid started=$SECONDS
  host_unmount
  come_home
  answered '.ok and .hook == "started"'
  eventually heard number
  host_unmount # for which the hook keeps no lock
  answered .ok
  ((SECONDS - started < 10))
  pid=$(<"$HEARD/number")
  lives "$pid"
  [[ $(ps -o args= -p "$(ps -o ppid= -p "$pid" | tr -d " ")") == "timeout -k 5 60 "* ]]
  kill "$pid"
  rm "$HEARD/number"
  come_home HOOK_S=1
  eventually heard number
  eventually ended "$(<"$HEARD/number")"
}
ended() { ! lives "$1"; }

# The README's example is a hook that works.
example() {
  fresh_volume
  hook ''
  sed -n '/^```sh$/,/^```$/{/^#!\/bin\/sh$/,/^```$/p}' "$HERE/../../../deploy/host/README.md" | grep -v '^```' >"$SOJOURN_ETC/on-return"
  grep -q '^while read' "$SOJOURN_ETC/on-return"
  shellcheck -s sh "$SOJOURN_ETC/on-return"
  cp "$(command -v sleep)" "$WORLD/clangd"
  stop_for_restart "${BY_ANN[@]}" "$WORLD/clangd" 1000.5
  stop_for_restart "${BY_ANN[@]}" sleep 1000.25
  stop_for_restart "$WORLD/clangd" 2000.5
  host_unmount
  come_home
  answered '.hook == "started"'
  eventually pgrep -u 1000 -fx "$WORLD/clangd 1000.5"
  not pgrep -fx 'sleep 1000.25' # no server of a kind that is known
  not pgrep -fx "$WORLD/clangd 2000.5" # not its own
  pkill -u 1000 -fx "$WORLD/clangd 1000.5"
}

it 'the hook gets what was stopped, runs as the owner of the tree, and does so once for each return' handed_over
it 'what did not end is not handed over; a trip that was given up starts the hook as well' still_there
it 'a hook that others than root could have written is not run, and that is said' unsafe
it 'a hook that hangs delays neither the answer nor the next operation, and is ended' hanging
if command -v shellcheck >/dev/null; then it "the README's example starts again what it knows" example; else echo 'skipped: the example: no shellcheck'; fi
