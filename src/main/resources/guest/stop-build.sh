# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Stops the builds that run here (only job JOB's where that is given) and looks whether they are gone. Builder.
guard
matching JOB '[0-9]*' ''
for build in "$RUN/builds/"*-*; do
  [[ -f $build && (-z $JOB || ${build##*/} == "$JOB"-*) ]] || continue
  unit=$(sed -n 3p "$build")
  ! active "$unit" || words=$(systemctl stop "$unit" 2>&1) || refuse stop-failed "systemctl stop $unit: $words"
  ! active "$unit" || refuse still-active "$unit is still running"
done
answer '"active":false'
