#!/usr/bin/env bash
# Tests of the guest scripts: the real ones, on real filesystems. Wants root and loop devices for most of them.
# Last line: "N passed, M failed".
cd "$(dirname "$0")" || exit 1
if [[ ${1-} != --inside ]]; then
  if unshare -m true 2>/dev/null && losetup -f >/dev/null 2>&1; then
    exec unshare -m --propagation private bash "$PWD/run-tests.sh" --inside "$@"
  fi
  skipped='needs root, mount namespaces and loop devices'
else
  shift
fi
source ./world.sh
make_world
failed=()
for part in text move holders container stop-holders mount-point away on-return host-command preflight source submodules \
  slots build build-causes build-checkout build-lit build-modules build-options build-parity build-progress build-targets \
  build-trust fuse large; do
  [[ $part != large || ${1-} == large ]] || continue # takes a minute
  [[ -z ${1-} || $part == "$1" || $part == "$1"-* ]] || continue
  if [[ $part != @(text|host-command) && -n ${skipped-} ]]; then
    echo "skipped: the $part tests: $skipped"
  else
    before=$FAILED
    # shellcheck source=/dev/null
    source "./$part-tests.sh"
    ((FAILED == before)) || failed+=("$part")
  fi
done
((FAILED == 0)) || echo "failed parts: ${failed[*]}"
echo "$PASSED passed, $FAILED failed"
((FAILED == 0))
