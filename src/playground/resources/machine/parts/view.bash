# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# What a machine sees of the file system: its own /mnt, /etc, /var/lib, home of root; no volume, no other machine, and not
# the sockets through which a command would reach the real computer's system manager.

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
  if lay_over /etc && [[ ! -e /etc/fstab ]]; then touch /etc/fstab; fi
  if [[ -e /etc/fstab ]]; then
    mount --bind "$machine_folder/fstab" /etc/fstab
  else
    echo "this computer has no /etc/fstab to cover: findmnt --fstab will not see the machine's"
  fi
  if lay_over /var/lib; then
    mkdir -p "$machine_folder/state/sojourn" /var/lib/sojourn
    mount --bind "$machine_folder/state/sojourn" /var/lib/sojourn
  fi
  if [[ -e $machine_folder/passwd ]]; then mount --bind "$machine_folder/passwd" /etc/passwd; fi
  if root_is_bound; then mount --bind "$machine_folder/root" /root; fi
  if [[ -d /run/dbus ]]; then mount -t tmpfs -o ro,size=4k machine /run/dbus; fi
  if [[ -e /run/systemd/private ]]; then mount --bind /dev/null /run/systemd/private; fi
  if command -v hostname >/dev/null; then hostname "$name"; fi
}

# What the machine writes below a folder of the computer becomes the machine's own, and outlives a reboot. Where the kernel
# does not permit that, the folder stays the computer's.
lay_over() {
  local directory=$1 layer=$machine_folder/over$1 options place
  local -a below
  if [[ $machine_folder/ == "$directory"/* ]]; then
    echo "$directory has the playground in it: the machine gets none of its own"
    return 1
  fi
  mkdir -p "$layer/files" "$layer/work"
  mapfile -t below < <(findmnt -rno TARGET | grep "^$directory/" || true)
  options=lowerdir=$directory,upperdir=$layer/files,workdir=$layer/work
  [[ $isolation != user-namespaces ]] || options+=,userxattr
  # The keeper itself must stay in the volumes' folder.
  (
    cd "$directory" || exit
    mount -t overlay -o "$options" machine "$directory" || exit
    # A container has mounts there (resolv.conf). From here they are still to be seen, below what was just laid.
    for place in "${below[@]}"; do
      place=$(printf %b "$place")
      mountpoint -q -- "$place" || mount --no-canonicalize --rbind ".${place#"$directory"}" "$place" || exit
    done
  ) || {
    echo "the machine gets no $directory of its own"
    return 1
  }
}

# A playground's folder below /mnt must stay where it is when the machine's own /mnt covers it.
keep_below_mnt() {
  mkdir -p "$machine_folder/mnt/${1#/mnt/}"
  mount --rbind "$1" "$machine_folder/mnt/${1#/mnt/}"
}
