# shellcheck shell=bash
# Unmounts every volume of the machine, the last mounted first.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
# shellcheck source=look.bash
source "$machine_parts/look.bash"
# shellcheck source=weak.bash
source "$machine_parts/weak.bash"

failed=0
list() { if [[ $(isolation_now) == weak ]]; then weak_mounts; else volumes_in /proc/self/mountinfo; fi; }
while read -r _ path; do
  path=$(printf '%b' "${path//\\/\\0}")
  sync -f "$path"
  umount "$path" || failed=1
done < <(list | tac)
exit "$failed"
