# shellcheck shell=bash disable=SC2153 # values are set by their names
# Who holds the volume: every process, and all that the kernel itself has open there, that would make an umount fail.

# holders NUMBERS: "PID HOW" for each reason why that filesystem cannot be unmounted; pid 0 is the machine's own doing
# (HOW: kind@PLACE). Processes come and go while /proc is read, hence find's and grep's complaints.
holders() {
  local major=${1%:*} minor=${1#*:} device maps
  device=$(((major & 0xfff) << 8 | (minor & 0xff) | (minor & ~0xff) << 12))
  {
    find -L /proc/[0-9]*/{cwd,root,exe} -maxdepth 0 -printf '%D %p\n' 2>/dev/null || true
    find -L /proc/[0-9]*/fd -mindepth 1 -maxdepth 1 -printf '%D %p\n' 2>/dev/null || true
  } | awk -v device="$device" -v self=$$ '
    $1 == device {split($2, part, "/"); if (part[3] != self) print part[3], part[4] == "fd" ? "file" : part[4]}'
  maps="^[^ ]+ [^ ]+ [^ ]+ $(printf '%02x:%02x' "$major" "$minor") "
  # An overlay shows another device in the maps than in stat; there a path below the mount counts.
  [[ $(stat -f -c %T "$MOUNT" 2>/dev/null) != overlay* ]] || maps+="| ${MOUNT//./\\.}/"
  { grep -slE "$maps" /proc/[0-9]*/maps || true; } | awk -F/ -v self=$$ '$3 != self {print $3, "map"}'
  socket_holders
  kernel_holders "$1" "$device"
  { grep -s '' /proc/self/mountinfo /proc/[0-9]*/mountinfo || true; } | mount_holders "$1"
}

# socket_holders: a socket that is bound to a file keeps the file; only the table of its network namespace tells which.
socket_holders() {
  local tables inodes
  mapfile -t tables < <(find /proc/[0-9]*/ns/net -printf '%l %p\n' 2>/dev/null |
    awk '!seen[$1]++ {sub("ns/net$", "net/unix", $2); print $2}')
  inodes=$({ cat "${tables[@]}" 2>/dev/null || true; } | awk -v below="$MOUNT/" 'index($8, below) == 1 {printf " %s ", $7}')
  [[ -z $inodes ]] || { find /proc/[0-9]*/fd -lname 'socket:*' -printf '%l %p\n' 2>/dev/null || true; } |
    awk -F '[][ /]+' -v inodes="$inodes" 'index(inodes, " " $2 " ") {print $4, "socket"}'
}

# kernel_holders NUMBERS DEVICE: swap files, loop devices and NFS exports.
kernel_holders() {
  local place file numbers
  awk '$2 == "file" {print $1}' /proc/swaps 2>/dev/null | while read -r place; do
    printf -v file %b "$place" # a blank is written as \040
    if [[ $(stat -c %d "$file" 2>/dev/null) == "$2" ]]; then echo "0 swap@$place"; fi
  done
  { losetup -lnO BACK-MAJ:MIN,BACK-FILE 2>/dev/null || true; } | while read -r numbers place; do
    if [[ $numbers == "$1" ]]; then echo "0 loop@$place"; fi
  done
  { cat /var/lib/nfs/etab /proc/fs/nfsd/exports 2>/dev/null || true; } |
    awk -v at="$MOUNT" '$1 == at || index($1, at "/") == 1 {print "0 export@" $1}'
}

# mount_holders NUMBERS: of the mounts on standard input, those that an umount of MOUNT leaves behind: mounts inside it,
# bind mounts, overlays made of its folders, and copies in other namespaces, save those to which the umount will propagate
# (same place below a peer or a slave of the parent mount).
mount_holders() {
  awk -v numbers="$1" -v at="$MOUNT" '
    {
      split($1, head, /[\/:]/)
      id = head[5]; pid = head[3]
      if (pid == "self") own[id]
      else if (!(id in first) || pid + 0 < first[id]) first[id] = pid + 0
      parent[id] = $2; device[id] = $3; root[id] = $4; place[id] = $5; peers[id] = " "
      for (i = 7; $i != "-"; i++) peers[id] = peers[id] $i " "
      if (pid == "self" && $3 == numbers && $5 == at) ours = id
      if ($(i + 1) == "overlay" && layered($0)) overlay[id]
    }
    function layered(line,   option, folder, n, m, i, j) {
      n = split(line, option, /[ ,]/)
      for (i = 1; i <= n; i++) {
        if (option[i] !~ /^(lowerdir|upperdir|workdir)\+?=/) continue
        m = split(substr(option[i], index(option[i], "=") + 1), folder, ":")
        for (j = 1; j <= m; j++) if (folder[j] == at || index(folder[j], at "/") == 1) return 1
      }
      return 0
    }
    function below(id,   rest) {
      rest = place[id]
      if (place[parent[id]] != "/") rest = substr(rest, length(place[parent[id]]) + 1)
      return (root[parent[id]] == "/" ? "" : root[parent[id]]) rest
    }
    function copy(id, of,   group) { # which goes when that one goes
      if (id == of || device[id] != device[of] || below(id) != below(of)) return 0
      if (match(peers[parent[of]], /shared:[0-9]+/)) group = substr(peers[parent[of]], RSTART + 7, RLENGTH - 7)
      return group != "" && peers[parent[id]] ~ " (shared|master|propagate_from):" group " "
    }
    END {
      for (id in own) {
        if (id == ours || copy(id, ours)) continue
        if (device[id] != numbers && !(id in overlay) && index(place[id], at "/") != 1) continue
        print "0 mount@" place[id]
        said[id]
      }
      for (id in device) {
        if (id in own || device[id] != numbers && !(id in overlay) || copy(id, ours)) continue
        found = 0
        for (of in said) if (copy(id, of)) found = 1
        if (!found) print first[id], "mount"
      }
    }'
}

# holders_once NUMBERS: the holders, each process once, with the plainest of its reasons.
holders_once() {
  holders "$1" | awk '
    BEGIN {split("cwd root exe file map socket mount", order); for (i in order) rank[order[i]] = i + 0}
    $1 == 0 {if (!seen[$0]++) print; next}
    !($1 in best) || rank[$2] < rank[best[$1]] {best[$1] = $2}
    END {for (pid in best) print pid, best[pid]}' | sort -n
}

# start_of PID: when it began, in the kernel's ticks; with the pid that names one process for ever. Fails for one that has
# ended. Its name, in parentheses before, may hold anything.
start_of() {
  local line fields
  line=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -r -a fields <<<"${line##*) }"
  [[ ${#fields[@]} -gt 19 && ${fields[0]} != [ZX] ]] && printf '%s' "${fields[19]}"
}

uid_of() { awk '/^Uid:/ {uid = $2} END {print uid; exit uid == ""}' "/proc/$1/status" 2>/dev/null; }

# cgroup_of PID: a function of its own, so that a test can stand in for a container runtime.
cgroup_of() { cat "/proc/$1/cgroup" 2>/dev/null; }

# box_of PID: the container or other mount namespace that it lives in; nothing for one that sees this machine's mounts.
box_of() {
  local space groups kind
  space=$(readlink "/proc/$1/ns/mnt" 2>/dev/null) || return 0
  [[ $space != "$(readlink /proc/self/ns/mnt)" && $space != "$(readlink /proc/1/ns/mnt)" ]] || return 0
  groups=$(cgroup_of "$1") || return 0
  while read -r kind pattern; do
    [[ ! $groups =~ $pattern ]] || break
  done < <(printf '%s\n' 'kubernetes kubepods' \
    'podman libpod[-_]' \
    'docker docker[-/][0-9a-f]{12}' \
    'containerd (cri-containerd|nerdctl)[-:]|:/default/' \
    'lxc /lxc(\.payload)?[./]' \
    'namespace .*')
  printf '%s' "$kind"
}

# holder_member PID HOW: one of them as a JSON object; fails where it has ended meanwhile.
holder_member() {
  local pid=$1 how=$2 start=0 uid=0 user=root name box=''
  if ((pid == 0)); then
    printf -v name %b "${how#*@}"
    how=${how%%@*}
  else
    start=$(start_of "$pid") && uid=$(uid_of "$pid") && name=$(cat "/proc/$pid/comm" 2>/dev/null) || return 1
    user=$(getent passwd "$uid" | cut -d : -f 1) || user=$uid
    box=$(box_of "$pid")
    [[ $(start_of "$pid") == "$start" ]] || return 1 # else half of it may be another process's
  fi
  printf '{"pid":%d,"start":%s,"uid":%d,%s,%s,"how":"%s"%s}' "$pid" "$start" "$uid" "$(text user "$user" 32)" \
    "$(text comm "$name" 60)" "$how" "${box:+,\"box\":\"$box\"}"
}

# holder_members HOLDERS: the JSON members "holders" (at most 8, and no more than an answer has room for) and
# "holder_count". Who has ended meanwhile is no holder any more.
holder_members() {
  local pid how member count=0 listed='' full=false named=0
  while read -r pid how; do
    [[ -n $pid ]] || continue # nobody
    if [[ $full == false ]]; then
      member=$(holder_member "$pid" "$how") || continue
      ((named < 8 && ${#listed} + ${#member} < 1200)) || full=true
    fi
    count=$((count + 1))
    [[ $full == false ]] || continue
    named=$((named + 1))
    listed+="${listed:+,}$member"
  done <<<"$1"
  printf '"holders":[%s],"holder_count":%d' "$listed" "$count"
  ((count == named)) || printf ',"truncated":true'
}

# end_holders NUMBERS: on a builder, where nobody works: SIGTERM, 5 s later SIGKILL.
end_holders() {
  local signal pids try
  for signal in TERM KILL; do
    for try in {1..25}; do
      pids=$(holders_once "$1" | awk '$1 > 1 {print $1}')
      [[ -n $pids ]] || return 0
      # shellcheck disable=SC2086 # one word per process
      ((try > 1)) || kill -s "$signal" $pids 2>/dev/null || true # it may have ended by itself
      sleep 0.2
    done
  done
}
