# shellcheck shell=bash
# Single quotes: the machine expands what is in them. Names of the suite come from suite.bash.
# shellcheck disable=SC2016,SC2154
# What people and their administrators do at a machine: programs in the tree, files of its own, a place that is sealed.

a_machine_has_etc_and_var_lib_of_its_own() {
  [[ $isolation != weak ]] || return 0
  plant_machine i-own
  plant_machine i-other
  boot i-own
  boot i-other
  in_machine i-own 'mkdir /etc/sojourn && echo mine >/etc/sojourn/on-return && chmod 755 /etc/sojourn/on-return'
  same "0 755" "$(in_machine i-own 'stat -c "%u %a" /etc/sojourn/on-return')"
  in_machine i-own 'mkdir -p /var/lib/sojourn/volumes && [[ -d $SOJOURN_STATE/sojourn/volumes ]]'
  exits_with 1 in_machine i-other '[[ -e /etc/sojourn || -e /var/lib/sojourn/volumes ]]'
  [[ ! -e /etc/sojourn ]] || wrong "it reached the computer's own /etc"
  contains "$(in_machine i-own 'cat /etc/fstab')" "the machine's own"
  end i-own
  boot i-own
  same mine "$(in_machine i-own 'cat /etc/sojourn/on-return')"
  end i-own i-other
}

a_machine_sees_what_the_computer_has_in_etc() {
  plant_machine i-etc
  boot i-etc
  same "$(cat /etc/hosts)" "$(in_machine i-etc 'cat /etc/hosts')"
  same "$(readlink -f /etc/alternatives/c++)" "$(in_machine i-etc 'readlink -f /etc/alternatives/c++')"
  end i-etc
}

a_command_that_was_installed_on_one_machine_is_found_there_only() {
  plant_machine i-tool
  plant_machine i-without
  mkdir "$playground/instances/i-tool/bin"
  printf '#!/bin/sh\necho installed\n' >"$playground/instances/i-tool/bin/where-am-i"
  chmod 0755 "$playground/instances/i-tool/bin/where-am-i"
  boot i-tool
  boot i-without
  same installed "$(in_machine i-tool where-am-i)"
  exits_with 127 in_machine i-without where-am-i
  end i-tool i-without
}

a_sealed_mount_point_takes_no_file_until_the_volume_is_mounted_on_it() {
  [[ $isolation != weak ]] || return 0
  plant_machine i-seal vol-seal
  boot i-seal
  in_machine i-seal 'umount "$mount"'
  if ! in_machine i-seal 'chattr +i "$mount"'; then
    end i-seal # not permitted here: there is nothing to see
    return 0
  fi
  exits_with 1 in_machine i-seal 'echo lost >"$mount/file"'
  exits_with 1 in_machine i-seal 'chmod 777 "$mount"'
  in_machine i-seal 'mount /dev/sdf "$mount" && echo kept >"$mount/file" && umount "$mount"'
  same "" "$(in_machine i-seal 'ls -A "$mount"')"
  in_machine i-seal 'chattr -i "$mount" && echo saved >"$mount/file"'
  end i-seal
}

a_seal_outlives_a_reboot() {
  [[ $isolation == namespaces ]] || return 0
  plant_machine i-sealed vol-sealed
  detach i-sealed vol-sealed
  boot i-sealed
  in_machine i-sealed 'chattr +i "$mount"' || { end i-sealed && return 0; }
  end i-sealed
  boot i-sealed
  exits_with 1 in_machine i-sealed 'echo lost >"$mount/file"'
  in_machine i-sealed 'chattr -i "$mount"'
  end i-sealed
}

a_clangd_that_somebody_starts_in_the_tree_is_one_process_of_that_name_and_ends_when_it_is_asked_to() {
  plant_machine i-clangd vol-clangd
  boot i-clangd
  local pid
  pid=$(start_in_background i-clangd 'cd "$mount" && exec clangd --background-index')
  eventually process_is "$pid" clangd
  eventually holders_are i-clangd vol-clangd 1
  exits_with 32 in_machine i-clangd 'umount "$mount"'
  in_machine i-clangd "$find_clangd; kill -TERM \$found"
  eventually holders_are i-clangd vol-clangd 0
  in_machine i-clangd 'umount "$mount"'
  end i-clangd
}

a_clangd_that_is_started_anew_by_its_command_line_has_its_name_again() {
  plant_machine i-anew
  boot i-anew
  start_in_background i-anew 'exec clangd -j=2'
  eventually in_machine i-anew "$find_clangd; [[ -n \$found ]]"
  in_machine i-anew "$find_clangd"'
    mapfile -d "" -t line <"/proc/$found/cmdline"
    kill "$found"
    setsid --fork "${line[@]}" </dev/null >/dev/null 2>&1'
  eventually in_machine i-anew "$find_clangd; [[ \$(tr '\0' ' ' <\"/proc/\$found/cmdline\") == *'clangd -j=2 ' ]]"
  end i-anew
}

a_process_that_somebody_left_in_the_background_can_be_asked_to_end_by_root_alone_or_its_owner() {
  [[ $isolation == namespaces ]] || return 0
  plant_machine i-term
  boot i-term
  local pid inside
  pid=$("$machine" exec "$playground/instances/i-term" --uid 1000 --gid 1000 --background -- sleep 1000)
  inside=$(awk '$1 == "NSpid:" { print $NF }' "/proc/$pid/status")
  exits_with 1 "$machine" exec "$playground/instances/i-term" --uid 1001 --gid 1001 -- kill "$inside"
  in_machine i-term "kill -TERM $inside"
  eventually process_is "$pid" ''
  end i-term
}

a_machine_tells_how_long_the_cores_waited_for_the_disk_where_the_computer_does() {
  [[ -r /proc/pressure/io ]] || return 0
  plant_machine i-pressure
  boot i-pressure
  contains "$(in_machine i-pressure 'cat /proc/pressure/io')" "some avg10="
  end i-pressure
}

# Sets `found` in the machine to the number of its clangd. Weak isolation shows those of other machines, too.
find_clangd='found=
  for process in $(grep -lzxsF "SOJOURN_PLAYGROUND_MACHINE=$SOJOURN_PLAYGROUND_MACHINE" /proc/[0-9]*/environ); do
    process=${process%/environ}
    [[ $(cat "$process/comm" 2>/dev/null) != clangd ]] || found=${process#/proc/}
  done'

start_in_background() {
  "$machine" exec "$playground/instances/$1" --background -- bash -c "mount=$(mount_of "$1"); $2"
}

# Whether the process has that name; none for one that is gone.
process_is() { [[ $(cat "/proc/$1/comm" 2>/dev/null || true) == "$2" ]]; }
