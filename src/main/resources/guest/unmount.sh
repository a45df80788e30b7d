# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Takes the volume out of the machine's tree, so that it can be detached. Already out is fine. Never lazy, never forced:
# whoever holds it is named, and nothing has changed. Host and builder.
# Values: ROLE host|builder, END_HOLDERS (builder only), AWAY (host, optional: the text of AWAY.md).
guard
matching ROLE 'host|builder'
truth END_HOLDERS false
lines AWAY ''

# What nobody should save into by mistake while the volume is away: the bare mount point, immutable where it may be.
seal() {
  [[ $ROLE == host && -n $AWAY && ! -L $MOUNT ]] || return 0
  chattr -i "$MOUNT" 2>/dev/null || true # not every filesystem knows the flag
  printf '%s\n' "$AWAY" >"$MOUNT/AWAY.md"
  chattr +i "$MOUNT" 2>/dev/null || true
}

# traces: where the filesystem is still in use although MOUNT is free.
traces() {
  { grep -sHE "^[0-9]+ [0-9]+ $NUMBERS " /proc/[0-9]*/mountinfo || true; } |
    awk 'NR == 1 {split($1, part, "/"); print "mounted at " $5 " as process " part[3] " sees it"}'
  [[ ! -d /sys/fs/$FSTYPE/${NODE##*/} ]] || echo "the kernel still has the $FSTYPE of $NODE open"
}

# forget: what this machine knew of the volume and of the builds whose files have left with it.
forget() {
  local build
  rm -f "$RUN/mounts/$VOLUME"
  for build in "$RUN"/builds/*; do
    if [[ -f $build && $(sed -n 4p "$build") == "$HOME_ON_VOLUME"/* ]]; then rm "$build"; fi
  done
}

gone() {
  local left
  for _ in {1..20}; do
    left=$(traces)
    if [[ -z $left ]]; then
      seal
      forget
      answer '"mounted":false'
    fi
    sleep 0.25
  done
  refuse still-mounted "$MOUNT is free but the filesystem of $VOLUME is still in use: $left"
}

held() {
  local found
  found=$(holders_once "$NUMBERS")
  [[ -n $found || -n $1 ]] || return 0
  refuse held "$MOUNT is in use${1:+ ($1)}: end or leave what holds it, then try again" "$(holder_members "$found")"
}

numbers=$(mounted_numbers)
if ! device_of_volume; then
  [[ -n $numbers ]] || answer '"mounted":false' # not even attached
  refuse wrong-volume "$MOUNT is mounted from device $numbers, and no disk of this machine is $VOLUME"
fi
[[ -n $NODE ]] || answer '"mounted":false' # attached, without a filesystem that could be mounted
[[ -n $numbers ]] || gone
[[ $numbers == "$NUMBERS" ]] || refuse wrong-volume "$MOUNT is mounted from device $numbers; $VOLUME is $NODE ($NUMBERS)"

[[ $ROLE != builder || $END_HOLDERS != true ]] || end_holders "$NUMBERS"
held ''
if writable; then
  printf 'volume=%s\nuuid=%s\nepoch=%s\n' "$VOLUME" "$FSUUID" "$EPOCH" | write_durably "$MOUNT/.sojourn-volume"
fi
sync -f "$MOUNT"
words=$(umount "$MOUNT" 2>&1) || held "$words"
[[ -z $(mounted_numbers) ]] || refuse still-mounted "something is still mounted at $MOUNT: it had been mounted more than once"
gone
