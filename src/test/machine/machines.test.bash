# shellcheck shell=bash
# Single quotes: the machine expands what is in them. Names of the suite come from suite.bash.
# shellcheck disable=SC2016,SC2154

a_booted_machine_lives_until_it_is_killed() {
  plant_machine i-life vol-life
  local pid
  pid=$(boot i-life)
  "$machine" alive "$playground/instances/i-life"
  kill -0 "$pid"
  same "$pid" "$(boot i-life)"
  end i-life
  exits_with 1 "$machine" alive "$playground/instances/i-life"
  [[ ! -e /proc/$pid/exe ]] || wrong "init is still there"
}

a_machine_survives_the_death_of_whoever_booted_it() {
  plant_machine i-orphan vol-orphan
  setsid bash -c '"$1" boot "$2"; kill -KILL -- -$$' bash "$machine" "$playground/instances/i-orphan" || true
  same root "$(in_machine i-orphan 'id -un' | sed "s/^$(id -un)$/root/")"
  end i-orphan
}

a_fstab_volume_is_mounted_at_boot() {
  plant_machine i-fstab vol-fstab
  boot i-fstab
  same "vol-fstab $(mount_of i-fstab)" "$("$machine" mounts "$playground/instances/i-fstab")"
  in_machine i-fstab 'mountpoint -q "$mount" && echo kept >"$mount/file"'
  end i-fstab
  same "" "$("$machine" mounts "$playground/instances/i-fstab")"
}

a_volume_keeps_its_files_when_its_machine_is_killed() {
  plant_machine i-first vol-keep
  plant_machine i-second
  boot i-first
  in_machine i-first 'mkdir -p "$mount/folder" && echo one >"$mount/folder/file" && mv "$mount/folder" "$mount/moved"'
  end i-first
  detach i-first vol-keep
  attach i-second vol-keep /dev/sdg
  boot i-second
  in_machine i-second 'mount /dev/sdg "$mount"'
  same one "$(in_machine i-second 'cat "$mount/moved/file"')"
  end i-second
}

a_volume_is_not_reachable_but_through_its_mount() {
  plant_machine i-hidden vol-hidden
  boot i-hidden
  in_machine i-hidden 'echo secret >"$mount/file"; umount "$mount"'
  exits_with 1 in_machine i-hidden "cat $playground/volumes/vol-hidden/data/file"
  if [[ $isolation != weak ]]; then
    same "" "$(in_machine i-hidden "ls $playground/volumes; find /proc/[0-9]*/cwd/ -maxdepth 1 -name vol-hidden")"
    same i-hidden "$(in_machine i-hidden "ls $playground/instances")"
  fi
  end i-hidden
}

a_mounted_volume_is_not_mounted_by_a_second_machine() {
  plant_machine i-writer vol-one-writer
  plant_machine i-intruder
  boot i-writer
  attach i-intruder vol-one-writer /dev/sdf
  boot i-intruder
  contains "$(in_machine i-intruder 'mount /dev/sdf "$mount" 2>&1; echo "status $?"')" "mounted by i-writer"
  in_machine i-writer 'umount "$mount"'
  in_machine i-intruder 'mount /dev/sdf "$mount"'
  end i-writer i-intruder
}

a_volume_that_is_not_attached_is_not_mounted() {
  plant_machine i-away vol-away
  detach i-away vol-away
  boot i-away
  contains "$(in_machine i-away 'mount /dev/nvme1n1 "$mount" 2>&1')" "special device /dev/nvme1n1 does not exist."
  contains "$(in_machine i-away 'mount /dev/sdf "$mount/missing" 2>&1')" "does not exist."
  contains "$(cat "$playground/instances/i-away/console.log")" "stays empty"
  end i-away
}

a_mount_point_that_is_missing_is_said() {
  plant_machine i-point vol-point
  boot i-point
  contains "$(in_machine i-point 'umount "$mount"; mount /dev/sdf "$mount/nowhere" 2>&1')" "mount point does not exist."
  end i-point
}

a_busy_volume_is_not_unmounted_and_its_holders_are_counted() {
  plant_machine i-busy vol-busy
  boot i-busy
  local pid
  pid=$("$machine" exec "$playground/instances/i-busy" --background -- bash -c "cd $(mount_of i-busy) && exec sleep 100")
  eventually holders_are i-busy vol-busy 1
  exits_with 32 in_machine i-busy 'umount "$mount"'
  kill "$pid"
  eventually holders_are i-busy vol-busy 0
  in_machine i-busy 'umount "$mount"'
  end i-busy
}

holders_are() { [[ $("$machine" holders "$playground/instances/$1" "$2") -eq $3 ]]; }

a_disk_list_names_each_disk_by_its_serial_number() {
  plant_machine i-disks vol-disk-a vol-disk-b
  boot i-disks
  contains "$(in_machine i-disks 'lsblk -dnpo NAME,SERIAL')" "/dev/nvme2n1 voldiskb"
  contains "$(in_machine i-disks 'lsblk -Ppo NAME,SERIAL,MAJ:MIN,FSTYPE,UUID,TYPE,PKNAME /dev/nvme1n1')" \
    "NAME=\"/dev/nvme1n1\" SERIAL=\"voldiska\" MAJ:MIN=\"$(in_machine i-disks 'mountpoint -d "$mount"')\" FSTYPE=\"ext4\""
  detach i-disks vol-disk-a
  contains "$(in_machine i-disks 'lsblk -dnpo NAME,SERIAL')" "/dev/nvme2n1 voldiskb"
  exits_with 32 in_machine i-disks 'lsblk -dnpo NAME /dev/nvme1n1'
  end i-disks
}

an_old_instance_type_names_disks_as_xen_does() {
  plant_machine i-xen vol-xen
  sed -i s/t3.small/t2.small/ "$playground/instances/i-xen/env"
  boot i-xen
  same "/dev/xvda /dev/xvdf" "$(in_machine i-xen 'lsblk -dnpo NAME,SERIAL' | xargs)"
  end i-xen
}

an_option_that_a_stand_in_does_not_know_is_refused_aloud() {
  plant_machine i-strict vol-strict
  boot i-strict
  local command
  for command in "lsblk --tree" "mount -o journal_checksum /dev/sdf /mnt" "systemctl edit x" "systemd-run --pty true" \
    "systemd-run -p DynamicUser=yes true" "shutdown -c" "fsck -y /dev/sdf" "sysctl -a" "blockdev --getsize64 /dev/sdf" \
    "systemd-escape a" "systemctl show -p Slice x"; do
    exits_with 64 in_machine i-strict "$command"
  done
  same 11 "$(grep -c "refused: " "$playground/instances/i-strict/console.log")"
  end i-strict
}

a_shutdown_is_asked_of_the_cloud() {
  plant_machine i-power vol-power
  boot i-power
  in_machine i-power 'shutdown -P now'
  same poweroff "$(cat "$playground/instances/i-power/requests/shutdown")"
  in_machine i-power 'reboot'
  same reboot "$(cat "$playground/instances/i-power/requests/shutdown")"
  "$machine" alive "$playground/instances/i-power"
  "$machine" shutdown "$playground/instances/i-power"
  exits_with 1 "$machine" alive "$playground/instances/i-power"
  [[ ! -e $playground/volumes/vol-power/mounted ]] || wrong "the volume was left mounted"
}

a_check_after_an_unclean_leave_recovers_the_journal_once() {
  plant_machine i-unclean vol-unclean
  boot i-unclean
  contains "$(in_machine i-unclean 'fsck -p /dev/sdf 2>&1 || echo "status $?"')" "status 8"
  end i-unclean
  sed -i s/nofail/noauto/ "$playground/instances/i-unclean/fstab"
  boot i-unclean
  contains "$(in_machine i-unclean 'fsck -p /dev/nvme1n1')" "recovering journal"
  same 1 "$(in_machine i-unclean 'e2fsck -p /dev/nvme1n1' | grep -c 'clean')"
  touch "$playground/volumes/vol-unclean/fsck-needed"
  exits_with 4 in_machine i-unclean 'fsck -p /dev/nvme1n1'
  end i-unclean
}

a_mount_unit_follows_fstab() {
  plant_machine i-unit vol-unit
  boot i-unit
  in_machine i-unit '
    unit=$(systemd-escape -p --suffix=mount "$mount")
    [[ $(systemctl is-active "$unit") == active ]]
    systemctl stop "$unit" && ! mountpoint -q "$mount"
    systemctl daemon-reload && systemctl start "$unit" && mountpoint -q "$mount"
    systemctl start nowhere.mount || [[ $? -eq 5 ]]'
  end i-unit
}

a_command_gets_the_machine_environment_and_its_exit_status_back() {
  plant_machine i-exec
  boot i-exec
  export OUTSIDE=seen
  same "i-exec unseen" "$(in_machine i-exec 'echo $INSTANCE_ID ${OUTSIDE:-unseen}')"
  exits_with 7 in_machine i-exec 'exit 7'
  same passed "$(echo passed | in_machine i-exec cat)"
  end i-exec
}

the_owner_of_a_tree_is_a_real_user_where_that_is_permitted() {
  plant_machine i-owner vol-owner
  boot i-owner
  if [[ $isolation == namespaces ]]; then
    same 1000:1001 "$("$machine" exec "$playground/instances/i-owner" --uid 1000 --gid 1001 -- bash -c 'echo $(id -u):$(id -g)')"
  else
    ! "$machine" exec "$playground/instances/i-owner" --uid 1000 --gid 1001 -- true || wrong "it ran"
  fi
  end i-owner
}

what_user_data_says_runs_once_in_a_machine_life() {
  plant_machine i-data
  # shellcheck disable=SC2016  # the machine expands it
  printf '#!/usr/bin/env bash\necho "$INSTANCE_ID" >>"$SOJOURN_STATE/began"\n' >"$playground/instances/i-data/user-data"
  boot i-data
  eventually test -s "$playground/instances/i-data/state/began"
  end i-data
  boot i-data
  same i-data "$(cat "$playground/instances/i-data/state/began")"
  end i-data
}

every_orphan_is_reaped() {
  plant_machine i-reap
  boot i-reap
  in_machine i-reap 'for n in 1 2 3 4 5; do (sleep 0.1 & exec true); done'
  [[ $isolation == weak ]] || eventually has_no_zombie i-reap
  end i-reap
}

has_no_zombie() { in_machine "$1" '! ps -eo stat= | grep -q Z'; }

after_a_kill_no_process_is_left() {
  plant_machine i-gone vol-gone
  boot i-gone
  in_machine i-gone 'setsid --fork sleep 1000; systemd-run --quiet sleep 1000; cd "$mount" && setsid --fork sleep 1000'
  end i-gone
  same "" "$(grep -lsE "$playground/instances/[i]-gone" /proc/[0-9]*/environ /proc/[0-9]*/cmdline || true)"
}

a_volume_mounted_twice_in_one_machine_is_the_same_file_system() {
  [[ $isolation != weak ]] || return 0
  plant_machine i-twice vol-twice
  boot i-twice
  in_machine i-twice 'mkdir /mnt/again && mount /dev/sdf /mnt/again && [[ $(mountpoint -d /mnt/again) == $(mountpoint -d "$mount") ]]'
  exits_with 32 in_machine i-twice 'mount /dev/sdf "$mount"'
  end i-twice
}
