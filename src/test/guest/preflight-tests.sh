# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Preflight: the developer's checkout stays as it was, the right commit is found, everything unfit is refused by name.

source ./anns-checkout.sh

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
  touch "$MOUNT/notes.txt"
  mount "$LOOP" "$MOUNT"
  preflight REF=main
  refused mount-point-not-empty
  answered '.detail | contains(": notes.txt")'
  umount "$MOUNT"
  rm "$MOUNT/notes.txt"
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

# in_the_way FILE MINUTES: what a git that was killed so long ago has left.
in_the_way() { as_ann touch -d "$2 minutes ago" "$MOUNT/sojourn/repository.git/$1"; }

killed_git() {
  local ref
  ann_has_a_checkout
  preflight_leaves_all REF=v1
  for ref in main .; do
    in_the_way refs/sojourn/jobs/7.lock 2
    in_the_way packed-refs.lock 2
    in_the_way shallow.lock 2
    in_the_way objects/pack/tmp_pack_old 61
    in_the_way objects/pack/tmp_pack_new 1
    preflight_leaves_all "REF=$ref"
    [[ -z $(find "$MOUNT/sojourn" -name '*.lock') && $(cd "$MOUNT/sojourn/repository.git/objects/pack" && echo tmp_*) == tmp_pack_new ]]
  done
  # One that may still be alive is waited for.
  in_the_way refs/sojourn/jobs/7.lock 0
  preflight REF=main
  refused fetch-failed
  answered '.detail | contains("7.lock")'
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
it 'a pinned commit needs no origin, and one that is gone is said' pinned
it 'an unknown ref is refused with the nearest ones; odd ones do no harm' no_such_ref
it 'too little space, no checkout, a partial one and one of root are refused by name' unfit
it 'a wrong, read-only, unmounted or layered volume, or one above files of the host, is refused by name' unfit_volume
it 'missing tools are named, and a script build needs none of them' missing_tools
it 'what a killed git has left stops nobody after a minute, and unfinished packs go after an hour' killed_git
it 'who holds the mount is listed without refusing' crowd
