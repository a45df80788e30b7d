# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Preflight: the developer's checkout stays as it was, the right commit is found, everything unfit is refused by name.

as_ann_git() { as_ann git -c user.name=Ann -c user.email=ann@localhost -c init.defaultBranch=main "$@"; }
in_tree() { as_ann_git -C "$TREE" "$@"; }

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
}

preflight() { operation preflight OP=look "VOLUME=$VOLUME" "MOUNT=$MOUNT" "SOURCE=$TREE" JOB=7 "$@"; }

# look_of FOLDER: every file's name, kind, mode, owner, time to the nanosecond, link target and content.
look_of() {
  find "$1" -printf '%P %y %m %U:%G %T@ %C@ %n %s %l\n' | sort
  find "$1" -type f -print0 | sort -z | xargs -0 sha256sum
}

preflight_leaves_all() { # VALUE…
  look_of "$TREE" >"$WORLD/before"
  preflight "$@"
  answered .ok
  look_of "$TREE" >"$WORLD/after"
  diff "$WORLD/before" "$WORLD/after"
  COMMIT=$(jq -r .commit <<<"$ANSWER")
  [[ -z $(find "$MOUNT" -maxdepth 2 -name 'snapshot.*') ]]
  [[ $(git_of_volume rev-parse refs/sojourn/jobs/7) == "$COMMIT" ]]
}

git_of_volume() { as_ann git --git-dir="$MOUNT/sojourn/repository.git" "$@"; }

# dirty: all that one can do to a checkout.
dirty() {
  as_ann sh -euc 'cd "$1"
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
    echo object >ignored.o
    chmod +x docs/readme; ln -sf run link; ln -s nowhere dangling' sh "$TREE"
}

refs() {
  ann_has_a_checkout
  preflight_leaves_all REF=main
  [[ $COMMIT == $(as_ann_git -C "$ORIGIN" rev-parse main) ]]
  answered '(.subject_b64 | @base64d) == "Second" and .owner == 1000 and .group == 1000 and .fstype == "ext4"'
  answered ".uuid == \"$VOLUME_UUID\" and .serial == \"${VOLUME/-/}\" and .free_mib > 10 and .free_inodes > 100"
  answered '.marker_epoch == null and .holders == [] and .holder_count == 0 and .slots == [] and .submodules == 0'
  answered "(.toolchain | split(\"|\") | length == 6 and .[2] == \"$(cmake --version | awk 'NR == 1 {print $3}')\" and (.[0] | startswith(\"g++ \")))"
  preflight_leaves_all REF=feature/faster
  [[ $COMMIT == $(in_tree rev-parse HEAD) ]]
  answered '(.subject_b64 | @base64d) == "First \"light\""'
  preflight_leaves_all REF=v1-annotated
  [[ $COMMIT == $(in_tree rev-parse HEAD) ]]
  preflight_leaves_all REF=refs/pull/12/head
  [[ $COMMIT == $(as_ann_git -C "$ORIGIN" rev-parse main) ]]
  preflight_leaves_all "REF=$(in_tree rev-parse --short=8 HEAD)"
  [[ $COMMIT == $(in_tree rev-parse HEAD) ]]
}

fresh_hash() {
  ann_has_a_checkout
  preflight_leaves_all REF=v1
  as_ann_git -C "$ORIGIN" commit -q --allow-empty -m 'Third'
  preflight_leaves_all "REF=$(as_ann_git -C "$ORIGIN" rev-parse HEAD)"
  as_ann_git -C "$ORIGIN" commit -q --allow-empty -m 'Fourth'
  preflight_leaves_all "REF=$(as_ann_git -C "$ORIGIN" rev-parse --short=9 HEAD)"
  in_tree commit -q --allow-empty -m 'Not pushed'
  preflight_leaves_all "REF=$(in_tree rev-parse --short=9 HEAD)"
  answered '(.subject_b64 | @base64d) == "Not pushed"'
}

working_tree() {
  ann_has_a_checkout
  dirty
  preflight_leaves_all REF=.
  answered '(.subject_b64 | @base64d) == "#7: working tree of '"$(id -un 1000)"'"'
  [[ $(git_of_volume log -1 --format='%an %P' "$COMMIT") == "Sojourn snapshot $(in_tree rev-parse HEAD)" ]]
  mkdir "$WORLD/taken"
  git_of_volume archive "$COMMIT" | tar -x -C "$WORLD/taken"
  diff -r --no-dereference --exclude=.git --exclude=ignored.o "$TREE" "$WORLD/taken"
  [[ -x $WORLD/taken/docs/readme && ! -e $WORLD/taken/lib/part3.c && ! -e $WORLD/taken/ignored.o ]]
  git_of_volume fsck --connectivity-only "$COMMIT"
  as_ann sh -c 'echo later >>"$1/untracked.txt"' sh "$TREE"
  preflight_leaves_all REF=.
  [[ $(git_of_volume show "$COMMIT:untracked.txt") == $'untracked\nlater' ]]
  rm -rf "$WORLD/taken"
}

clean_working_tree() {
  ann_has_a_checkout
  preflight_leaves_all REF=.
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]]
  as_ann sh -c 'echo extra >"$1/extra"; echo extra >>"$1/.git/info/exclude"; touch "$1"/lib/*' sh "$TREE"
  preflight_leaves_all REF=. # git would have to look into every file, and into the exclusions of this checkout
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]]
}

linked_worktree() {
  ann_has_a_checkout
  in_tree worktree add -q "$MOUNT/second" v1
  TREE=$MOUNT/second
  dirty
  look_of "$MOUNT/tree" >"$WORLD/before-first"
  preflight_leaves_all REF=.
  look_of "$MOUNT/tree" | diff "$WORLD/before-first" -
  [[ $(git_of_volume show "$COMMIT:untracked.txt") == untracked ]]
  in_tree config core.splitIndex true
  in_tree update-index --split-index
  preflight_leaves_all REF=.
}

elsewhere_on_the_host() {
  ann_has_a_checkout
  as_ann cp -a "$TREE" "$WORLD/ann/tree"
  rm -rf "$TREE"
  TREE=$WORLD/ann/tree
  in_tree remote set-url origin "../../${ORIGIN##*/}"
  dirty
  preflight_leaves_all REF=.
  preflight_leaves_all REF=main
  in_tree remote remove origin
  preflight_leaves_all REF=main
  rm -rf "$TREE"
}

pinned() {
  ann_has_a_checkout
  preflight_leaves_all REF=main
  local first=$COMMIT
  as_ann_git -C "$ORIGIN" commit -q --allow-empty -m 'Third'
  mv "$ORIGIN" "$ORIGIN.away"
  preflight_leaves_all REF=main "COMMIT=$first"
  [[ $COMMIT == "$first" ]]
  preflight REF=main COMMIT=1111111111111111111111111111111111111111
  refused no-ref
  preflight REF=main
  refused fetch-failed
}

no_such_ref() {
  ann_has_a_checkout
  as_ann_git -C "$ORIGIN" branch maintenance
  preflight REF=mian
  refused no-ref
  answered '.detail | contains("nearest: main")'
  local odd
  for odd in deadbeef -delete main..v1 '$(touch /tmp/x)' '{''{ssm:x}''}' '*' ''; do
    preflight "REF=$odd"
    answered '.ok == false and (.reason == "no-ref" or .reason == "bad-value")'
  done
}

slots_compared() {
  ann_has_a_checkout
  preflight_leaves_all REF=main
  as_ann mkdir -p "$MOUNT/sojourn/slots/1" "$MOUNT/sojourn/slots/2" "$MOUNT/sojourn/slots/3"
  in_tree rev-parse v1 | as_ann tee "$MOUNT/sojourn/slots/1/commit"
  echo "$COMMIT" | as_ann tee "$MOUNT/sojourn/slots/2/commit"
  preflight REF=main
  answered '.files_differ == 0'
  answered '.slots == [{slot: 1, files_differ: 1}, {slot: 2, files_differ: 0}, {slot: 3, files_differ: null}]'
  preflight REF=main SLOT=1
  answered '.files_differ == 1'
}

unfit() {
  ann_has_a_checkout
  preflight REF=main NEED_MIB=100000
  refused no-space
  preflight REF=main NEED_INODES=100000000
  refused no-space
  preflight REF=main "SOURCE=$MOUNT/nothing"
  refused no-source
  preflight REF=main "SOURCE=$MOUNT"
  refused no-source
  as_ann mkdir "$MOUNT/plain"
  preflight REF=main "SOURCE=$MOUNT/plain"
  refused no-source
  preflight REF=main "SOURCE=$TREE/lib"
  refused no-source
  in_tree config remote.origin.promisor true
  preflight REF=main
  refused no-source
  in_tree config --unset remote.origin.promisor
  chown -R 0:0 "$TREE" "$ORIGIN"
  preflight REF=main
  refused root-owned
  preflight REF=main ALLOW_ROOT=true
  answered '.ok and .owner == 0'
}

unfit_volume() {
  ann_has_a_checkout
  printf 'volume=vol-0other\n' >"$MOUNT/.sojourn-volume"
  preflight REF=main
  answered '.reason == "bad-value" or .reason == "wrong-marker" or .ok' # not a marker that Sojourn wrote
  printf 'volume=vol-0123\nuuid=%s\nepoch=4\n' "$VOLUME_UUID" >"$MOUNT/.sojourn-volume"
  preflight REF=main
  refused wrong-marker
  rm "$MOUNT/.sojourn-volume"
  mount -o remount,ro "$MOUNT"
  preflight REF=main
  refused read-only
  mount -o remount,rw "$MOUNT"
  preflight REF=main VOLUME=vol-0404
  refused wrong-volume
  umount "$MOUNT"
  preflight REF=main
  refused not-mounted
  disk "$LOOP" "${VOLUME/-/}" "$(lsblk_numbers "$LOOP")" LVM2_member '' disk ''
  mount "$LOOP" "$MOUNT"
  preflight REF=main
  refused filesystem
  answered '.detail | contains("LVM2_member")'
}

missing_tools() {
  ann_has_a_checkout
  mkdir "$WORLD/few-tools"
  local tool
  for tool in /usr/bin/* /usr/sbin/*; do
    case ${tool##*/} in cmake | ninja) ;; *) ln -s "$tool" "$WORLD/few-tools/" 2>/dev/null || true ;; esac
  done
  PATH=$HERE/stand-ins:$WORLD/few-tools preflight REF=main
  refused missing-tool
  answered '.detail | contains("cmake ninja")'
  PATH=$HERE/stand-ins:$WORLD/few-tools preflight REF=main RECIPE=script
  answered .ok
}

crowd() {
  ann_has_a_checkout
  for _ in {1..12}; do (cd "$TREE" && exec sleep 60) & done
  eventually [ "/proc/$!/cwd" -ef "$TREE" ]
  preflight REF=main
  answered '.ok and .holder_count == 12 and (.holders | length) == 8 and .holders[0].comm == "sleep"'
}

it 'a branch, a tag, a pull request and a short hash are found; the checkout stays byte for byte as it was' refs
it 'a commit is found in the checkout, or fetched by its hash from the origin' fresh_hash
it 'the working tree is taken exactly as it is, and stays byte for byte as it was' working_tree
it 'an unchanged working tree gives its own tree, and no object gets a new time' clean_working_tree
it 'a linked worktree and a split index are taken like any other' linked_worktree
it 'a checkout elsewhere on the host works, with a relative origin and with none' elsewhere_on_the_host
it 'a pinned commit needs no origin, and one that is gone is said' pinned
it 'an unknown ref is refused with the nearest ones; odd ones do no harm' no_such_ref
it 'the slots say how far they are from the commit' slots_compared
it 'too little space, no checkout, a partial one and one of root are refused by name' unfit
it 'a wrong, read-only, unmounted or layered volume is refused by name' unfit_volume
it 'missing tools are named, and a script build needs none of them' missing_tools
it 'who holds the mount is listed without refusing' crowd
