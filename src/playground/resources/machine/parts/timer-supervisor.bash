# shellcheck shell=bash
# Waits as long as a timer says, then turns it into its service.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
# shellcheck source=units.bash
source "$machine_parts/units.bash"

name=$1 service=${1%.timer}.service
export INVOCATION_ID
INVOCATION_ID=timer-$(unit_property "$name" InvocationID)
set_property "$name" SubState waiting
set_property "$name" ActiveState active
# Its environment shows the mark by which `systemctl stop` finds it: a process's own is fixed at its start.
env sleep "$(unit_property "$name" OnActiveSec)" &
wait $! || exit 0
is_loaded "$name" || exit 0
mv "$units_folder/$name" "$units_folder/$service" || exit 0
set_property "$service" ActiveState activating
note "$name elapsed"
unset INVOCATION_ID
exec bash "$machine_parts/service-supervisor.bash" "$service"
