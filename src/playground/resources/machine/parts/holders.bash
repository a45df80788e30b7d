# shellcheck shell=bash
# In the machine: numbers of the processes that hold a volume.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
# shellcheck source=look.bash
source "$machine_parts/look.bash"

isolation=$(isolation_now)
device=$(volume_device "$1")
[[ -z $device ]] || holding "$device"
