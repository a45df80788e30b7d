# shellcheck shell=bash
# shellcheck disable=SC2034 # used in world.sh
# Handoffs of real disks with random kills (../disks), and whether they would find out what must not be. `./mvnw -Pdisks verify` makes
# 200 of them.

run_handoffs() { # ARGUMENT…: sets LAST, its last line; fails as it does
  local code=0
  bash "$HERE/../disks/run-handoffs.sh" "$@" >"$WORLD/handoffs" 2>&1 || code=$?
  LAST=$(tail -n 1 "$WORLD/handoffs")
  return "$code"
}

handoffs() {
  run_handoffs --handoffs 4 --lanes 2 || { cat "$WORLD/handoffs"; return 1; }
  [[ $LAST == 'handoffs=4 mismatches=0' ]]
}

# found PLANT: the planted fault is a mismatch in an ext4 and in an xfs, and the run fails. What a torn volume loses is the kernel's
# choice of the moment, so a fault may strike one of the two only in the next seed.
found() {
  local seed kind all=
  for seed in 7 8 9; do
    not run_handoffs --handoffs 2 --seed "$seed" --plant "$1"
    [[ $LAST =~ ^handoffs=2\ mismatches=[1-9][0-9]*$ ]]
    for kind in ext4 xfs; do
      awk -v kind="$kind" '$1 == "handoff" {at = $3} /^MISMATCH/ && at ~ kind {print; exit 1}' "$WORLD/handoffs" || all+=" $kind"
    done
    [[ $all == *ext4* && $all == *xfs* ]] && return 0
  done
  echo "found in:$all"
  cat "$WORLD/handoffs"
  return 1
}

flipped() { found flip; }
unsynced() { found unsynced; }
unclean() { found unclean; }

if command -v mkfs.xfs >/dev/null; then
  it 'whatever is killed on the way, volumes come home with all that was synced' handoffs
  it 'it can fail: a byte that is changed on the way is found out' flipped
  it 'it can fail: what was called synced, and was not, is missed after a power cut' unsynced
  it 'it can fail: a builder whose volume is torn away after its build is found out' unclean
else
  echo 'skipped: xfsprogs are not installed'
fi
