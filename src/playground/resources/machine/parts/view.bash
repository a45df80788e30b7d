# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# What a machine sees of the file system: its own /mnt, fstab, home of root; no volume, no other machine, and not the
# sockets through which a command would reach the real computer's system manager.

arrange_view() {
  local volumes instances name=${machine_folder##*/}
  volumes=$(volumes_folder)
  instances=${machine_folder%/*}

  cd "$instances" || exit
  mount -t tmpfs -o mode=0755,size=64k machine "$instances"
  mkdir "$machine_folder"
  # Relative and not canonicalized: the source is below the cover that was just laid.
  mount --no-canonicalize --bind "$name" "$machine_folder"
  mount -o remount,bind,ro "$instances"
  cd "$volumes" || exit
  mount -t tmpfs -o ro,mode=0555,size=4k machine "$volumes"

  if [[ $machine_folder == /mnt/* ]]; then keep_below_mnt "${instances%/*}"; fi
  mount --rbind "$machine_folder/mnt" /mnt
  if [[ -e /etc/fstab ]]; then
    mount --bind "$machine_folder/fstab" /etc/fstab
  else
    echo "this computer has no /etc/fstab to cover: findmnt --fstab will not see the machine's"
  fi
  if [[ -e $machine_folder/passwd ]]; then mount --bind "$machine_folder/passwd" /etc/passwd; fi
  if root_is_bound; then mount --bind "$machine_folder/root" /root; fi
  if [[ -d /run/dbus ]]; then mount -t tmpfs -o ro,size=4k machine /run/dbus; fi
  if [[ -e /run/systemd/private ]]; then mount --bind /dev/null /run/systemd/private; fi
  if command -v hostname >/dev/null; then hostname "$name"; fi
}

# A playground's folder below /mnt must stay where it is when the machine's own /mnt covers it.
keep_below_mnt() {
  mkdir -p "$machine_folder/mnt/${1#/mnt/}"
  mount --rbind "$1" "$machine_folder/mnt/${1#/mnt/}"
}
