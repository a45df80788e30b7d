# shellcheck shell=bash disable=SC2154 # values stand in front of it
# What the builds of the handoffs are: writes, syncs, and only then notes in the ledger, outside of the volume, what is surely
# on the disk. Values: LEDGER, SCRATCH, TREE and SLOT (folders on the volume), MOUNT, SEED, TURNS, SYNC (or what stands in for it).
# The ledger's lines, "KIND HASH SIZE PATH": file (as it is from now on; hash "-": removed), maybe (or so), prefix (it begins
# so), loose (written, never synced).
set -euo pipefail # after a power cut every sync fails, and nothing more may be noted
RANDOM=$SEED
mkdir -p "$TREE"
"$SYNC" "$TREE" "${TREE%/*}"

note() { printf '%s %s %s %s\n' "$1" "$2" "$3" "${4#"$MOUNT"/}" >>"$LEDGER"; }

# content BYTES: sets HASH. What is noted is what was meant to be written, not what was read back.
content() {
  head -c "$1" /dev/urandom >"$SCRATCH"
  read -r HASH _ < <(sha256sum "$SCRATCH")
}

one_file() { # FOLDER
  content $((RANDOM * 2))
  cp "$SCRATCH" "$1/file-$turn"
  "$SYNC" "$1/file-$turn" "$1"
  note file "$HASH" - "$1/file-$turn"
}

many_files() {
  local lines=() number
  for number in {1..10}; do
    content $((RANDOM / 10))
    cp "$SCRATCH" "$TREE/of-many-$turn-$number"
    lines+=("file $HASH - ${TREE#"$MOUNT"/}/of-many-$turn-$number")
  done
  "$SYNC" -f "$TREE"
  printf '%s\n' "${lines[@]}" >>"$LEDGER"
}

replaced_file() {
  local file=$TREE/replaced-$((RANDOM % 3))
  content $((RANDOM + 1))
  cp "$SCRATCH" "$file.new"
  "$SYNC" "$file.new"
  if [[ -e $file ]]; then note maybe "$HASH" - "$file"; fi
  mv -f "$file.new" "$file"
  "$SYNC" "$TREE"
  note file "$HASH" - "$file"
}

removed_file() {
  local files=("$TREE"/file-*)
  local file=${files[RANDOM % ${#files[@]}]}
  [[ -f $file ]] || return 0
  note maybe - - "$file"
  rm "$file"
  "$SYNC" "$TREE"
  note file - - "$file"
}

growing_file() {
  local file=$TREE/growing size
  content 5000
  cat "$SCRATCH" >>"$file"
  "$SYNC" "$file" "$TREE"
  read -r HASH _ < <(sha256sum "$file")
  size=$(stat -c %s "$file") # by itself: one that is killed in between must end the writer, not leave a note without a size
  note prefix "$HASH" "$size" "$file"
  cat "$SCRATCH" >>"$file" # and this may be lost
}

loose_files() {
  content $((RANDOM * 40))
  cp "$SCRATCH" "$TREE/loose-$turn"
  note loose "$HASH" - "$TREE/loose-$turn"
}

for ((turn = 1; turn <= TURNS; turn++)); do
  case $((RANDOM % 7)) in
    0) one_file "$TREE" ;;
    1) one_file "$SLOT" ;;
    2) many_files ;;
    3) replaced_file ;;
    4) removed_file ;;
    5) growing_file ;;
    6) loose_files ;;
  esac
done
