# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2034,SC2154
# The disks that a machine sees: its root disk and the attached volumes that its `devices` file names.

# Xen generations show no serial number and name their disks after the request; Nitro ones number them.
is_xen() { [[ ${INSTANCE_TYPE:-} =~ ^(t2|m4|c4|r4|i3|d2|m3|c3|r3|x1)\. ]]; }

# The node of a disk requested as /dev/sdf: steady while it is attached, whatever else comes and goes.
node_of() {
  local letter=${1##*/} number
  letter=${letter#sd} letter=${letter#xvd}
  if is_xen; then
    printf '/dev/xvd%s\n' "$letter"
    return
  fi
  number=$(($(printf '%d' "'${letter:0:1}") - 101))
  [[ $number -gt 0 ]] || number=$((number + 26))
  if [[ ${#letter} -gt 1 ]]; then number=$((number * 26 + $(printf '%d' "'${letter:1:1}"))); fi
  printf '/dev/nvme%dn1\n' "$number"
}

# Lines "volume<TAB>node<TAB>serial<TAB>uuid<TAB>requested name".
disks() {
  local volume requested serial uuid
  while IFS=$'\t' read -r volume requested _ serial uuid; do
    [[ -n $volume ]] || continue
    printf '%s\t%s\t%s\t%s\t%s\n' "$volume" "$(node_of "$requested")" "$serial" "$uuid" "$requested"
  done <"$machine_folder/devices"
}

# Sets disk_volume, disk_node, disk_serial, disk_uuid for a node, a requested name or UUID=…; fails for none.
find_disk() {
  local asked=$1 requested bare
  bare=${asked##*/} bare=${bare#sd} bare=${bare#xvd}
  while IFS=$'\t' read -r disk_volume disk_node disk_serial disk_uuid requested; do
    requested=${requested##*/} requested=${requested#sd} requested=${requested#xvd}
    case $asked in
      "$disk_node" | UUID="$disk_uuid" | "UUID=\"$disk_uuid\"") return 0 ;;
      /dev/sd* | /dev/xvd* | sd* | xvd*) [[ $bare != "$requested" ]] || return 0 ;;
    esac
  done < <(disks)
  return 1
}

# shellcheck source=weak.bash
source "$machine_parts/weak.bash"

# major:minor and mount points of a volume as this process sees them.
mounted_as() {
  if [[ $(isolation_now) == weak ]]; then weak_mounted_as "$1"; else
    awk -v upper="upperdir=$1/data," 'index($0, upper) { print $3, $5 }' /proc/self/mountinfo
  fi
}

# Lines "device<TAB>mount point<TAB>type<TAB>options".
fstab_entries() {
  awk -v OFS='\t' '!/^[ \t]*(#|$)/ { print $1, $2, $3, ($4 == "" ? "defaults" : $4) }' "$machine_folder/fstab"
}

# Sets entry_device, entry_type, entry_options for a mount point that fstab names; fails for none.
find_fstab_entry() {
  local directory
  while IFS=$'\t' read -r entry_device directory entry_type entry_options; do
    [[ ${directory%/} != "${1%/}" ]] || return 0
  done < <(fstab_entries)
  return 1
}
