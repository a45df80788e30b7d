#!/usr/bin/env bash
# Names what belongs to the host alone: on machines that start from an image of the host it stays off. On the host itself
# nothing changes, now or later. As root, on the host, before the image is made:
#   host-only.sh check               what would hinder a builder, and what would stay off; changes nothing
#   host-only.sh install [UNIT…]     puts a systemd generator in place; the units are off on builders, with those found
#   host-only.sh remove              takes it out again (also on a new host that was made from such an image)
# At each start, the generator compares the machine's id with the host's and, on another machine, masks the units for
# that run, in /run. It runs before any unit is read, so nothing races; and nothing on the disk differs from the host's.
set -euo pipefail
export LC_ALL=C
ROOT=${SOJOURN_ROOT-} # in front of every path, for tests
GENERATOR=$ROOT/etc/systemd/system-generators/sojourn-host-only
SETTINGS=$ROOT/etc/sojourn/host-only # first line: the host's id; then units, one a line

# Changes the compiler in mid-build, or walks through the volume, or is a person's crontab.
ALWAYS=(apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service dnf-automatic.timer dnf-automatic-install.timer
  plocate-updatedb.timer mlocate-updatedb.timer cron.service crond.service anacron.service anacron.timer atd.service)

refuse() {
  printf 'Sojourn: %s\n' "$@" >&2
  exit 1
}

# The generator: POSIX sh, for it runs early. $2 is the folder whose units win over all others.
generator() {
  cat <<'END'
#!/bin/sh
# Of Sojourn (host-only.sh): units of the host stay off on machines that start from its image.
root=${SOJOURN_ROOT-}
{ read -r host && read -r here <"$root/sys/class/dmi/id/board_asset_tag"; } <"$root/etc/sojourn/host-only" || exit 0
case $here in
  "$host") ;;
  i-*) sed 1d "$root/etc/sojourn/host-only" | while read -r unit; do ln -sf /dev/null "$2/$unit"; done ;;
esac
exit 0
END
}

# host_id: the instance's id, of the machine itself or, where it is too old to know, of cloud-init.
host_id() {
  local file id
  for file in "$ROOT/sys/class/dmi/id/board_asset_tag" "$ROOT/var/lib/cloud/data/instance-id"; do
    id=$(cat "$file" 2>/dev/null) || continue
    [[ ! $id =~ ^i-[0-9a-f]+$ ]] || { echo "$id" && return; }
  done
  return 1
}

# on_other_disks: "SOURCE PLACE OPTIONS" of fstab's lines, also those for swap, whose disk is not the root's. Their units are
# not masked: a build's unit requires the mount, and could not start. With nofail and a lasting name they do no harm.
on_other_disks() {
  local source place options device root_disk
  root_disk=$(disk_of "$(findmnt -no SOURCE /)")
  while read -r source place _ options _; do
    case $source,$place in '#'* | ,* | *,/ | *,/boot | *,/boot/* | *,/usr | *,/var) continue ;; esac
    case $source in
      /dev/* | *=*) device=$(findfs "$source" 2>/dev/null) || device=$source ;; # one that is away is not the root's
      *) continue ;;
    esac
    [[ $(disk_of "$device") != "$root_disk" ]] || continue
    echo "$source $place $options"
  done <"$ROOT/etc/fstab"
}

# disk_of DEVICE: the whole disk below it; the device itself where that is not known.
disk_of() {
  local disk
  disk=$(lsblk -snro NAME,TYPE "$1" 2>/dev/null | awk '$2 == "disk" {print $1; exit}')
  echo "${disk:-$1}"
}

# found: units that stay off on builders, one a line.
found() {
  local file
  printf '%s\n' "${ALWAYS[@]}"
  for file in "$ROOT"/var/lib/systemd/linger/*; do # people whose services start without them
    [[ ! -e $file ]] || echo "user@$(id -u "${file##*/}").service"
  done
}

# problems: what keeps a machine with this disk from being a builder, one a line.
problems() {
  local source place options
  while read -r source place options; do
    [[ ,$options, == *,nofail,* ]] || echo "/etc/fstab: $source ($place) has no nofail, so a builder would wait for it and not come up"
    [[ $source != /dev/* || $source == /dev/disk/by-* ]] ||
      echo "/etc/fstab: $source ($place) may be another disk on a builder; name it by UUID="
  done < <(on_other_disks)
  [[ ! -e $ROOT/etc/cloud/cloud-init.disabled ]] || echo 'cloud-init is disabled, so the bot could not arm its fuses'
  [[ -x $ROOT/usr/bin/cloud-init ]] || echo 'cloud-init is not installed, so the bot could not arm its fuses'
  ! grep -qs 'mi-' "$ROOT/var/lib/amazon/ssm/registration" ||
    echo 'the Systems Manager agent is registered by a hybrid activation (mi-…); builders would all be that one node'
}

# suspects: services of the machine's own that name a place on the volume.
suspects() {
  local place
  on_other_disks | while read -r _ place _; do
    [[ $place != /* ]] || grep -lsF "$place" "$ROOT"/etc/systemd/system/*.{service,path,timer,socket} || true
  done | sed 's#.*/##' | sort -u
}

show() {
  local list
  list=$(problems)
  [[ -z $list ]] || printf 'In the way of a builder:\n%s\n' "$list"
  printf 'Off on builders:\n%s\n' "$(found)"
  list=$(suspects)
  [[ -z $list ]] || printf 'Name the volume; say them at install if they are to be off on builders:\n%s\n' "$list"
  [[ -z $(problems) ]]
}

put_in_place() {
  local id list unit
  list=$(problems)
  [[ -z $list ]] || refuse "$list"
  id=$(host_id) || refuse 'this is no EC2 instance, or its id cannot be found'
  for unit; do [[ $unit =~ ^[A-Za-z0-9@._:\\-]+\.[a-z]+$ ]] || refuse "$unit is no name of a unit (as docker.service)"; done
  mkdir -p "${SETTINGS%/*}" "${GENERATOR%/*}"
  { echo "$id" && found && printf '%s\n' "$@"; } | sed '/^$/d' >"$SETTINGS.new"
  mv -f "$SETTINGS.new" "$SETTINGS"
  generator >"$GENERATOR.new"
  chmod 755 "$GENERATOR.new"
  mv -f "$GENERATOR.new" "$GENERATOR"
  echo "On machines other than $id these stay off: $(sed 1d "$SETTINGS" | paste -sd ' ')"
}

case ${1-} in
  check) show ;;
  install) put_in_place "${@:2}" ;;
  remove) rm -f "$GENERATOR" "$SETTINGS" ;;
  *) refuse 'usage: host-only.sh check | install [UNIT…] | remove' ;;
esac
