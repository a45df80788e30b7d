# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # used by, and set in, the other files
# Two volumes, an ext4 and an xfs, which travel in turns; each has a host of its own, a repository, a slot, and Ann's files.

declare -A EPOCHS=([ext4]=0 [xfs]=0) COMMITTED_IN=() UUIDS=()

make_disks() {
  local kind
  DISKS=$(mktemp -d "${TMPDIR:-/tmp}/handoffs.XXXXX")
  chmod 755 "$DISKS"
  MOUNT=$DISKS/mnt/llvm
  HOME_ON_VOLUME=$MOUNT/sojourn
  REPOSITORY=$HOME_ON_VOLUME/repository.git
  CHECKOUT=$MOUNT/llvm-project
  export MOUNT GIT_CONFIG_GLOBAL=/dev/null
  mkdir -p "$DISKS/mnt" "$DISKS/bin"
  install -d -o 1000 -g 1000 "$DISKS/ann"
  # Says when fsck is at work.
  printf '#!/bin/sh\necho began >>%s/fsck\n%s "$@"\ncode=$?\necho ended >>%s/fsck\nexit $code\n' \
    "$DISKS" "$(command -v fsck)" "$DISKS" >"$DISKS/bin/fsck"
  chmod +x "$DISKS/bin/fsck"
  for kind in ext4 xfs; do
    choose_volume "$kind"
    truncate -s 512M "$IMAGE"
    if [[ $kind == ext4 ]]; then mkfs.ext4 -q -F -m 0 "$IMAGE"; else mkfs.xfs -q "$IMAGE"; fi
    UUID=$(blkid -p -s UUID -o value "$IMAGE")
    UUIDS[$kind]=$UUID
    install -m 666 /dev/null "$LEDGER"
    boot "$HOST"
    attach_to "$HOST"
    on "$HOST" mount "$LOOP" "$MOUNT"
    on "$HOST" install -d -o 1000 -g 1000 "$MOUNT/tree" "$CHECKOUT"
    as_ann_on_host git init -q -b main "$CHECKOUT"
    on "$HOST" umount "$MOUNT"
    ask_quietly "$HOST" mount ROLE=host WAIT_S=1 SETTLE_S=0
  done
}

ask_quietly() { # the first mount is not yet part of what is tried
  EPOCH=1
  send "$1" "$2" "op-$((++OPERATIONS))" "${@:3}"
  outcome
  [[ $ANSWER == *'"ok":true'* ]] || broken "$2 on $1: $ANSWER"
  EPOCHS["$FILESYSTEM"]=1
}

# choose_volume KIND
choose_volume() {
  FILESYSTEM=$1
  HOST=host-$1
  IMAGE=$DISKS/$1.img
  LEDGER=$DISKS/ledger-$1
  [[ $1 == ext4 ]] && VOLUME=vol-0e47 || VOLUME=vol-0f5
  UUID=${UUIDS[$1]-}
  EPOCH=${EPOCHS[$1]}
  COMMITTED=${COMMITTED_IN[$1]-}
  LOOP=$(losetup -lnO NAME -j "$IMAGE" 2>/dev/null | tr -d ' ') || true
}

as_ann_on_host() { on "$HOST" setpriv --reuid 1000 --regid 1000 --clear-groups env HOME="$DISKS/ann" "$@"; }

# ann_works: a commit, an edit, and old files go; all synced by the time at which the volume leaves. Preflight takes what she has.
ann_works() {
  local old=tree/h$((HANDOFF - 6)) refs=(main .)
  as_ann_on_host bash -euc '
    cd "$1"
    head -c 3000 /dev/urandom | base64 >"file-$(($2 % 40)).txt"
    echo "$2" >number
    git="git -c user.name=Ann -c user.email=ann@localhost -c gc.auto=0"
    $git add -A
    $git commit -q -m "$2"
    echo "an edit, $2" >edited
    rm -rf "$3"' bash "$CHECKOUT" "$HANDOFF" "$MOUNT/$old"
  sed -i "\\| $old/|d" "$LEDGER"
  COMMITTED=$(as_ann_on_host git -C "$CHECKOUT" rev-parse HEAD)
  COMMITTED_IN["$FILESYSTEM"]=$COMMITTED
  ask "$HOST" preflight "SOURCE=$CHECKOUT" "REF=${refs[HANDOFF / 2 % 2]}" "JOB=$HANDOFF" RECIPE=script
  COMMIT=$(jq -r .commit <<<"$ANSWER")
  git_looks_at_all
}

clean_up() {
  local machine kind
  for machine in "${!INIT[@]}"; do end "$machine" || true; done
  for kind in ext4 xfs; do
    losetup -lnO NAME -j "$DISKS/$kind.img" | xargs -rn 1 losetup -d || true
    chattr -i "$DISKS/host-$kind/mnt/llvm/AWAY.md" "$DISKS/host-$kind/mnt/llvm" 2>/dev/null || true
  done
  [[ -n ${KEEP-} ]] || rm -rf --one-file-system "$DISKS"
}
