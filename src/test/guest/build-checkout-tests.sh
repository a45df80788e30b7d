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
it 'what a plain script has left in the checkout is there the next time' script_keeps_its_results
the_builder_lets_go
