# shellcheck shell=bash disable=SC2154 # values are set in run-handoffs.sh
# Several runs of handoffs beside each other, and what they have found together.

# run_lanes: never returns.
run_lanes() {
  local work lane lanes=${LANES:-$(((COUNT + 39) / 40 < 4 ? (COUNT + 39) / 40 : 4))} share own=()
  work=$(mktemp -d)
  echo "seed $SEED, $COUNT handoffs, $lanes at once"
  for ((lane = 0; lane < lanes; lane++)); do
    share=$(((COUNT + lane) / lanes))
    own=(--handoffs "$share" --seed "$((SEED + lane))" --tally "$work/$lane")
    ((lanes == 1)) || own+=(--lane "$((lane + 1))")
    [[ -z $PLANT ]] || own+=(--plant "$PLANT")
    unshare --mount --propagation private bash "$DISKS_HOME/run-handoffs.sh" "${own[@]}" &
  done
  trap 'kill $(jobs -p) 2>/dev/null; wait; exit 130' INT TERM
  wait
  cat "$work"/* >"$work/all"
  never_struck "$work/all" >"$work/missed"
  report "$work/all" "$lanes" "$work/missed" >"$work/report"
  if [[ -n $RESULT ]]; then cp "$work/report" "$RESULT"; fi
  cat "$work/report"
  share=$(tail -n 1 "$work/report")
  [[ $share == "handoffs=$COUNT mismatches=0" && ! -s $work/missed ]] && ! grep -q ^not-home "$work/all" || lanes=failed
  rm -rf "$work"
  [[ $lanes != failed ]] || exit 1
  exit 0
}

# total TALLIES NAME
total() { awk -v name="$2" '$1 == name {sum += $NF} END {print sum + 0}' "$1"; }

report() { # TALLIES LANES MISSED
  awk '$1 == "struck" {struck[$2] += $3} END {for (kind in struck) print kind, struck[kind]}' "$1" | sort |
    awk '{words = words (NR > 1 ? "," : "") " " $0} END {print "struck:" words}'
  printf '%s\n' "compared: $(total "$1" checked); lost by power cuts, never synced: $(total "$1" lost); scripts that were in the way of \
a killed one: $(total "$1" refused)" "seed=$SEED lanes=$2 took $SECONDS s"
  sed 's/^/NEVER STRUCK: /' "$3"
  sed -n 's/^not-home /NOT HOME: /p' "$1"
  echo "handoffs=$(total "$1" handoffs) mismatches=$(total "$1" mismatches)"
}

# never_struck TALLIES: a long run in which a fault was never hit has tried less than it says.
never_struck() {
  local kind
  ((COUNT >= 100)) || return 0
  for kind in preflight-on-host {mount,unmount}-on-{host,builder} start-build-on-builder fsck build-killed power-cut-of-{ext4,xfs}; do
    grep -q "^struck $kind " "$1" || echo "$kind"
  done
  (($(total "$1" lost) > 0)) || echo 'a file that was not synced'
}
