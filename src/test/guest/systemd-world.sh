# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034,SC2154 # code as data; used in the tests
# The real systemd as the first process of a machine of its own, which has its own processes, mounts, control groups and units, and
# shares nothing with this computer but disks. It has no udev, so its units know of no device.

SYSTEMD_PROGRAM=/lib/systemd/systemd
UNITS=$WORLD/systemd-units
GROUPS_OF=$WORLD/cgroup2

systemd_may_run() {
  [[ -x $SYSTEMD_PROGRAM ]] &&
    unshare --mount --pid --fork --mount-proc --cgroup --uts --ipc mount -t cgroup2 none /sys/fs/cgroup 2>/dev/null
}

unit_name() { systemd-escape -p --suffix=mount "$MOUNT"; }

# systemd_boots: mounts as at any boot. Fails where that is not permitted.
systemd_boots() {
  GROUP_OF=$GROUPS_OF/sojourn-test-$BASHPID
  mkdir -p "$WORLD/real" "$GROUPS_OF"
  ln -sf "$(PATH=/usr/bin:/bin command -v systemctl)" "$WORLD/real/"
  printf '%s\n' '[Unit]' DefaultDependencies=no "Wants=$(unit_name)" >"$UNITS/machine.target"
  touch "$WORLD/fstab"
  mount -t cgroup2 none "$GROUPS_OF"
  mkdir "$GROUP_OF"
  (
    echo "$BASHPID" >"$GROUP_OF/cgroup.procs"
    exec unshare --mount --pid --fork --kill-child --mount-proc --cgroup --uts --ipc --propagation private bash -euc '
      mount -t tmpfs tmpfs /run
      mount --bind "$1" "$1"
      mount --bind "$1/fstab" /etc/fstab
      mount -o remount,bind,ro /
      mount -o remount,bind,ro /sys
      mount -t cgroup2 none /sys/fs/cgroup
      export container=machine SYSTEMD_UNIT_PATH=$2 SYSTEMD_GENERATOR_PATH=/nowhere
      exec "$3" --system --unit=machine.target --show-status=no' bash "$WORLD" "$UNITS" "$SYSTEMD_PROGRAM"
  ) </dev/null >"$WORLD/systemd-words" 2>&1 &
  BOOTED=$!
  eventually systemd_runs || { cat "$WORLD/systemd-words"; return 1; }
}
systemd_runs() {
  SYSTEMD=$(pgrep -P "$BOOTED") && [[ $(in_there systemctl is-system-running 2>/dev/null) == running ]]
}

# in_there COMMAND…: on that machine.
in_there() { nsenter --target "$SYSTEMD" --mount --pid --uts --ipc --cgroup env PATH="$WORLD/real:$PATH" "$@"; }

systemd_ends() {
  kill -KILL "$SYSTEMD"
  wait "$BOOTED" 2>/dev/null || true
  eventually groups_are_gone
  umount "$GROUPS_OF"
}
groups_are_gone() { find "$GROUP_OF" -depth -type d -exec rmdir {} + 2>/dev/null; [[ ! -e $GROUP_OF ]]; }

# unit_of_mount [LINE…]: the mount point's unit, as its file now says.
unit_of_mount() {
  printf '%s\n' '[Unit]' DefaultDependencies=no "$@" '[Mount]' "What=$LOOP" "Where=$MOUNT" Type=ext4 \
    >"$UNITS/$(unit_name)"
}
