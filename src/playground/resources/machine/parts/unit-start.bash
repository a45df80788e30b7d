# shellcheck shell=bash
# Starts the supervisor of a loaded unit as a session of its own, with the machine's environment and no open file of
# the caller (a lock that the caller holds must not live on in the unit), and returns when the unit has begun.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
machine_program=${machine_parts%/*}/machine
# shellcheck source=common.bash
source "$machine_parts/common.bash"
# shellcheck source=environment.bash
source "$machine_parts/environment.bash"
# shellcheck source=units.bash
source "$machine_parts/units.bash"

name=$1
# The caller's PATH begins with the stand-ins already; the machine's own is made from what follows them.
PATH=${PATH//"${machine_parts%/*}/stand-ins:"/}
PATH=${PATH//"${machine_parts%/*}/stand-ins-weak:"/}
read_environment
kept=()
for setting in "${environment[@]}"; do
  [[ $setting == HOME=* ]] || kept+=("$setting")
done
supervisor=service-supervisor.bash
[[ $name != *.timer ]] || supervisor=timer-supervisor.bash
(
  close_other_descriptors
  cd /
  exec setsid --fork env -i "${kept[@]}" bash "$machine_parts/$supervisor" "$name" \
    </dev/null >>"$machine_folder/console.log" 2>&1
)
left=500
while [[ $(unit_property "$name" ActiveState) == activating && $left -gt 0 ]]; do
  sleep 0.01
  left=$((left - 1))
done
