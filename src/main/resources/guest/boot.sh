# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# with: holders
# User data of a builder: arms two fuses that know nothing of each other or of the bot, and watches for the end of a spot
# instance. The lease burns down unless the bot renews it; the cap never gets longer. Values: LEASE_S, CAP_S.
number LEASE_S
number CAP_S

# release: lets go of all volumes cleanly. Each step is tried whatever became of the one before.
release() {
  local file unit
  for file in "$RUN"/builds/*; do
    [[ -f $file ]] || continue
    unit=$(sed -n 3p "$file")
    systemctl stop "$unit" || echo "stopping $unit failed"
  done
  sync
  for file in "$RUN"/mounts/*; do
    [[ -f $file ]] || continue
    MOUNT=$(<"$file")
    [[ -n $(mounted_numbers) ]] || continue
    end_holders "$(mounted_numbers)"
    umount "$MOUNT" || echo "unmounting $MOUNT failed; the shutdown will try again"
  done
}

fuse() {
  echo "the $1 has run out"
  echo "$1" >"$RUN/fuse-blown"
  release
  shutdown -P now
}

# metadata METHOD PATH HEADER: the body of the answer of the instance's metadata service, if its status is 200.
metadata() {
  local base=${SOJOURN_IMDS:-http://169.254.169.254} address answer
  address=${base#http://}
  [[ $address == *:* ]] || address+=:80
  # shellcheck disable=SC2016 # for the inner bash
  answer=$(timeout 2 bash -c '
    exec 3<>"/dev/tcp/${1%:*}/${1#*:}"
    printf "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n\r\n" "$2" "$3" "${1%:*}" "$4" >&3
    cat <&3' bash "$address" "$1" "$2" "$3" 2>/dev/null) || return
  [[ $answer =~ ^HTTP/1\.[01]\ 200 ]] && printf '%s' "${answer#*$'\r\n\r\n'}"
}

watch_spot() {
  local token notice
  while true; do
    if token=$(metadata PUT /latest/api/token 'X-aws-ec2-metadata-token-ttl-seconds: 60') &&
      notice=$(metadata GET /latest/meta-data/spot/instance-action "X-aws-ec2-metadata-token: $token") &&
      [[ $notice =~ \"time\"[[:space:]]*:[[:space:]]*\"([0-9TZ:.+-]+)\" ]]; then
      echo "${BASH_REMATCH[1]}" >"$RUN/spot-notice"
      release
      return
    fi
    sleep 5
  done
}

# program COMMAND: a script of its own, which needs nothing that may be gone when it runs.
program() {
  printf '#!/usr/bin/env bash\nset -uo pipefail\nexport LC_ALL=C\ncd /\n'
  declare -p PATH RUN
  declare -f release mounted_numbers end_holders holders_once holders socket_holders kernel_holders mount_holders \
    fuse metadata watch_spot
  printf '%s\n' "$1"
}

mkdir -p "$STATE" "$RUN"
# After a reboot all timers are gone, but the money is not back.
now=$(date +%s)
[[ -f $STATE/cap ]] || write_durably "$STATE/cap" <<<"$((now + CAP_S))"
read -r cap <"$STATE/cap"
# shellcheck disable=SC2016 # for fuse.sh
program 'fuse "$1"' >"$RUN/fuse.sh"
program watch_spot >"$RUN/spot.sh"
[[ $0 != /var/lib/cloud/instance/* ]] || cp "$0" /var/lib/cloud/scripts/per-boot/sojourn.sh

systemd-run --quiet --collect --unit=sojourn-cap --on-active="$((cap > now ? cap - now : 1))s" bash "$RUN/fuse.sh" cap
lease_rearm "$LEASE_S"
systemd-run --quiet --collect --unit=sojourn-spot --setenv="SOJOURN_IMDS=${SOJOURN_IMDS:-http://169.254.169.254}" \
  bash "$RUN/spot.sh"
answer "\"cap\":$cap"
