# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# What a checkout touches decides what is compiled: counts of compiled files, and times.
source ./build-world.sh

two_refs() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
file(GLOB sources CONFIGURE_DEPENDS *.cpp)
add_executable(tiny ${sources})' .gitignore=ignored/ 'main.cpp=int one(); int main() { return one() - 1; }' \
    'one.cpp=int one() { return 1; }' 'two.cpp=#include "two.h"' 'three.cpp=#include "two.h"' two.h= 'four.cpp='
  MAIN=$COMMIT
  commit_of 'two.h=// a branch' 'added.cpp='
  in_repository rm -q --cached four.cpp
  rm "$PROJECT/four.cpp"
  commit_of 'one.cpp=int one() { return 1; } // a branch'
  BRANCH=$COMMIT
}

# times SLOT: each file with its time.
times() { find "$HOME_ON_VOLUME/slots/$1/src" -type f ! -name .git -printf '%P %T@\n' | sort; }

only_what_changed() {
  COMMIT=$MAIN builds 1
  compiled 5
  # Known by its content, where time of change and mode bits went astray.
  chmod 600 "$HOME_ON_VOLUME/slots/1/src/three.cpp"
  chmod 644 "$HOME_ON_VOLUME/slots/1/src/three.cpp"
  as_ann mkdir -p "$HOME_ON_VOLUME/slots/1/src/ignored"
  as_ann touch "$HOME_ON_VOLUME/slots/1/src/"{ignored/kept,untracked}
  times 1 >"$WORLD/before"
  COMMIT=$BRANCH builds 2
  compiled 4 # one, two, three, added
  times 1 >"$WORLD/after"
  { diff "$WORLD/before" "$WORLD/after" || true; } | sed -n 's/^[<>] \([^ ]*\) .*/\1/p' | sort | uniq -c >"$WORLD/changed"
  diff - "$WORLD/changed" <<'CHANGED'
      1 added.cpp
      1 four.cpp
      2 one.cpp
      2 two.h
      1 untracked
CHANGED
}

one_slot_alternates() {
  COMMIT=$MAIN builds 3
  compiled 4 # one, two, three, four
  COMMIT=$BRANCH builds 4
  compiled 4
  COMMIT=$BRANCH builds 5
  compiled 0
}

two_slots_alternate() {
  COMMIT=$MAIN builds 6 SLOT=2
  compiled 5
  COMMIT=$BRANCH builds 7 SLOT=1
  compiled 0
  COMMIT=$MAIN builds 8 SLOT=2
  compiled 0
  COMMIT=$BRANCH builds 9 SLOT=1
  compiled 0
  logged 9 'ninja: no work to do.'
  [[ $(<"$HOME_ON_VOLUME/slots/1/commit") == "$BRANCH" && $(<"$HOME_ON_VOLUME/slots/2/commit") == "$MAIN" ]]
}

broken_worktree() {
  local admin=$HOME_ON_VOLUME/repository.git/worktrees broken
  # Each as a lost builder or another mount point may leave it.
  for broken in ": >$admin/slot-1/HEAD" "rm -r $admin/slot-1" ": >$HOME_ON_VOLUME/slots/1/src/.git" \
    "rm $HOME_ON_VOLUME/slots/1/src/.git" "echo gitdir: /mnt/a/sojourn/repository.git/worktrees/slot-1 >$HOME_ON_VOLUME/slots/1/src/.git" \
    "echo /mnt/a/sojourn/slots/1/src/.git >$admin/slot-1/gitdir" ": >$admin/slot-1/index" "rm $admin/slot-1/index" \
    "head -c 100 /dev/urandom >$admin/slot-1/index"; do
    as_ann bash -c "$broken"
    times 1 >"$WORLD/before"
    COMMIT=$BRANCH builds "$((JOB = ${JOB:-9} + 1))"
    compiled 0
    diff "$WORLD/before" <(times 1)
    [[ $(as_ann git -C "$HOME_ON_VOLUME/slots/1/src" status --porcelain) == '' ]]
  done
  as_ann bash -c "rm $admin/slot-1/index"
  COMMIT=$MAIN builds 20
  compiled 4
  [[ ! -e $HOME_ON_VOLUME/slots/1/src/added.cpp ]]
  [[ $(as_ann ls "$admin") == slot-1$'\n'slot-2 ]]
}

# as_it_tears: what a power cut right after "git worktree add" was seen to leave, and what one in the middle of it does. As Ann.
TORN=(': >"$1/slot-1/commondir"' 'echo 0000000000000000000000000000000000000000 >"$1/slot-1/HEAD"'
  'echo 1111111111111111111111111111111111111111 >"$1/slot-1/HEAD"' 'head -c 41 /dev/zero >"$1/slot-1/HEAD"'
  ': >"$1/slot-1/gitdir"' 'rm "$1/slot-1/commondir" "$2/.git"'
  'echo initializing >"$1/slot-1/locked"; echo "${2%/src}/slot-1/.git" >"$1/slot-1/gitdir"; rm "$2/.git"'
  ': >"$1/slot-1/HEAD.lock"; : >"$1/slot-1/index.lock"')

tear() { as_ann bash -euc "$1" bash "$HOME_ON_VOLUME/repository.git/worktrees" "$HOME_ON_VOLUME/slots/1/src"; }

torn_worktree() {
  local torn JOB=40 refs=(main .)
  COMMIT=$MAIN builds "$JOB"
  install -d -o 1000 -g 1000 "$MOUNT/tree"
  as_ann git clone -q "$HOME_ON_VOLUME/repository.git" "$MOUNT/tree"
  as_ann git -C "$MOUNT/tree" checkout -q -B main "$MAIN"
  as_ann git -C "$MOUNT/tree" remote remove origin
  for torn in "${TORN[@]}"; do
    JOB=$((JOB + 1))
    tear "$torn"
    operation preflight OP=look "VOLUME=$VOLUME" "MOUNT=$MOUNT" "SOURCE=$MOUNT/tree" "REF=${refs[JOB % 2]}" "JOB=$JOB"
    answered '.ok' || { echo "preflight after: $torn"; return 1; }
    COMMIT=$(jq -r .commit <<<"$ANSWER")
    builds "$JOB"
    compiled 0 || { echo "build after: $torn"; return 1; }
  done
  as_ann git --git-dir="$HOME_ON_VOLUME/repository.git" fsck --no-dangling
}

torn_neighbour() {
  COMMIT=$MAIN builds 70
  tear "${TORN[0]}"
  rm "$HOME_ON_VOLUME/slots/2/src/.git" # which needs a new worktree
  COMMIT=$MAIN builds 71 SLOT=2
  compiled 0
  COMMIT=$MAIN builds 72
  compiled 0
}

script_keeps_its_results() {
  COMMIT=$MAIN builds 30 SLOT=3 RECIPE=script 'SCRIPT=echo made >result'
  [[ $(<"$HOME_ON_VOLUME/slots/3/src/result") == made ]]
  COMMIT=$BRANCH builds 31 SLOT=3 RECIPE=script 'SCRIPT=grep made result && test ! -e four.cpp'
}

a_builder_has vol-0b110c
two_refs
it 'a checkout gives a new time only to what changed; untracked files go, ignored ones stay' only_what_changed
it 'two refs that alternate in one slot compile only the difference' one_slot_alternates
it 'two refs that alternate over two slots compile nothing on the way back' two_slots_alternate
it 'a worktree that is broken is mended without a new time for any file' broken_worktree
it 'a worktree that was torn by a power cut stops neither preflight nor build, and nothing is compiled for it' torn_worktree
it 'nor does it stop a build in another slot' torn_neighbour
it 'what a plain script has left in the checkout is there the next time' script_keeps_its_results
the_builder_lets_go
