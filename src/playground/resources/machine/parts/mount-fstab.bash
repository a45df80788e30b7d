# shellcheck shell=bash
# At boot: mounts what fstab names, save noauto entries and those whose disk is away.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
# shellcheck source=devices.bash
source "$machine_parts/devices.bash"

failed=0
while IFS=$'\t' read -r device directory _ options; do
  [[ ,$options, != *,noauto,* ]] || continue
  if ! find_disk "$device"; then
    echo "init: $directory stays empty: $device is not attached"
    continue
  fi
  mkdir -p "$directory"
  mount "$directory" || failed=1
done < <(fstab_entries)
exit "$failed"
