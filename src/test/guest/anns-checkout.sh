# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # code as data; used in the tests
# Ann, her checkout, and how to see that nothing in it has changed. For the tests of preflight.

as_ann_git() { as_ann git -c user.name=Ann -c user.email=ann@localhost -c init.defaultBranch=main -c protocol.file.allow=always "$@"; }
in_tree() { as_ann_git -C "$TREE" "$@"; }
in_folder() { as_ann bash -euc "cd \"\$1\"; $2" bash "$1"; } # FOLDER LINES: as Ann

# ann_has_a_checkout: on a volume of her own, cloned from an origin beside it, with a branch, tags and history.
ann_has_a_checkout() {
  on_machine "host-$BASHPID"
  attach "vol-0$BASHPID" 96
  mount "$LOOP" "$MOUNT"
  trap leave EXIT
  chown 1000:1000 "$MOUNT"
  ORIGIN=$WORLD/origin-$BASHPID
  TREE=$MOUNT/tree
  install -d -o 1000 -g 1000 "$WORLD/ann" "$ORIGIN"
  as_ann_git init -q "$ORIGIN"
  as_ann sh -c 'cd "$1" && mkdir -p lib docs && for i in 1 2 3 4 5 6; do seq $i 100 >lib/part$i.c; done &&
    echo "*.o" >.gitignore && echo read me >docs/readme && echo "#!/bin/sh" >run && ln -s lib/part1.c link' sh "$ORIGIN"
  as_ann_git -C "$ORIGIN" add -A
  as_ann_git -C "$ORIGIN" commit -qm 'First "light"'
  as_ann_git -C "$ORIGIN" tag v1
  as_ann_git -C "$ORIGIN" tag -a -m annotated v1-annotated
  as_ann_git clone -q "$ORIGIN" "$TREE"
  as_ann sh -c 'echo more >>"$1/docs/readme"' sh "$ORIGIN"
  as_ann_git -C "$ORIGIN" commit -qam 'Second'
  as_ann_git -C "$ORIGIN" branch feature/faster v1
  as_ann_git -C "$ORIGIN" update-ref refs/pull/12/head main
  hooks_that_tell "$TREE/.git"
}

# hooks_that_tell GIT_FOLDER: whichever hook runs leaves a trace.
hooks_that_tell() {
  local hook
  for hook in pre-commit post-commit post-checkout post-index-change reference-transaction pre-auto-gc update fsmonitor-watchman \
    proc-receive pre-receive post-update post-rewrite; do
    as_ann tee "$1/hooks/$hook" <<<"#!/bin/sh
echo $hook >>$WORLD/ann/hooks-that-ran" >/dev/null
    chmod +x "$1/hooks/$hook"
  done
}

# dirty: all that one can do to a checkout.
dirty() {
  in_folder "$TREE" '
    echo kept for later >>lib/part5.c; git -c user.name=Ann -c user.email=ann@localhost stash -q
    echo changed >>lib/part1.c              # not staged
    echo staged >lib/new.c; git add lib/new.c
    echo staged >>lib/part2.c; git add lib/part2.c; echo and again >>lib/part2.c
    rm lib/part3.c                          # deleted
    git rm -q --cached lib/part6.c; rm lib/part6.c
    git mv lib/part4.c lib/moved.c          # renamed
    git show v1:docs/readme >docs/copy      # content that the repository has already
    echo untracked >untracked.txt; mkdir deep; echo x >"deep/na me ü"
    printf "\n" >deep/"new
line"
    echo odd >deep/"  \"quoted\" \\ * [a] -x"; echo dash >./-dash; echo "#" >"#hash"; printf "\377" >"deep/$(printf "\377")"
    echo object >ignored.o
    chmod +x docs/readme; chmod 600 lib/part5.c
    ln -sf run link; ln -s nowhere dangling; ln -s "two
lines" deep/odd-link; ln -s deep to-folder'
}

preflight() { operation preflight OP=look "VOLUME=$VOLUME" "MOUNT=$MOUNT" "SOURCE=$TREE" JOB=7 "$@"; }
git_of_volume() { as_ann git --git-dir="$MOUNT/sojourn/repository.git" "$@"; }

# look_of FOLDER: every file's name, kind, mode, owner, times to the nanosecond, links, target and content.
look_of() {
  find "$1" -printf '%P %y %m %U:%G %T@ %C@ %n %s %l\n' | sort
  find "$1" -type f -print0 | sort -z | xargs -0 sha256sum
}

preflight_leaves_all() { # VALUE…
  look_of "$TREE" >"$WORLD/before"
  rm -f "$WORLD/ann/hooks-that-ran"
  preflight "$@"
  answered .ok
  look_of "$TREE" >"$WORLD/after"
  diff "$WORLD/before" "$WORLD/after"
  not cat "$WORLD/ann/hooks-that-ran"
  COMMIT=$(jq -r .commit <<<"$ANSWER")
  [[ -z $(find "$MOUNT" -maxdepth 2 -name 'snapshot.*') ]]
  [[ $(git_of_volume rev-parse refs/sojourn/jobs/7) == "$COMMIT" ]]
  git_of_volume fsck --connectivity-only "$COMMIT"
}

# content_of FOLDER: what a build sees of the files in it: name, kind, may it be run, target, content; NUL after each.
content_of() {
  (cd "$1" && find . -name .git -prune -o ! -name '*.o' ! -type d \
    \( -perm /100 -printf '%P %y x %l\0' -o -printf '%P %y - %l\0' \)) | sort -z
  (cd "$1" && find . -name .git -prune -o ! -name '*.o' -type f -print0 | sort -z | xargs -0r sha256sum -z)
}

# check_out COMMIT FOLDER [REPOSITORY]
check_out() {
  rm -rf "$WORLD/ann/index"
  as_ann mkdir -p "$2"
  as_ann env GIT_INDEX_FILE="$WORLD/ann/index" git --git-dir="${3:-$MOUNT/sojourn/repository.git}" read-tree "$1"
  as_ann env GIT_INDEX_FILE="$WORLD/ann/index" git --git-dir="${3:-$MOUNT/sojourn/repository.git}" --work-tree="$2" \
    checkout-index --all --prefix="$2/"
}

# taken_exactly: what preflight took is what lies in the checkout, neither less nor more.
taken_exactly() {
  rm -rf "$WORLD/ann/taken"
  check_out "$COMMIT" "$WORLD/ann/taken"
  cmp <(content_of "$TREE") <(content_of "$WORLD/ann/taken") ||
    diff <(content_of "$TREE" | tr '\0' '\n') <(content_of "$WORLD/ann/taken" | tr '\0' '\n')
  rm -rf "$WORLD/ann/taken"
}

# snapshot_is_exact: taken exactly, and nothing left behind at home.
snapshot_is_exact() {
  preflight_leaves_all REF=.
  taken_exactly
}
