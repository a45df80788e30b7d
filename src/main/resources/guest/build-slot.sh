# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# A slot's files beside src/ and build/, written by the build in it and read by the next one and by the host: used, profile,
# size, building (JOB ATTEMPT, while one runs), synced (its time: when the last complete sync began; its content: ninja's log
# as of then). A builder may vanish as in a power cut. What was written since the last sync may then be empty although
# ninja's log has it as made; so files, log and git's index go back to what is surely on the disk.

# Tests like to leave folders that nobody may enter.
remove_folder() { rm -rf "$1" 2>/dev/null || { chmod -R u+rwX "$1" && rm -rf "$1"; }; }

# free_space: "MIB INODES" free on the volume.
free_space() { stat -f -c '%a %S %d' "$HOME_ON_VOLUME" | awk '{printf "%d %d\n", $1 * $2 / 1048576, $3}'; }

enter_slot() {
  local used=0
  mkdir -p "$SLOT_DIR" || return
  [[ -s $JOB_DIR/free-before ]] || free_space >"$JOB_DIR/free-before" || return
  if [[ -e $SLOT_DIR/building ]]; then
    distrust || return
  elif [[ ! -e $SLOT_DIR/synced ]]; then
    mark || return
  fi
  write_durably "$SLOT_DIR/building" <<<"$JOB $ATTEMPT" || return
  read -r used 2>/dev/null <"$SLOT_DIR/used" || true # a new slot
  if [[ $CLEAN == true && $used =~ ^[0-9]+$ ]] && ((used > STARTED + 5)); then
    remove_folder "$SOURCE_DIR" || return # its files would stay newer than all that is built from them
  fi
  write_durably "$SLOT_DIR/used" <<<"$STARTED" && write_durably "$SLOT_DIR/profile" <<<"$PROFILE"
}

# mark: all that was written until now is on the disk, and the slot says so.
mark() {
  local now new=$SLOT_DIR/synced.new
  now=$(date +%s.%N)
  : >"$new" || return
  [[ ! -f $BUILD_DIR/.ninja_log ]] || cat "$BUILD_DIR/.ninja_log" >"$new" || return
  sync -f "$SLOT_DIR" && touch -d "@$now" "$new" && mv -f "$new" "$SLOT_DIR/synced"
}

keep_marks() {
  while sleep "$SYNC_S"; do
    mark || echo "Sojourn: the sync mark was not renewed"
    reserve_log
  done
}

end_marks() {
  [[ -n $MARKS ]] || return 0
  kill -KILL -- "-$MARKS" 2>/dev/null
  wait "$MARKS" 2>/dev/null
}

# reserve_log: room for the log's next MiB, so that a build that fills the volume can still say so.
reserve_log() {
  fallocate --keep-size --offset "$(stat -c %s "$JOB_DIR/build.log")" --length 1MiB "$JOB_DIR/build.log" 2>/dev/null || true
}

release_log() { truncate -s "$(stat -c %s "$JOB_DIR/build.log")" "$JOB_DIR/build.log"; }

# distrust: removes what is newer than the last mark. The time of change counts as well: a copy may have kept its old time.
distrust() {
  local since=0 folder folders=() removed=''
  [[ ! -e $SLOT_DIR/synced ]] || since=$(($(stat -c %Y "$SLOT_DIR/synced") - 2))
  for folder in "$SOURCE_DIR" "$BUILD_DIR"; do [[ ! -d $folder ]] || folders+=("$folder"); done
  if ((${#folders[@]} > 0)); then
    find "${folders[@]}" -type d ! -perm -700 -exec chmod u+rwx {} ';' || return
    removed=$(find "${folders[@]}" ! -type d '(' -newermt "@$since" -o -newerct "@$since" ')' ! -path "$SOURCE_DIR/.git" \
      ! -path "$BUILD_DIR/.ninja_log" ! -path "$BUILD_DIR/.ninja_deps" -printf . -delete) || return
  fi
  echo "${#removed}" >"$JOB_DIR/distrusted" || return
  echo "Sojourn: the build before in slot $SLOT was cut off; files newer than its last sync ($(date -u -d "@$since" +%FT%TZ)): ${#removed} removed"
  ((${#removed} == 0)) || rm -f "$BUILD_DIR/.sojourn-options" # CMake shall look after its own files
  restore_ninja_log && distrust_indexes "$since"
}

# Without its entry an output is built again, so no more than what stands in the marked log may count. Ninja itself cuts
# .ninja_deps off at the first record that it cannot read, and builds anew what has no record.
restore_ninja_log() {
  [[ -d $BUILD_DIR ]] || return 0
  if [[ -s $SLOT_DIR/synced ]]; then
    cat "$SLOT_DIR/synced" >"$BUILD_DIR/.ninja_log" || return
    # An unfinished last line must not swallow the next one that ninja writes.
    [[ -z $(tail -c 1 "$SLOT_DIR/synced") ]] || echo >>"$BUILD_DIR/.ninja_log"
  else
    rm -f "$BUILD_DIR/.ninja_log" "$BUILD_DIR/.ninja_deps"
  fi
}

# leave_slot: a clean end. Whatever comes later, the next build may trust what is here.
leave_slot() {
  mark || sync -f "$SLOT_DIR" || return # a full disk takes no mark
  rm -f "$SLOT_DIR/building"
}

# measure_slot: what the slot takes, and by how much the volume has become fuller since the job began.
measure_slot() {
  local free_mib free_inodes mib inodes before_mib before_inodes
  date +%s | write_durably "$SLOT_DIR/used"
  read -r free_mib free_inodes < <(free_space)
  read -r before_mib before_inodes <"$JOB_DIR/free-before" || return
  mib=$(du -sm "$SLOT_DIR" | cut -f 1)
  inodes=$(du -s --inodes "$SLOT_DIR" | cut -f 1)
  echo "$mib $inodes $((before_mib > free_mib ? before_mib - free_mib : 0))" \
    "$((before_inodes > free_inodes ? before_inodes - free_inodes : 0))" | write_durably "$SLOT_DIR/size"
}
