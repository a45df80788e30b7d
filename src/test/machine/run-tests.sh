#!/usr/bin/env bash
# Tests of the playground's machines, under every isolation that this computer permits.
# Each test is a sentence; the last line is "N passed, N failed".
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
machine_source=$(cd "$here/../../playground/resources/machine" && pwd -P)
other_user=(setpriv --reuid=1234 --regid=1234 --clear-groups)

work=$(mktemp -d "${TMPDIR:-/tmp}/machine-tests-XXXXXX")
chmod 0755 "$work"
# Weak isolation takes all permissions from an unmounted volume.
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
cp -r "$here" "$work/tests"

# Runs all tests under one isolation, as the user that a prefix of the command makes.
run_under() {
  local isolation=$1 folder=$work/$1 found
  shift
  install -d -m 0755 "$folder"
  cp -r "$machine_source" "$folder/machine"
  if [[ $# -gt 0 ]]; then chown -R 1234:1234 "$folder"; fi
  found=$("$@" env SOJOURN_PLAYGROUND_DIR="$folder" HOME="$folder" "$folder/machine/machine" probe)
  if [[ $isolation != weak && $found != isolation=namespaces ]]; then
    echo "skipped: $isolation, because this computer says $found"
    return
  fi
  "$@" env SOJOURN_PLAYGROUND_ISOLATION="$isolation" HOME="$folder" \
    bash "$work/tests/suite.bash" "$folder" "$isolation"
}

bash "$work/tests/words.test.bash" "$machine_source" | tee "$work/results"

# Beside each other: the tests mostly wait.
prefix=()
runs=(user-namespaces weak)
if [[ $EUID -eq 0 ]]; then
  prefix=("${other_user[@]}")
  run_under namespaces >"$work/namespaces.out" 2>&1 &
  runs=(namespaces "${runs[@]}")
else
  echo "skipped: namespaces, because only root has real user ids"
fi
run_under user-namespaces "${prefix[@]+"${prefix[@]}"}" >"$work/user-namespaces.out" 2>&1 &
run_under weak "${prefix[@]+"${prefix[@]}"}" >"$work/weak.out" 2>&1 &
wait
for run in "${runs[@]}"; do tee -a "$work/results" <"$work/$run.out"; done

passed=$(grep -c '^passed: ' "$work/results" || true)
failed=$(grep -c '^FAILED: ' "$work/results" || true)
echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
