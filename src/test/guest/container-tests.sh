# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Holders in containers and other mount namespaces.
source ./volumes.sh

# contained COMMAND…: in a mount namespace of its own, where the volume is at another place, as in a container.
contained() {
  holder unshare -m --propagation private bash -c '
    mkdir -p "$WORLD/source" && mount --bind "$MOUNT" "$WORLD/source" && umount "$MOUNT" && cd "$1" && shift && exec "$@"' \
    bash "$@"
  eventually named "$HOLDER" "$(basename "$2")"
}

other_namespaces() {
  fresh_volume
  contained "$WORLD/source" sleep 100
  held_by cwd '.box == "namespace"'
  kill "$HOLDER"
  contained / sleep 100
  held_by mount '.box == "namespace" and .comm == "sleep"'
  answered '.holder_count == 1'
  kill "$HOLDER"
  wait
  host_unmount
  answered .ok
}

containers() {
  fresh_volume
  local id group words
  id=$(head -c 32 /dev/urandom | od -An -vtx1 | tr -d ' \n')
  mkdir -p "$WORLD/cgroup"
  mount -t cgroup2 none "$WORLD/cgroup"
  group=$WORLD/cgroup/system.slice/docker-$id.scope
  mkdir -p "$group"
  contained "$WORLD/source" sleep 100
  echo "$HOLDER" >"$group/cgroup.procs"
  held_by cwd '.box == "docker"' || words=wrong
  kill "$HOLDER"
  wait
  rmdir "$group" "${group%/*}" || true
  umount "$WORLD/cgroup"
  [[ -z ${words-} ]]
}

boxes() {
  fresh_volume
  local id=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef group expected
  # shellcheck source=../../main/resources/guest/holders.sh
  source "$SCRIPTS/holders.sh"
  holder unshare -m sleep 100
  eventually named "$HOLDER" sleep
  cgroup_of() { echo "$group"; }
  while read -r expected group; do
    [[ $(box_of "$HOLDER") == "$expected" ]] || { echo "$group: $(box_of "$HOLDER")"; return 1; }
    [[ $(box_of $$) == '' ]]
  done <<KINDS
docker 0::/system.slice/docker-$id.scope
docker 12:memory:/docker/$id
docker 0::/user.slice/user-1000.slice/user@1000.service/user.slice/docker-$id.scope
podman 0::/machine.slice/libpod-$id.scope/container
podman 0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-$id.scope
kubernetes 0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-containerd-$id.scope
kubernetes 4:cpu:/kubepods/besteffort/pod1234/$id
containerd 0::/system.slice/nerdctl-$id.scope
containerd 0::/default/web
lxc 0::/lxc.payload.web/init.scope
lxc 3:devices:/lxc/web
namespace 0::/system.slice/containerd.service
namespace 0::/system.slice/docker.service
namespace 0::/user.slice/user-1000.slice/session-3.scope
KINDS
}

propagating_copy() {
  fresh_volume
  umount "$MOUNT"
  mkdir -p "$WORLD/mnt/bind"
  mount --bind "$WORLD/mnt" "$WORLD/mnt"
  mount --make-shared "$WORLD/mnt"
  mount "$LOOP" "$MOUNT"
  mount --bind "$MOUNT" "$WORLD/mnt/bind"
  holder unshare -m --propagation slave sleep 100
  eventually named "$HOLDER" sleep
  held_here mount "$WORLD/mnt/bind" # and not the copy of that in the other namespace
  umount "$WORLD/mnt/bind"
  host_unmount
  answered '.ok'
  not grep -q "$LOOP" "/proc/$HOLDER/mountinfo"
}

for FILESYSTEM in ext4 xfs; do
  if command -v "mkfs.$FILESYSTEM" >/dev/null; then
    it "a process in another mount namespace is named, with the volume anywhere in there ($FILESYSTEM)" other_namespaces
  else
    echo "skipped: other mount namespaces: there is no mkfs.$FILESYSTEM"
  fi
done
FILESYSTEM=ext4
if mkdir -p "$WORLD/cgroup" && mount -t cgroup2 none "$WORLD/cgroup" 2>/dev/null; then
  umount "$WORLD/cgroup"
  it 'a process in the control group of a docker container is said to live there' containers
else
  echo 'skipped: a container by its real control group: this machine has no cgroup v2'
fi
it 'containers are told by the control groups that their runtimes make; a service in a namespace is none' boxes
it 'a copy to which the unmount propagates does not hold the volume' propagating_copy
