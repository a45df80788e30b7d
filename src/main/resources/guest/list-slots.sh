# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names; used in the other parts
# Lists the slots on the volume and the room that is left. Host; changes nothing.
# with: source slots
# Values: SOURCE (whose owner the slots' owner is), ALLOW_ROOT.
OP=list-slots
volume_values
value SOURCE

difference() { echo null; } # from no commit in particular

[[ -n $(mounted_numbers) ]] || refuse not-mounted "the volume is not mounted at $MOUNT"
device_of_volume || refuse wrong-volume "no disk of this machine is $VOLUME"
[[ $(mounted_numbers) == "$NUMBERS" ]] || refuse wrong-volume "what is mounted at $MOUNT is not $VOLUME"
read -r OWNER GROUP < <(stat -c '%u %g' "$SOURCE") || refuse no-source "$SOURCE is not a folder of this machine"
OWNER_HOME=/
TOOLCHAIN=$(toolchain)
read -r blocks size < <(stat -f -c '%a %S' "$MOUNT")
answer "\"free_mib\":$((blocks * size / 1048576))" "$(slots_member 1700)"
