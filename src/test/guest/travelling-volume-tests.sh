# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2329 # code as data; each test has a shell of its own; called by name
# The script that gives a host a volume that can travel: a real filesystem on a loop device, in an EC2 of files.

TOOL=$HERE/../../../deploy/host/travelling-volume

# a_host: an instance with a tree on its root disk, and an `aws` and a `curl` that know it.
a_host() {
  HOME_OF=$WORLD/host-$BASHPID
  TREE=$HOME_OF/home/llvm-project
  BIN=$HOME_OF/bin
  mkdir -p "$TREE/lib" "$BIN" "$HOME_OF/aws"
  export EC2=$HOME_OF/aws SOJOURN_VOLUME_NOTES=$HOME_OF/notes SOJOURN_VOLUME_PAUSE=0.1 PATH=$BIN:$PATH
  git -C "$TREE" init -q
  echo 'int main() {}' >"$TREE/lib/a.cpp"
  ln "$TREE/lib/a.cpp" "$TREE/lib/b.cpp"
  ln -s a.cpp "$TREE/lib/link"
  touch -d '2020-01-02 03:04:05' "$TREE/lib/a.cpp"
  chown -R 1000:1000 "$TREE"
  chmod 750 "$TREE"
  : >"$HOME_OF/fstab"
  mount --bind "$HOME_OF/fstab" /etc/fstab
  trap leave_host EXIT
  cat >"$BIN/curl" <<'CURL'
#!/bin/sh
case "$*" in
  *api/token) echo t0 ;;
  *instance-id) echo i-0123456789abcdef0 ;;
  *placement/region) echo eu-west-1 ;;
  *availability-zone) echo eu-west-1b ;;
  *) exit 22 ;;
esac
CURL
  cat >"$BIN/aws" <<'AWS'
#!/usr/bin/env bash
# One volume at most for a token; what it was asked for is in calls.
set -eu
echo "$*" >>"$EC2/calls"
[[ "$*" == *'--region eu-west-1'* ]] || exit 2
value() { local at=("$@") n; for ((n = 1; n < ${#at[@]}; n++)); do [[ ${at[n - 1]} != "$name" ]] || echo "${at[n]}"; done; }
option() { name=$1; shift; value "$@"; }
case $2 in
  create-volume)
    token=$(option --client-token "$@")
    [[ -e $EC2/token-$token ]] || { printf 'vol-0%016x' $((RANDOM * 32768 + RANDOM)) >"$EC2/token-$token"; option --size "$@" >"$EC2/size"; }
    [[ ! -e $EC2/lose-create ]] || { rm "$EC2/lose-create"; exit 255; }
    cat "$EC2/token-$token"
    ;;
  describe-volumes) if [[ -e $EC2/attached ]]; then echo i-0123456789abcdef0; else echo None; fi ;;
  wait) ;;
  describe-instances) printf '/dev/sda1\t/dev/sdf\n' ;;
  attach-volume)
    option --device "$@" >"$EC2/attached"
    truncate -s 96M "$EC2/disk.img"
    loop=$(losetup -f --show "$EC2/disk.img")
    serial=$(option --volume-id "$@")
    printf 'NAME="%s" SERIAL="%s" MAJ:MIN="7:0" FSTYPE="" UUID="" TYPE="disk" PKNAME=""\n' "$loop" "${serial/-/}" >>"$WORLD/disks"
    echo "$loop" >"$EC2/loop"
    [[ ! -e $EC2/lose-attach ]] || { rm "$EC2/lose-attach"; exit 255; }
    ;;
  *) exit 2 ;;
esac
AWS
  chmod +x "$BIN"/*
}

leave_host() {
  local place
  cd /
  for place in /etc/fstab "$TREE" "$SOJOURN_VOLUME_NOTES"/*/volume "$HOME_OF/mnt/llvm"; do
    while umount "$place" 2>/dev/null; do :; done
  done
  [[ ! -e $EC2/loop ]] || losetup -d "$(<"$EC2/loop")"
  leave
}

tool() { "$TOOL" "$@" </dev/null; }
move() { tool move --tree "$TREE" --yes; }
summary() { (cd "$1" && find . -path ./lost+found -prune -o -path ./.git/info/exclude -prune -o -path ./.git/info -prune -o -printf '%P %y %m %U:%G %n %l %T@\n' | grep -v '^ ' | sort; git -c safe.directory='*' ls-files -so --exclude-standard; sha256sum lib/*.cpp); }

moved() {
  a_host
  local before said
  before=$(summary "$TREE")
  said=$(move)
  mountpoint -q "$TREE"
  [[ $(summary "$TREE") == "$before" ]]
  [[ $(summary "$TREE.before-sojourn") == "$before" ]]
  [[ $(stat -c '%a %u:%g' "$TREE") == '750 1000:1000' ]]
  [[ $said == *'A gp3 volume of '*' GiB in eu-west-1b costs $'*'id: vol-0'*"mount: $TREE"*'confirm --tree'* ]]
  [[ $(<"$HOME_OF/fstab") == "UUID=$(blkid -s UUID -o value "$(<"$EC2/loop")") $TREE ext4 defaults,nofail,x-systemd.device-timeout=10s 0 2" ]]
  grep -q 'create-volume .*Key=sojourn:installation,Value=compilers' "$EC2/calls"
  grep -q 'attach-volume .*--device /dev/sdg' "$EC2/calls" # sdf is taken
  move >/dev/null # once more does nothing
  [[ $(grep -c create-volume "$EC2/calls") == 1 && $(wc -l <"$HOME_OF/fstab") == 1 ]]
  not tool confirm --tree "$TREE" # nobody has agreed
  [[ -d $TREE.before-sojourn ]]
  tool confirm --tree "$TREE" --yes >/dev/null
  [[ ! -e $TREE.before-sojourn ]]
  [[ $(summary "$TREE") == "$before" ]]
  mkdir "$TREE/sojourn" && touch "$TREE/sojourn/slot" "$TREE/.sojourn-volume"
  [[ $(git -c safe.directory='*' -C "$TREE" status --porcelain -uall | grep -v ' lib/') == '' ]]
}

asks_first() {
  a_host
  not tool move --tree "$TREE"
  not grep -q create-volume "$EC2/calls"
  [[ -f $TREE/lib/a.cpp && ! -e $TREE.before-sojourn ]]
}

goes_on() { # whatever is lost, at whatever point it stops
  a_host
  local before try stopped=0
  before=$(summary "$TREE")
  touch "$EC2/lose-create" "$EC2/lose-attach"
  not move
  not move
  # Every command that changes something fails once, after it has had its effect.
  for try in mkfs.ext4 mount rsync mv chown umount; do
    printf '#!/bin/sh\n"%s" "$@"\nrm "$0"\nexit 1\n' "$(command -v "$try")" >"$BIN/$try"
    chmod +x "$BIN/$try"
  done
  for ((try = 0; try < 12; try++)); do
    if move >/dev/null 2>&1; then break; fi
    stopped=$((stopped + 1))
  done
  ((try < 12 && stopped >= 5)) || { echo "stopped $stopped times, $try"; return 1; }
  [[ $(summary "$TREE") == "$before" ]]
  mountpoint -q "$TREE"
  [[ $(find "$EC2" -name 'token-*' | wc -l) == 1 && $(wc -l <"$HOME_OF/fstab") == 1 ]]
}

in_use() {
  a_host
  local said
  (cd "$TREE/lib" && exec sleep 60) &
  eventually test "/proc/$!/cwd" -ef "$TREE/lib"
  said=$(not move 2>&1)
  [[ $said == *"$! sleep"* ]]
  [[ -f $TREE/lib/a.cpp && ! -e $TREE.before-sojourn ]]
  kill "$!"
  wait "$!" || true
  echo 'written while it was copied' >"$TREE/lib/new.cpp"
  move >/dev/null
  [[ $(<"$TREE/lib/new.cpp") == 'written while it was copied' ]]
}

put_back() {
  a_host
  local before
  before=$(summary "$TREE")
  echo "UUID=another /data ext4 defaults 0 2" >"$HOME_OF/fstab"
  move >/dev/null
  tool back --tree "$TREE" --yes >/dev/null
  not mountpoint -q "$TREE"
  [[ $(summary "$TREE") == "$before" && ! -e $TREE.before-sojourn ]]
  [[ $(<"$HOME_OF/fstab") == "UUID=another /data ext4 defaults 0 2" ]]
  move >/dev/null # and there again
  mountpoint -q "$TREE"
  [[ $(summary "$TREE") == "$before" && $(grep -c create-volume "$EC2/calls") == 1 ]]
}

for_builds() {
  a_host
  local at=$HOME_OF/mnt/llvm
  tool new --mount "$at" --owner-of "$TREE" --size 20 --installation toolchains --yes >/dev/null
  mountpoint -q "$at"
  [[ $(stat -c %u:%g "$at") == 1000:1000 && $(<"$EC2/size") == 20 && -f $TREE/lib/a.cpp ]]
  grep -q 'Value=toolchains' "$EC2/calls"
  not mountpoint -q "$TREE"
}

never_elsewhere() {
  a_host
  local words
  for words in 'move --tree /' 'move --tree relative' "new --mount $HOME_OF/x" "move --tree $TREE --size 0" 'fly'; do
    # shellcheck disable=SC2086 # words
    not tool $words --yes 2>/dev/null
  done
  [[ ! -e $EC2/calls ]]
}

it 'a tree is moved to a volume of its own, file by file the same, and the old copy stays until that is confirmed' moved
it 'nothing is made before the price was agreed to' asks_first
it 'whatever fails or gets lost on the way, typed again it goes on and makes no second volume' goes_on
it 'a tree that somebody works in is not moved, and what is written meanwhile is not lost' in_use
it 'the old copy can be put back' put_back
it 'a tree that stays gets a volume for its builds' for_builds
it 'a place that is no tree is refused' never_elsewhere
