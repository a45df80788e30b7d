# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# The developer's tree as it is: taken exactly, whatever git was told about it, and left exactly.
source ./anns-checkout.sh

working_tree() {
  ann_has_a_checkout
  dirty
  snapshot_is_exact
  answered '(.subject_b64 | @base64d) == "#7: working tree of '"$(id -un 1000)"'"'
  [[ $(git_of_volume log -1 --format='%an %P' "$COMMIT") == "Sojourn snapshot $(in_tree rev-parse HEAD)" ]]
  git_of_volume ls-tree -r "$COMMIT" | grep -q '^100755 .*docs/readme$'
  git_of_volume ls-tree -r "$COMMIT" | grep -q '^120000 .*dangling$'
  not git_of_volume cat-file -e "$COMMIT:lib/part3.c"
  not git_of_volume cat-file -e "$COMMIT:ignored.o"
  in_folder "$TREE" 'echo later >>untracked.txt'
  snapshot_is_exact
  [[ $(git_of_volume show "$COMMIT:untracked.txt") == $'untracked\nlater' ]]
}

clean_working_tree() {
  ann_has_a_checkout
  preflight_leaves_all REF=.
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]]
  in_folder "$TREE" 'echo extra >extra; echo extra >>.git/info/exclude; touch lib/*'
  preflight_leaves_all REF=. # git would have to look into every file, and into the exclusions of this checkout
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]]
}

no_commit_yet() {
  ann_has_a_checkout
  rm -rf "$TREE"
  as_ann_git init -q "$TREE"
  in_folder "$TREE" 'echo first >first; echo "int main() {}" >main.c'
  snapshot_is_exact
  [[ -z $(git_of_volume log -1 --format=%P "$COMMIT") ]]
}

linked_worktree() {
  ann_has_a_checkout
  in_tree worktree add -q "$MOUNT/second" v1
  TREE=$MOUNT/second
  dirty
  look_of "$MOUNT/tree" >"$WORLD/before-first"
  snapshot_is_exact
  in_tree config core.splitIndex true
  in_tree update-index --split-index
  look_of "$MOUNT/tree" >"$WORLD/before-first"
  snapshot_is_exact
  look_of "$MOUNT/tree" | diff "$WORLD/before-first" -
}

# What people switch on to make git quick; each has things of its own in the index.
quick_git() {
  ann_has_a_checkout
  in_tree config core.splitIndex true
  in_tree config splitIndex.maxPercentChange 100
  in_tree config core.untrackedCache true
  in_tree update-index --split-index --untracked-cache
  in_tree status >"$WORLD/words"
  compgen -G "$TREE/.git/sharedindex.*"
  dirty
  in_tree status >"$WORLD/words" # fills the untracked cache
  in_tree config core.fsmonitor "$TREE/.git/hooks/fsmonitor-watchman"
  in_tree config core.fsmonitorHookVersion 1
  in_tree update-index --fsmonitor
  in_tree status >"$WORLD/words"
  grep -q fsmonitor-watchman "$WORLD/ann/hooks-that-ran" # otherwise this would test nothing
  in_folder "$TREE" 'echo unseen >>lib/part5.c; echo unseen >deep/unseen'
  snapshot_is_exact
  in_tree update-index --index-version 4
  snapshot_is_exact
}

# All of these would have git take something else than lies there.
misleading_settings() {
  ann_has_a_checkout
  dirty
  in_tree config core.fileMode false
  in_tree config core.symlinks false
  in_tree config core.ignoreCase true
  in_tree config core.autocrlf true
  in_tree config core.safecrlf true
  in_tree config add.ignoreErrors true
  in_tree config commit.gpgSign true
  in_folder "$TREE" 'chmod +x lib/part5.c; printf "dos\r\nmixed\n" >crlf.txt; echo 1 >Case; echo 2 >case'
  snapshot_is_exact
}

sparse_cone() {
  ann_has_a_checkout
  in_folder "$ORIGIN" 'mkdir -p far/away tools; echo 1 >far/one; echo 2 >far/two; echo 3 >far/away/three; echo 4 >tools/four'
  as_ann_git -C "$ORIGIN" add -A
  as_ann_git -C "$ORIGIN" commit -qm Far
  in_tree pull -q
  in_tree sparse-checkout set "$@" lib
  [[ ! -e $TREE/far && ! -e $TREE/docs ]]
  preflight_leaves_all REF=.
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]]
  # Outside of the cone: one changed, one new, and one in a new folder; the others do not lie there, and are not deleted.
  in_folder "$TREE" 'mkdir -p far new; echo changed >far/one; echo new >far/new; echo new >new/file; echo x >lib/x; rm lib/part1.c'
  preflight_leaves_all REF=.
  [[ $(git_of_volume diff --name-status --no-renames HEAD "$COMMIT" | tr '\t\n' ' ,') == \
    'A far/new,M far/one,D lib/part1.c,A lib/x,A new/file,' ]]
  [[ $(git_of_volume show "$COMMIT:far/one") == changed ]]
}
sparse_cone_with_sparse_index() { sparse_cone --cone --sparse-index; }
sparse_patterns() {
  ann_has_a_checkout
  in_tree sparse-checkout set --no-cone '/*' '!/lib/part[12].c' '!/docs/'
  [[ ! -e $TREE/lib/part1.c && -e $TREE/lib/part3.c && ! -e $TREE/docs ]]
  in_tree config sparse.expectFilesOutsideOfPatterns true
  in_folder "$TREE" 'echo here after all >lib/part2.c; rm lib/part3.c; mkdir docs; ln -s nowhere docs/readme'
  preflight_leaves_all REF=.
  [[ $(git_of_volume diff --name-status --no-renames HEAD "$COMMIT" | tr '\t\n' ' ,') == \
    'T docs/readme,M lib/part2.c,D lib/part3.c,' ]]
}

# Marks by which people hide their own changes from git.
hidden_changes() {
  ann_has_a_checkout
  in_tree update-index --assume-unchanged lib/part1.c lib/part2.c
  in_tree update-index --skip-worktree lib/part3.c lib/part4.c
  in_folder "$TREE" 'echo mine >lib/part1.c; rm lib/part2.c; echo mine >lib/part3.c; rm lib/part4.c'
  preflight_leaves_all REF=.
  [[ $(git_of_volume diff --name-status --no-renames HEAD "$COMMIT" | tr '\t\n' ' ,') == \
    'M lib/part1.c,D lib/part2.c,M lib/part3.c,' ]]
}

unreadable() {
  ann_has_a_checkout
  install -o 0 -g 0 -m 600 /dev/null "$TREE/of-root"
  look_of "$TREE" >"$WORLD/before"
  preflight REF=.
  refused snapshot-failed
  answered '.detail | contains("of-root") and contains("Permission denied")'
  look_of "$TREE" | diff "$WORLD/before" -
  [[ -z $(find "$MOUNT" -maxdepth 2 -name 'snapshot.*') ]]
}

elsewhere_on_the_host() {
  ann_has_a_checkout
  as_ann cp -a "$TREE" "$WORLD/ann/tree"
  rm -rf "$TREE"
  TREE=$WORLD/ann/tree
  in_tree remote set-url origin "../../${ORIGIN##*/}"
  dirty
  snapshot_is_exact
  preflight_leaves_all REF=main
  in_tree remote remove origin
  preflight_leaves_all REF=main
  ln -s "$TREE" "$WORLD/ann/by-another-name"
  preflight_leaves_all REF=. "SOURCE=$WORLD/ann/by-another-name"
  rm -rf "$TREE" "$WORLD/ann/by-another-name"
}

# As in a container that permits no mount namespace: the files stay as they are; times of git's objects may not.
without_namespaces() {
  ann_has_a_checkout
  dirty
  mkdir -p "$WORLD/forbidden"
  printf '#!/bin/sh\necho "unshare: Operation not permitted" >&2\nexit 1\n' >"$WORLD/forbidden/unshare"
  chmod +x "$WORLD/forbidden/unshare"
  find "$TREE" -type f -print0 | sort -z | xargs -0 sha256sum >"$WORLD/before"
  look_of "$TREE" | grep -v '^\.git' >"$WORLD/before-tree"
  PATH=$HERE/stand-ins:$WORLD/forbidden:$PATH preflight REF=.
  answered .ok
  look_of "$TREE" | grep -v '^\.git' | diff "$WORLD/before-tree" -
  find "$TREE" -type f -print0 | sort -z | xargs -0 sha256sum | diff "$WORLD/before" -
  COMMIT=$(jq -r .commit <<<"$ANSWER")
  taken_exactly
}

# borrowed: a clone that has its objects from another one (git clone --reference) and a shallow one.
borrowed_and_shallow() {
  ann_has_a_checkout
  as_ann_git clone -q --shared "$TREE" "$MOUNT/borrower"
  look_of "$TREE" >"$WORLD/before-lender"
  local lender=$TREE
  TREE=$MOUNT/borrower
  in_folder "$TREE" 'git show HEAD:lib/part1.c >copy' # an object that only the other one has
  snapshot_is_exact
  look_of "$lender" | diff "$WORLD/before-lender" -
  rm -rf "$MOUNT/sojourn"
  TREE=$MOUNT/shallow
  as_ann_git clone -q --depth 1 "file://$ORIGIN" "$TREE"
  in_folder "$TREE" 'echo new >new'
  snapshot_is_exact
  snapshot_is_exact
}

# Two writers at work the whole time: one as most editors save (a new file is renamed), one that writes in place.
while_typing() {
  ann_has_a_checkout
  local try
  quiet_files() { look_of "$TREE" | grep -v -e 'lib/\.*part[12]\.c' -e '^lib d '; }
  quiet_files >"$WORLD/before"
  as_ann bash -c 'cd "$1/lib"
    while [ ! -e "$2/enough" ] && ((SECONDS < 120)); do
      i=$((i + 1))
      { echo "begin $i"; seq 2000; echo "end $i"; } >.part1.c.swp && mv .part1.c.swp part1.c || exit
      seq "$i" 3000 >part2.c || exit
    done 2>"$2/ann/writer-words"
    echo "$i" >"$2/ann/written"' bash "$TREE" "$WORLD" &
  eventually grep -qs begin "$TREE/lib/part1.c"
  for try in 1 2 3 4 5; do
    preflight REF=.
    answered .ok || { touch "$WORLD/enough"; wait; return 1; }
    git_of_volume show "$(jq -r .commit <<<"$ANSWER"):lib/part1.c" >"$WORLD/saved"
    [[ $(sed -n '1s/begin //p' "$WORLD/saved") == [1-9]* ]]
    [[ $(sed -n '1s/begin //p' "$WORLD/saved") == $(sed -n '$s/end //p' "$WORLD/saved") ]]
  done
  touch "$WORLD/enough"
  wait
  rm "$WORLD/enough"
  [[ ! -s $WORLD/ann/writer-words && $(<"$WORLD/ann/written") -gt 5 ]]
  quiet_files | diff "$WORLD/before" -
}

# What git calls racy: a file that was changed in the very instant in which its index was written looks unchanged.
in_the_same_instant() {
  ann_has_a_checkout
  in_tree config core.trustctime false
  in_folder "$TREE" 'echo 111 >lib/part1.c; touch -d @1790000000 lib/part1.c; git add lib/part1.c
    touch -d @1790000000 .git/index; echo 222 >lib/part1.c; touch -d @1790000000 lib/part1.c'
  snapshot_is_exact
}

# An editor with an open file, a shell in the tree, a watcher of all folders: on the root disk, the volume elsewhere.
nobody_notices() {
  ann_has_a_checkout
  as_ann cp -a "$TREE" "$WORLD/ann/tree"
  rm -rf "$TREE"
  TREE=$WORLD/ann/tree
  dirty
  python3 "$HERE/watch.py" "$TREE" >"$WORLD/noticed" &
  local watcher=$! shell
  as_ann mkfifo "$WORLD/ann/enter"
  as_ann bash -c 'cd "$1/lib" && exec 7>>part5.c && echo ready >"$2/ann/shell" && read -rt 120 _ <>"$2/ann/enter" && echo typed >&7 &&
    pwd >"$2/ann/shell" && ls >/dev/null' bash "$TREE" "$WORLD" &
  shell=$!
  eventually grep -qs ready "$WORLD/ann/shell"
  eventually grep -qs ready "$WORLD/noticed"
  snapshot_is_exact
  answered '.holders == [] and .holder_count == 0 and (.slots | type) == "array"'
  preflight REF=main
  answered '.ok and .holders == []'
  [[ $(<"$WORLD/noticed") == ready ]]
  timeout 20 tee "$WORLD/ann/enter" <<<'' >/dev/null
  wait "$shell"
  [[ $(<"$WORLD/ann/shell") == "$TREE/lib" && $(tail -n 1 "$TREE/lib/part5.c") == typed ]]
  eventually grep -q 'modify lib/part5.c' "$WORLD/noticed" # the watcher was awake
  kill "$watcher"
  rm -rf "$TREE"
}

# atime: nothing in the working tree tells that it was read. (git's own files in .git do, as after any git command.)
not_even_read() {
  ann_has_a_checkout
  dirty
  find "$TREE" -name .git -prune -o -exec touch -h -a -d '3 days ago' {} +
  times_of_access() { find "$TREE" -name .git -prune -o -printf '%P %A@\n' | sort; }
  times_of_access >/dev/null # reads the folders
  times_of_access >"$WORLD/before"
  find "$TREE" -name .git -prune -o -type f -exec touch -a -d '3 days ago' {} +
  times_of_access >"$WORLD/before"
  preflight REF=.
  answered .ok
  times_of_access | diff "$WORLD/before" -
  as_ann cat "$TREE/lib/part1.c" >/dev/null
  not cmp -s <(times_of_access) "$WORLD/before" # this disk does keep such times
}

it 'the working tree is taken exactly as it is, and stays byte for byte as it was' working_tree
it 'an unchanged working tree gives its own tree, and no object gets a new time' clean_working_tree
it 'a checkout without a commit is taken, too' no_commit_yet
it 'a linked worktree is taken like any other, with a split index as well' linked_worktree
it 'split index, untracked cache and fsmonitor hide nothing, and are left alone' quick_git
it 'settings that would have git take something else do not' misleading_settings
it 'of a sparse checkout (cone), files outside of the cone are taken, and absent ones are no deletions' sparse_cone
it 'the same with a sparse index' sparse_cone_with_sparse_index
it 'the same with patterns' sparse_patterns
it 'changes that are hidden from git (assume-unchanged, skip-worktree) are taken' hidden_changes
it 'a file that its owner may not read is refused by name, and nothing is left behind' unreadable
it 'a checkout elsewhere on the host works, with a relative origin and with none' elsewhere_on_the_host
it 'borrowed objects and a shallow clone are taken; the lender stays as it was, too' borrowed_and_shallow
it 'where no mount namespace is permitted, a snapshot is taken, too' without_namespaces
it 'while files are being written, each is taken whole, nothing else changes, and no writer is disturbed' while_typing
it 'a file that was changed in the instant in which the index was written is seen' in_the_same_instant
it 'an open file, a shell and a watcher in a checkout on the root disk notice nothing, and hold nothing' nobody_notices
it 'files that were taken do not even look as if they had been read' not_even_read
