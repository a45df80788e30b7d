# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# A checkout of 100,000 files. Takes a minute, hence only on demand: run-tests.sh large
source ./large-checkout.sh

packed() { git_of_volume count-objects -v | awk '/^(count|in-pack)/ {n += $2} END {print n}'; }

# timed WORDS: takes the checkout; says how long preflight took, and how many objects came to the volume.
timed() {
  local before=0 start
  [[ ! -d $MOUNT/sojourn/repository.git ]] || before=$(packed)
  start=$(date +%s%N)
  preflight REF=.
  printf '%-64s %5d ms, %6d objects moved\n' "$1" "$((($(date +%s%N) - start) / 1000000))" "$((MOVED = $(packed) - before))" >>"$WORLD/times"
  answered .ok
  COMMIT=$(jq -r .commit <<<"$ANSWER")
}

large() {
  a_large_checkout
  : >"$WORLD/times"
  look_of "$TREE" >"$WORLD/before"
  timed 'the first time (the repository is copied)'
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]]
  timed 'nothing changed'
  ((MOVED <= 1))
  look_of "$TREE" | diff "$WORLD/before" -
  in_folder "$TREE" 'echo "// edited" >>d7/e7/f14140.c'
  look_of "$TREE" >"$WORLD/before"
  timed 'one file edited'
  ((MOVED == 5)) # the file, three folders, the commit
  as_ann mkdir -p "$MOUNT/sojourn/slots/1" "$MOUNT/sojourn/slots/2"
  as_ann tee "$MOUNT/sojourn/slots/1/commit" <<<"$COMMIT" >/dev/null
  as_ann_git --git-dir="$MOUNT/sojourn/repository.git" commit-tree -m empty "$(git_of_volume mktree </dev/null)" | as_ann tee "$MOUNT/sojourn/slots/2/commit" >/dev/null
  timed 'the same, with two slots, one of which has nothing of it'
  ((MOVED <= 1))
  answered '[.slots[][2]] == [0, 100000]'
  look_of "$TREE" | diff "$WORLD/before" -
  in_folder "$TREE" 'mkdir new; for i in $(seq 2000); do echo "$i" >"new/$i"; done'
  timed '2,000 new files'
  timed 'the same again'
  ((MOVED <= 1))
  in_folder "$TREE" 'find . -name .git -prune -o -type f -exec touch {} +'
  timed 'all files touched'
  ((MOVED <= 1))
}

rm -f "$WORLD/times"
it 'of 100,000 files, only what changed is read and moved; the checkout stays as it was' large
cat "$WORLD/times"
