# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # used by, and set in, the other files
# What must be on the volume, and whether it is. The ledger is written by the writer and by Ann, beside the volume.

CHECKED=0    # comparisons made
MISMATCHES=0 # that were not so
SAID=0       # of them, in this handoff
LOST=0       # of what was never synced, pieces that a power cut has taken

mismatch() {
  MISMATCHES=$((MISMATCHES + 1)) SAID=$((SAID + 1))
  ((SAID > 10)) || echo "${LANE}MISMATCH in handoff $HANDOFF, $1"
}

# hashes_of ROOT: "HASH PATH" of those files named on standard input that are there.
hashes_of() {
  (cd "$1" && while IFS= read -r path; do if [[ -f $path ]]; then printf '%s\0' "$path"; fi; done | xargs -0r sha256sum) |
    sed 's/  / /'
}

# all_of ROOT: "HASH PATH" of all files of the volume. The marker is the scripts' own (one_marker looks at what is beside it);
# lost+found is e2fsck's.
all_of() {
  (cd "$1" && find . -xdev -type f ! -path './.sojourn-volume*' ! -path './lost+found/*' -print0 | sort -z | xargs -0r sha256sum)
}

# same_as_before WHEN ROOT MANIFEST: after a clean leave nothing at all may have changed.
same_as_before() {
  local path
  all_of "$2" >"$DISKS/manifest-now"
  CHECKED=$((CHECKED + $(wc -l <"$3")))
  while IFS= read -r path; do mismatch "$1: $path"; done < <(diff "$3" "$DISKS/manifest-now" | sed -n 's/^[<>] [0-9a-f]* *//p' | sort -u)
}

# compare_with_ledger WHEN ROOT: what was synced is there. Then the ledger has what is there now, each file once.
compare_with_ledger() {
  local line kind hash size path
  cut -d ' ' -f 4 "$LEDGER" | sort -u | hashes_of "$2" >"$DISKS/hashes"
  awk '
    FILENAME == ARGV[1] {have[$2] = $1; next} # which is empty where all is lost
    $1 == "file" {want[$4] = $2; or[$4] = " "}
    $1 == "maybe" {or[$4] = or[$4] $2 " "}
    $1 == "loose" {loose[$4] = $2}
    $1 == "prefix" {begins[$4] = $0}
    END {
      for (path in want) {
        is = path in have ? have[path] : "-"
        print (is == want[path] || index(or[path], " " is " ") ? "right" : "wrong"), is, want[path], path
      }
      for (path in loose) if (!(path in have) || have[path] != loose[path]) print "lost - - " path
      for (path in begins) print begins[path]
    }' "$DISKS/hashes" "$LEDGER" >"$DISKS/compared"
  : >"$LEDGER"
  while read -r kind hash size path; do
    case $kind in
      wrong) mismatch "$1: $path has $hash, synced was $size" ;;
      lost) LOST=$((LOST + 1)) && continue ;;
      prefix)
        line=$({ [[ ! -f $2/$path ]] || head -c "$size" "$2/$path"; } | sha256sum)
        [[ ${line%% *} == "$hash" ]] || mismatch "$1: the first $size bytes of $path"
        echo "prefix $hash $size $path" >>"$LEDGER" ;;
    esac
    CHECKED=$((CHECKED + 1))
    [[ $kind == prefix || $hash == - ]] || echo "file $hash - $path" >>"$LEDGER"
  done <"$DISKS/compared"
}

# one_marker WHEN: what killed scripts have left of markers goes with the next one that is written.
one_marker() {
  local litter
  CHECKED=$((CHECKED + 1))
  litter=$(find "$(tree_on "$HOST")" -maxdepth 1 -name '.sojourn-volume?*' | wc -l)
  ((litter <= 1)) || mismatch "$1: $litter markers that were never finished"
}

# git_looks_at_all: after preflight no torn worktree is left that would have git refuse its work.
git_looks_at_all() {
  local words
  CHECKED=$((CHECKED + 1))
  words=$(as_ann_on_host git --git-dir="$REPOSITORY" rev-list --objects --quiet --all 2>&1) || mismatch "after preflight: git says: $words"
}

# repositories_are_sound WHEN: all commits are there, Ann's and those that were taken, and can be read. A power cut may tear the
# slot's worktree, which is the builder's: it stays so until the next preflight or build. All else that git names is a mismatch.
repositories_are_sound() {
  local words
  CHECKED=$((CHECKED + 4))
  words=$(as_ann_on_host git --git-dir="$REPOSITORY" fsck --full --no-dangling 2>&1 |
    grep -vE '(^error: (invalid )?|/)worktrees/slot-1/' |
    if [[ $LEFT == power* ]]; then grep -vE '^error: bad ref for .*/logs/HEAD$|^error: .*index'; else cat; fi) || true
  [[ -z $words ]] || mismatch "$1: git fsck of what was taken: $words"
  words=$(as_ann_on_host git -C "$CHECKOUT" fsck --full --no-dangling 2>&1) || mismatch "$1: git fsck of Ann's checkout: $words"
  [[ $(as_ann_on_host git -C "$CHECKOUT" rev-parse refs/heads/main) == "$COMMITTED" ]] || mismatch "$1: Ann's branch"
  [[ $(as_ann_on_host git --git-dir="$REPOSITORY" rev-parse "refs/sojourn/jobs/$HANDOFF") == "$COMMIT" ]] ||
    mismatch "$1: the commit that was taken"
}
