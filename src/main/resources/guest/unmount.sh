# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# with: holders mount-point
# Takes the volume out of the machine's tree, so that it can be detached. Already out is fine. Never lazy, never forced:
# whoever holds it is named, and nothing has changed. Host and builder.
# Values: ROLE host|builder, END_HOLDERS (builder only); for the host, all optional: AWAY (the text of AWAY.md), JOB (which
# has the volume), UNTIL (epoch seconds when it should be back), THREAD (where to read on).
guard
matching ROLE 'host|builder'
truth END_HOLDERS false
lines AWAY ''
number JOB 0
number UNTIL 0
matching THREAD '(https?://[!-~]{1,400})?' ''
unmounted_here=false

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

# away: the volume is out. On the host nobody should save into the bare mount point, and everybody may read where it is.
away() {
  local members=('"mounted":false') since
  if [[ $ROLE == host ]]; then
    since=$(date +%s)
    [[ $unmounted_here == true || $(place state) != away ]] || since=$(place since)
    if [[ -n $AWAY ]]; then
      seal "$AWAY"
      members+=("$(text sealed "$SEALED")")
    fi
    place_is away "$since" "job=$JOB" "until=$UNTIL" "thread=$THREAD"
  fi
  forget
  answer "${members[@]}"
}

gone() {
  local left
  for _ in {1..20}; do
    left=$(traces)
    [[ -n $left ]] || away
    sleep 0.25
  done
  refuse still-mounted "$MOUNT is free but the filesystem of $VOLUME is still in use: $left"
}

# held [WORDS]: refuses where somebody holds it, or where the umount said so in WORDS.
held() {
  local members
  members=$(holder_members "$(holders_once "$NUMBERS")")
  [[ $members != '"holders":[],'* || -n $1 ]] || return 0
  refuse held "$MOUNT is in use${1:+ ($1)}: end or leave what holds it, then try again" "$members"
}

# leave_marker: on a volume that has no room left, over the one that it came with, whose numbers are never longer. A builder must
# let go of it in any case: the older marker is true, too, only less strict.
leave_marker() {
  local file=$MOUNT/.sojourn-volume words
  words=$(printf 'volume=%s\nuuid=%s\nepoch=%s' "$VOLUME" "$FSUUID" "$EPOCH")
  write_durably "$file" <<<"$words" ||
    { [[ -f $file && ! -L $file ]] && dd of="$file" conv=notrunc,nocreat,fsync oflag=nofollow status=none <<<"$words"; } ||
    [[ $ROLE == builder ]] || refuse no-space "$MOUNT cannot take its marker, 100 bytes; remove something there"
}

numbers=$(mounted_numbers)
if ! device_of_volume; then
  [[ -n $numbers ]] || away # not even attached
  refuse wrong-volume "$MOUNT is mounted from device $numbers, and no disk of this machine is $VOLUME"
fi
[[ -n $NODE || -n $numbers ]] || away # attached, without a filesystem that could be mounted
[[ -n $numbers ]] || gone
[[ $numbers == "$NUMBERS" ]] || refuse wrong-volume "$MOUNT is mounted from device $numbers; $VOLUME is $NODE ($NUMBERS)"

[[ $ROLE != builder || $END_HOLDERS != true ]] || end_holders "$NUMBERS"
held ''
if [[ $ROLE == host ]]; then
  hidden=$(hidden_files)
  [[ -z $hidden ]] || refuse mount-point-not-empty \
    "beneath the volume, $MOUNT hides files of its own, and with them it could not be mounted again: $hidden"
fi
if writable; then leave_marker; fi
sync -f "$MOUNT"
words=$(umount "$MOUNT" 2>&1) || held "$words"
[[ -z $(mounted_numbers) ]] || refuse still-mounted "something is still mounted at $MOUNT: it had been mounted more than once"
unmounted_here=true
gone
