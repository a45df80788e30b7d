# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# How the builds on this machine are doing. The same text goes to many builders at once. Values: LEASE_S; WAIT_S: how long to
# stay for a build's end, which is then told at once.
number LEASE_S 0
number WAIT_S 0

# tally: reads a log's end; prints "DONE TOTAL ninja|lit WHAT" by ninja's last [n/m] or, inside a test run, by lit's own
# count, whose beginning may be too far back to be seen.
tally() {
  awk '
    /^Sojourn: test target [0-9]+\/[0-9]+: / {
      target = $0; sub(/^[^:]*: [^:]*: /, "", target)
      split($4, count, /[\/:]/); if (count[2] > 1) target = target ", " count[1] "/" count[2]
      total = 0; next
    }
    /^-- Testing: [0-9]+ / {total = $3; done = 0; kind = "lit"; next}
    match($0, /\([0-9]+ of [0-9]+\)$/) &&
      (kind == "lit" || /^(PASS|FLAKYPASS|FAIL|XFAIL|XPASS|UNRESOLVED|UNSUPPORTED|TIMEOUT|SKIPPED): /) {
      split(substr($0, RSTART + 1, RLENGTH - 2), count, " of "); done = count[1]; total = count[2]; kind = "lit"; next
    }
    kind == "lit" && /^Testing: *[0-9][0-9. ]*$/ {
      points = split($0, point, /[^0-9]+/)
      for (i = points; i > 0 && point[i] == ""; i--) {}
      done = int(total * point[i] / 100); next
    }
    match($0, /^\[[0-9]+\/[0-9]+\] /) {
      split(substr($0, 2, RLENGTH - 3), count, "/"); what = substr($0, RLENGTH + 1); kind = "ninja"
      done = count[1]; total = count[2]
    }
    END {if (total) print done, total, kind, kind == "lit" ? "Testing" (target ? " " target : "") : what}'
}

# seconds_left DONE TOTAL ELAPSED BEFORE NOW: what is still to be done by the durations of the slot's former build
# (ninja's logs BEFORE and NOW) and the speed of this one; by the mere count where there was no former build. Nothing where that
# would be a guess: in the first seconds, and by the mere count below a twentieth of it.
seconds_left() {
  awk -v done="$1" -v total="$2" -v elapsed="$3" '
    /^#/ {next}
    FILENAME == ARGV[1] {former[$4] = $2 - $1; known[$0]; next}
    $0 in known {next}
    {worked += $2 - $1; delete former[$4]}
    END {
      for (output in former) {left += former[output]; outputs++}
      if (elapsed < 5) exit
      if (worked > 0 && outputs > 0) printf "%d", (total - done) * (left / outputs) * elapsed / worked
      else if (done > 0 && done * 20 >= total) printf "%d", elapsed * (total - done) / done
    }' "$4" "$5"
}

# build_member REGISTRATION: the JSON object of one build.
build_member() {
  local build job attempt unit folder log form kind='' phase='' since=0 what='' left='' size=0 idle=0
  local running=false status=null done=0 total=0
  mapfile -t build <"$1"
  job=${build[0]} attempt=${build[1]} unit=${build[2]} folder=${build[3]} log=${build[3]}/build.log
  # Asked before the status is read: a build that ends in between has both.
  ! active "$unit" || running=true
  read -r phase since 2>/dev/null <"$folder/phase" || phase=checkout
  if [[ -f $log ]]; then
    read -r size idle < <(stat -c '%s %Y' "$log")
    idle=$(($(date +%s) - idle))
    read -r "done" total kind what < <(tail -c 65536 "$log" | tally) || true # nothing counted yet
  fi
  if [[ -f $folder/status.json ]]; then
    status=$(head -c 1600 "$folder/status.json")
    # The build could have written anything there.
    form="^\\{\"job\":$job,\"attempt\":$attempt,\"exit\":N,\"phase\":\"[a-z]{1,10}\",\"started\":N,\"ended\":N,\"compiled\":N,"
    form+='"error_b64":"B","error_line":(N|null),'
    form+='"cause":"(none|checkout|configure|compile|link|tests|script|stopped)",'
    form+='"tests":(null|\{"run":N,"failed":N,"names_b64":"B"\}),"disk_wait":(N|null),"native":(true|false),"distrusted":N\}$'
    form=${form//N/'(0|[1-9][0-9]{0,14})'}
    form=${form//B/'[A-Za-z0-9+/=]*'}
    [[ $status =~ $form ]] || status=null
  fi
  if [[ $status == null && $phase == @(build|test) && $since =~ ^[0-9]+$ ]] && ((total > done)); then
    left=$(seconds_left "$done" "$total" "$(($(date +%s) - since))" \
      "$([[ $kind == ninja && -s $folder/ninja-log-before ]] && echo "$folder/ninja-log-before" || echo /dev/null)" \
      "$([[ $kind == ninja && -s ${build[4]}/.ninja_log ]] && echo "${build[4]}/.ninja_log" || echo /dev/null)")
  fi
  [[ $status == null ]] || what=''
  printf '{"job":%s,"attempt":%s,"active":%s,%s,"done":%d,"total":%d,"eta_s":%s,%s,"log_bytes":%d,"idle_s":%d,"status":%s}' \
    "$job" "$attempt" "$running" "$(text phase "$phase" 10)" "$done" "$total" "${left:-null}" "$(text what "$what" 80)" \
    "$size" "$idle" "$status"
}

# over REGISTRATION: has its build left a result?
over() {
  local build
  mapfile -t build <"$1" && [[ -f ${build[3]}/status.json ]]
}

# await_end: until a build is over, the machine is to be taken back, or WAIT_S have passed. Costs no process while it waits.
await_end() {
  local end=$((SECONDS + WAIT_S)) registration
  exec 7<> <(:)
  while ((SECONDS < end)) && [[ ! -f $RUN/spot-notice ]]; do
    for registration in "$RUN/builds"/*; do
      if [[ -f $registration ]] && over "$registration"; then return 0; fi
    done
    read -r -t 0.2 -u 7 || true
  done
}

((LEASE_S == 0)) || lease_rearm "$LEASE_S"
((WAIT_S == 0)) || await_end
builds='' truncated=()
mkdir -p "$RUN/builds"
mapfile -t registrations < <(find "$RUN/builds" -type f -printf '%T@ %p\n' | sort -rn | cut -d ' ' -f 2-)
for registration in "${registrations[@]}"; do
  member=$(build_member "$registration")
  if ((${#builds} + ${#member} > 1700)); then
    truncated=('"truncated":true')
    break
  fi
  builds+="${builds:+,}$member"
done
notice=''
[[ ! -f $RUN/spot-notice ]] || notice=$(<"$RUN/spot-notice")
read -r load _ </proc/loadavg
answer "$(text spot_notice "$notice" 40)" "\"mem_available_mib\":$(awk '/^MemAvailable:/ {print int($2 / 1024)}' /proc/meminfo)" \
  "\"load1\":$load" "\"builds\":[$builds]" "${truncated[@]}"
