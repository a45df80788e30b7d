#!/usr/bin/env bash
# Taking uncommitted work of a checkout of 100,000 files: our preflight, beside `git stash create` and `rsync -a` to a copy.
# measure.sh ROUNDS. Wants root, loop devices, git, jq; rsync where it is to be measured.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; used in the guest tests' world
set -u
cd "$(dirname "$0")/../../test/guest" || exit 1
[[ ${2-} == isolated ]] || exec unshare -m --propagation private "$PWD/../../bench/tree/measure.sh" "${1:-3}" isolated
ROUNDS=$1
# shellcheck source=/dev/null
source ./world.sh
make_world
# shellcheck source=/dev/null
source ./large-checkout.sh

# timed FILE COMMAND…: adds its milliseconds to the file.
timed() {
  local start file=$1
  shift
  start=$(date +%s%N)
  "$@" || exit 1
  echo $((($(date +%s%N) - start) / 1000000)) >>"$WORLD/$file"
}

median() { sort -n "$WORLD/$1" | awk '{all[NR] = $1} END {print NR ? all[int((NR + 1) / 2)] : "skipped"}'; }

ours() { preflight REF=. && answered .ok; }
stash() { in_tree stash create >/dev/null; }
copy() { rsync -a --delete "$TREE/" "$WORLD/copy/"; }

# change N ROUND: N files, spread over the tree, get one more line.
change() {
  in_folder "$TREE" "for n in \$(seq 0 $((100000 / $1)) 99999 | head -n $1); do
    echo '// round $2' >>d\$((n / 2000))/e\$((n / 20 % 100))/f\$n.c; done"
}

measure() {
  local files round
  a_large_checkout
  timed first-ours ours
  if command -v rsync >/dev/null; then timed first-copy copy; fi
  for files in 1 100 10000; do
    for round in $(seq "$ROUNDS"); do
      change "$files" "$files-$round"
      timed "ours-$files" ours
      change "$files" "$files-$round-again"
      timed "stash-$files" stash
      if command -v rsync >/dev/null; then timed "copy-$files" copy; fi
    done
  done
  : >"$WORLD/first-stash"
  {
    printf '\nMedians of %s rounds, milliseconds; 100,000 files of 1 kB, all in the page cache\n\n' "$ROUNDS"
    printf '| changed files | ours, all of preflight | git stash create | rsync -a |\n|---|---|---|---|\n'
    printf '| the first time | %s | – | %s |\n' "$(median first-ours)" "$(median first-copy 2>/dev/null)"
    for files in 1 100 10000; do
      printf '| %s | %s | %s | %s |\n' "$files" "$(median "ours-$files")" "$(median "stash-$files")" \
        "$(median "copy-$files" 2>/dev/null)"
    done
  } >"$WORLD/table"
}

it 'takes the work of a large checkout' measure
cat "$WORLD/table"
((FAILED == 0))
