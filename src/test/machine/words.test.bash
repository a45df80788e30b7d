# shellcheck shell=bash
# Small pure parts, without a machine.
set -euo pipefail
machine_parts=$1/parts
# shellcheck disable=SC2034  # for the parts that are read below
machine_folder=/nowhere isolation=
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck source=assertions.bash
source "$(dirname "${BASH_SOURCE[0]}")/assertions.bash"
# shellcheck source=/dev/null
source "$machine_parts/units.bash"
# shellcheck source=/dev/null
source "$machine_parts/devices.bash"

a_path_is_escaped_as_systemd_does() {
  same mnt-llvm "$(escape_path /mnt/llvm/)"
  same 'mnt-llvm\x2dkeep' "$(escape_path //mnt//llvm-keep)"
  same - "$(escape_path /)"
  same '\x2ehidden-a\x20b.c' "$(escape_path '/.hidden/a b.c')"
}

an_escaped_path_comes_back() {
  same /mnt/llvm-keep "$(unescape_path 'mnt-llvm\x2dkeep')"
  same / "$(unescape_path -)"
}

a_time_span_is_read_in_seconds() {
  same 90 "$(seconds_of 90s)"
  same 5400 "$(seconds_of '1h 30min')"
  exits_with 1 seconds_of soon
}

a_disk_keeps_its_name_whatever_else_is_attached() {
  same /dev/nvme1n1 "$(node_of /dev/sdf)"
  same /dev/nvme11n1 "$(node_of /dev/sdp)"
  export INSTANCE_TYPE=t2.micro
  same /dev/xvdf "$(node_of /dev/sdf)"
}

run_all_tests
