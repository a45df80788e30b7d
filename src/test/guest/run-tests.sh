#!/usr/bin/env bash
# Tests of the guest scripts: the real ones, on real filesystems. Wants root and loop devices for most of them.
# run-tests.sh [PART]: the part of this name and those that begin so, or all but "large". Parts run beside each other, each in a
# world of its own: most of their time they wait. SOJOURN_TEST_JOBS says how many at once. Last line: "N passed, M failed".
cd "$(dirname "$0")" || exit 1

# The longest first, so that none of them is left at the end.
PARTS=(build-damage build-targets handoffs slots build-trust build-options build-checkout build-parity submodules holders source
  build build-modules preflight disks fuse on-return move stop-holders build-causes away mount-point build-progress text build-lit
  container host-command travelling-volume large)

for file in *-tests.sh; do
  [[ $file == run-tests.sh || " ${PARTS[*]} " == *" ${file%-tests.sh} "* ]] || { echo "run-tests.sh does not know the part ${file%-tests.sh}"; exit 1; }
done

# One part, in this process: what it counts goes into a file.
if [[ ${1-} == --part ]]; then
  source ./world.sh
  make_world
  # shellcheck source=/dev/null
  source "./$2-tests.sh"
  echo "$PASSED $FAILED" >"$3"
  ((FAILED == 0))
  exit
fi

isolated=(unshare -m --propagation private)
skipped=''
if ! "${isolated[@]}" true 2>/dev/null || ! losetup -f >/dev/null 2>&1; then
  isolated=()
  skipped='needs root, mount namespaces and loop devices'
fi
counts=$(mktemp -d)
trap 'rm -rf "$counts"' EXIT
trap 'kill $(jobs -p) 2>/dev/null; wait; exit 130' INT TERM

part() { "${isolated[@]}" bash ./run-tests.sh --part "$1" "$counts/$1"; }

# aside PART: what it says is shown in one piece, at its end.
aside() {
  local began=$SECONDS
  part "$1" >"$counts/$1.said" 2>&1
  {
    flock 9
    echo "== $1, $((SECONDS - began)) s"
    cat "$counts/$1.said"
  } 9<"$counts"
}

chosen=()
for name in "${PARTS[@]}"; do
  [[ $name != large || ${1-} == large ]] || continue # takes a minute
  [[ -z ${1-} || $name == "$1" || $name == "$1"-* ]] || continue
  if [[ $name != @(text|host-command) && -n $skipped ]]; then
    echo "skipped: the $name tests: $skipped"
  else
    chosen+=("$name")
  fi
done
if ((${#chosen[@]} == 1)); then
  part "${chosen[0]}"
else
  at_once=${SOJOURN_TEST_JOBS:-$(($(nproc) + 2))}
  for name in "${chosen[@]}"; do
    while (($(jobs -rp | wc -l) >= at_once)); do wait -n; done
    aside "$name" &
  done
  wait
fi

passed=0 failed=0 failed_parts=()
for name in "${chosen[@]}"; do
  good=0 bad=1 # of a part that did not come to its end
  read -r good bad 2>/dev/null <"$counts/$name" || echo "the $name tests ended in the middle"
  passed=$((passed + good)) failed=$((failed + bad))
  ((bad == 0)) || failed_parts+=("$name")
done
((failed == 0)) || echo "failed parts: ${failed_parts[*]}"
echo "$passed passed, $failed failed"
((failed == 0 && ${#chosen[@]} > 0))
