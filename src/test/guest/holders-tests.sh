# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Who holds the volume: each kind of holder is found by the real thing, on the filesystems that can travel.
source ./volumes.sh

processes() {
  fresh_volume
  cp "$(command -v sleep)" "$MOUNT/sleep"

  in_tree sleep 100
  held_by cwd '.comm == "sleep" and .uid == 0 and (has("box") | not)'
  answered '.holder_count == 1 and (has("truncated") | not)'
  kill "$HOLDER"

  # shellcheck disable=SC2217 # it only has to be open
  sleep 100 <"$MOUNT/sleep" & HOLDER=$!
  eventually [ "/proc/$HOLDER/fd/0" -ef "$MOUNT/sleep" ]
  held_by file
  kill "$HOLDER"

  holder "$MOUNT/sleep" 100
  eventually [ "/proc/$HOLDER/exe" -ef "$MOUNT/sleep" ]
  held_by exe
  kill "$HOLDER"

  holder python3 -c 'import ctypes, os, sys, time
f = os.open(sys.argv[1], os.O_RDONLY); ctypes.CDLL(None).mmap(None, 4096, 1, 2, f, 0); os.close(f); os.unlink(sys.argv[1])
time.sleep(100)' "$MOUNT/sleep"
  eventually grep -qF "$MOUNT/sleep (deleted)" "/proc/$HOLDER/maps"
  held_by map
  kill "$HOLDER"

  holder python3 -c 'import os, sys, time; os.chroot(sys.argv[1]); time.sleep(100)' "$MOUNT"
  eventually [ "/proc/$HOLDER/root" -ef "$MOUNT" ]
  held_by root
  kill "$HOLDER"

  holder python3 -c 'import socket, sys, time
s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); time.sleep(100)' "$MOUNT/socket"
  eventually [ -S "$MOUNT/socket" ]
  held_by socket
  kill "$HOLDER"
  wait

  host_unmount
  answered .ok
}

mounts() {
  fresh_volume
  mkdir -p "$WORLD/bind" "$MOUNT/in ner" "$WORLD/overlay" "$MOUNT"/{lower,upper,work}
  mount --bind "$MOUNT" "$WORLD/bind"
  held_here mount "$WORLD/bind"
  umount "$WORLD/bind"

  mount -t tmpfs none "$MOUNT/in ner"
  held_here mount "$MOUNT/in ner"
  umount "$MOUNT/in ner"

  mount -t overlay none -o "lowerdir=$MOUNT/lower,upperdir=$MOUNT/upper,workdir=$MOUNT/work" "$WORLD/overlay"
  held_here mount "$WORLD/overlay"
  umount "$WORLD/overlay"

  host_unmount
  answered .ok
}

kernel() {
  fresh_volume
  dd if=/dev/zero of="$MOUNT/swap file" bs=1M count=8 status=none
  chmod 600 "$MOUNT/swap file"
  mkswap -q "$MOUNT/swap file"
  swapon "$MOUNT/swap file"
  (held_here swap "$MOUNT/swap file") || { swapoff "$MOUNT/swap file"; return 1; }
  swapoff "$MOUNT/swap file"

  truncate -s 8M "$MOUNT/disk image"
  local inner
  inner=$(losetup -f --show "$MOUNT/disk image")
  (held_here loop "$MOUNT/disk image") || { losetup -d "$inner"; return 1; }
  losetup -d "$inner"

  mkdir -p "$WORLD/lib/nfs"
  printf '/mnt/elsewhere\t*(ro)\n%s/a\t10.0.0.0/8(rw,sync)\n' "$MOUNT" >"$WORLD/lib/nfs/etab"
  mount --bind "$WORLD/lib" /var/lib
  held_here export "$MOUNT/a"
  umount /var/lib

  host_unmount
  answered .ok
}

many_holders() {
  fresh_volume
  for _ in {1..12}; do in_tree sleep 100; done
  host_unmount
  refused held
  answered '(.holders | length) == 8 and .holder_count == 12 and .truncated'
}

longest_names() {
  fresh_volume
  mkdir "$WORLD/long"
  printf '#!/bin/sh\necho "%032d:x:1:1::/:/bin/sh"\n' 7 >"$WORLD/long/getent"
  chmod +x "$WORLD/long/getent"
  cp "$(command -v sleep)" "$WORLD/long/\"\\\"\\\"\\\"\\\"\\\"\\\"\\\""
  chmod 777 "$MOUNT"
  with_own 'cgroup_of() { echo 0::/kubepods/x; }
uid_of() { echo 4294967294; }'
  local names=("$WORLD"/long/\"*) count=0
  for _ in {1..8}; do
    holder unshare -m --propagation private bash -c 'cd "$MOUNT" && exec "$1" 100' bash "${names[0]}"
    eventually [ "/proc/$HOLDER/cwd" -ef "$MOUNT" ]
  done
  eventually named "$HOLDER" "$(basename "${names[0]}")"
  PATH=$WORLD/long:$PATH host_unmount # which looks how long the answer is
  refused held
  answered '.holder_count == 8 and (.holders | length) >= 6 and .holders[0].box == "kubernetes"'
  answered '(.holders | tojson | length) < 1250 and (.holders[0] | (.comm | length) == 15 and (.user | length) == 32)'
  rm -r "$WORLD/long"
}

ended_meanwhile() {
  fresh_volume
  local other function
  in_tree sleep 100
  other=$HOLDER
  for function in start_of uid_of box_of; do
    in_tree sleep 200
    (
      with_own "eval \"\$(declare -f $function | sed '1s/$function/first_$function/')\"
$function() {
  if ((\$1 == $HOLDER)); then kill -KILL $HOLDER; while ps -p $HOLDER -o stat= | grep -qv Z; do sleep 0.1; done; fi
  first_$function \"\$1\"
}"
      host_unmount
      refused held
      answered ".holder_count == 1 and (.holders | length) == 1 and .holders[0].pid == $other"
    )
    not lives "$HOLDER"
  done
  with_own "box_of() { kill -KILL $other; while ps -p $other -o stat= | grep -qv Z; do sleep 0.1; done; }"
  host_unmount
  answered .ok # the last of them has just gone
}

# As people work: what they start must be told by a name that they know.
everyday() {
  fresh_volume
  chown 1000:1000 "$MOUNT"
  as_ann git -c init.defaultBranch=main init -q "$MOUNT/tree"
  as_ann sh -c 'echo text >"$1/file"' sh "$MOUNT"
  local by_ann ann name
  ann=$(id -un 1000)
  by_ann=".uid == 1000 and .user == \"$ann\""

  cp "$(command -v sleep)" "$WORLD/vim"
  cp "$(command -v sleep)" "$WORLD/less"
  for name in vim less; do
    if [[ $name == vim ]]; then exec 4<>"$MOUNT/.file.swp"; else exec 4<"$MOUNT/file"; fi
    holder "${BY_ANN[@]}" "$WORLD/$name" 100
    exec 4<&-
    eventually named "$HOLDER" "$name"
    held_by file "$by_ann and .comm == \"$name\""
    kill "$HOLDER"
  done

  mkfifo "$WORLD/typed"
  exec 6<>"$WORLD/typed"
  (cd "$MOUNT/tree" && exec "${BY_ANN[@]}" bash --norc) <"$WORLD/typed" & HOLDER=$!
  eventually named "$HOLDER" bash
  held_by cwd "$by_ann and .comm == \"bash\""
  kill -KILL "$HOLDER"

  (cd "$MOUNT/tree" && exec "${BY_ANN[@]}" git cat-file --batch) <"$WORLD/typed" & HOLDER=$!
  eventually named "$HOLDER" git
  held_by cwd "$by_ann and .comm == \"git\""
  kill "$HOLDER"
  wait
  rm "$WORLD/typed"
  host_unmount
  answered .ok
}

holders_ended() {
  fresh_volume
  (cd "$MOUNT" && trap '' TERM && while true; do sleep 1; done) & HOLDER=$!
  eventually [ "/proc/$HOLDER/cwd" -ef "$MOUNT" ]
  guarded unmount ROLE=host END_HOLDERS=true
  refused held
  kill -0 $HOLDER
  guarded unmount ROLE=builder END_HOLDERS=true
  answered .ok
  not kill -0 $HOLDER
}

kinds=(ext4)
if command -v mkfs.xfs >/dev/null; then kinds+=(xfs); else echo 'skipped: holders of an xfs: xfsprogs are not installed'; fi
for FILESYSTEM in "${kinds[@]}"; do
  it "a working folder, root, program, open file, mapping and socket are named by their process ($FILESYSTEM)" processes
  it "bind mounts, mounts inside, and overlays of the volume's folders are named by their place ($FILESYSTEM)" mounts
  it "swap files, loop devices and NFS exports are named by their file ($FILESYSTEM)" kernel
  it "an editor, a pager, a shell and a running git are told by name and person ($FILESYSTEM)" everyday
done
FILESYSTEM=ext4
it 'of many holders eight are named and all counted' many_holders
it 'eight holders with the longest names fit into an answer' longest_names
it 'a holder that ends while it is listed is neither named nor counted' ended_meanwhile
it 'on a builder all holders are ended, on a host none ever' holders_ended
