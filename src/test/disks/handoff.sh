# shellcheck shell=bash disable=SC2034,SC2154 # used by, and set in, the other files
# One handoff: away from the host, a build on the builder that ends in one way or another, and home again.

AIM=any

handoff() {
  local ways=(finished finished stopped killed held power power power-in-unmount)
  LEFT=${ways[RANDOM % ${#ways[@]}]}
  case $PLANT in
    unsynced) LEFT=power ;;
    unclean) LEFT=killed ;;
  esac
  choose_volume "$([[ $((HANDOFF % 2)) == 1 ]] && echo ext4 || echo xfs)"
  SAID=0
  echo "${LANE}handoff $HANDOFF: $FILESYSTEM, $LEFT"
  ann_works
  away
  build_begins
  SAME_AS=''
  [[ -z $PLANT || $LEFT == finished ]] || eventually writes_already
  "leaves_${LEFT//-/_}"
  home
}

away() {
  EPOCH=$((EPOCH + 1))
  all_of "$(tree_on "$HOST")" >"$DISKS/manifest"
  ask "$HOST" unmount ROLE=host "AWAY=The volume is away." "JOB=$HANDOFF"
  detach_from "$HOST"
  boot builder
  attach_to builder
  ask builder mount ROLE=builder MARKER_REQUIRED=true "UUID=$UUID" WAIT_S=1 SETTLE_S=0
  same_as_before 'on the builder' "$(tree_on builder)" "$DISKS/manifest"
  compare_with_ledger 'on the builder' "$(tree_on builder)"
}

home() {
  local check=false
  EPOCH=$((EPOCH + 1))
  EPOCHS["$FILESYSTEM"]=$EPOCH
  attach_to "$HOST"
  if [[ $LEFT == power* ]]; then
    check=true
    [[ $FILESYSTEM == xfs ]] || ((RANDOM % 2 > 0)) || AIM=fsck
  fi
  ask "$HOST" mount ROLE=host MARKER_REQUIRED=true "UUID=$UUID" "CHECK_FS=$check" WAIT_S=1 SETTLE_S=0
  AIM=any
  [[ $PLANT != flip ]] || flip_a_byte
  [[ -z $SAME_AS ]] || same_as_before 'at home' "$(tree_on "$HOST")" "$SAME_AS"
  compare_with_ledger 'at home' "$(tree_on "$HOST")"
  repositories_are_sound 'at home'
  one_marker 'at home'
}

# flip_a_byte: of something that was synced.
flip_a_byte() {
  local path
  path=$(awk '$1 == "file" && $2 != "-" {path = $4} END {print path}' "$LEDGER")
  [[ -n $path ]] || return 0
  printf 'X' | dd of="$(tree_on "$HOST")/$path" bs=1 seek=0 conv=notrunc status=none
}

# build_begins: a real one, in the slot. Its files in the slot are rubbish to the next build if its builder is lost.
build_begins() {
  local turns=1000000 sync=sync every=1
  sed -i '\| sojourn/slots/|d' "$LEDGER"
  [[ $LEFT != finished ]] || turns=20
  [[ $PLANT != unsynced ]] || sync=true
  [[ $PLANT != @(unsynced|unclean) ]] || every=600 # or the sync that every build makes now and then would mend it
  install -m 666 /dev/null "$DISKS/builder/scratch"
  ask builder start-build "JOB=$HANDOFF" ATTEMPT=1 "COMMIT=$COMMIT" SLOT=1 OWNER=1000 GROUP=1000 RECIPE=script "SYNC_S=$every" \
    "SCRIPT=LEDGER=$LEDGER SCRATCH=$DISKS/builder/scratch TREE=$MOUNT/tree/h$HANDOFF SLOT=\$SOJOURN_BUILD MOUNT=$MOUNT \
SEED=$RANDOM TURNS=$turns SYNC=$sync
[[ \$(<number) == $HANDOFF ]] || exit 9
$(<"$DISKS_HOME/writer.sh")"
}


unit() { cat "$DISKS/builder/units/sojourn-build-$HANDOFF-1"; }

# writes_already: the build has noted five files, so that there is something for a planted fault to hit.
writes_already() { (($(grep -c "^file .* tree/h$HANDOFF/" "$LEDGER") >= 5)); }

has_ended() { [[ -s $(tree_on builder)/sojourn/jobs/$HANDOFF/status.json ]] && not_alive; }
not_alive() { ! on builder pgrep -s "$(unit)" >/dev/null; }

leaves_finished() {
  local log
  eventually has_ended || broken "the build did not end: $(tail -n 5 "$(tree_on builder)/sojourn/jobs/$HANDOFF/build.log")"
  log=$(tree_on builder)/sojourn/jobs/$HANDOFF
  jq -e '.exit == 0' "$log/status.json" >/dev/null || broken "the build failed: $(tail -n 5 "$log/build.log")"
  leaves_cleanly
}

leaves_stopped() {
  nap $((RANDOM % 1200))
  ask builder stop-build
  not_alive || broken 'the build is still alive'
  leaves_cleanly
}

leaves_killed() {
  nap $((RANDOM % 1200))
  if on builder pkill -KILL -s "$(unit)"; then struck build-killed; fi
  eventually nothing_writes
  leaves_cleanly
}
# Phases of the build are process groups in the session of the unit.
nothing_writes() { not_alive; }

leaves_held() {
  nap $((RANDOM % 1200))
  lets_go
}

leaves_power() {
  nap $((RANDOM % 1500))
  if cut_power builder; then struck "power-cut-of-$FILESYSTEM"; fi
}

leaves_power_in_unmount() {
  nap $((RANDOM % 500))
  send builder unmount "op-$((++OPERATIONS))" ROLE=builder END_HOLDERS=true
  nap $((RANDOM % 700))
  if cut_power builder 2>/dev/null; then struck "power-cut-of-$FILESYSTEM-in-unmount"; fi
  wait "$RUNNING" 2>/dev/null || true
}

leaves_cleanly() {
  SAME_AS=$DISKS/manifest
  all_of "$(tree_on builder)" >"$SAME_AS"
  if [[ $PLANT == unclean ]]; then
    cut_power builder || true
    return
  fi
  lets_go
}

lets_go() {
  ask builder unmount ROLE=builder END_HOLDERS=true
  detach_from builder
  end builder
  if [[ $FILESYSTEM == ext4 ]]; then e2fsck -fn "$IMAGE" >"$DISKS/words" 2>&1; else xfs_repair -n "$IMAGE" >"$DISKS/words" 2>&1; fi ||
    broken "after a clean unmount the filesystem is not clean: $(tail -n 5 "$DISKS/words")"
}
