# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# What happens on the host once its volume is back: a hook of its administrator's, /etc/sojourn/on-return, may start again
# what was stopped.

# only_roots FILE: it belongs to root, and nobody else may write it. A link, whose mode is 777, is not looked through.
only_roots() {
  local owner mode
  read -r owner mode < <(stat -c '%u %a' "$1")
  ((owner == 0 && (8#$mode & 8#22) == 0))
}

# take_stopped: "UID COMMAND LINE" for each process that was stopped to be started again; once.
take_stopped() {
  local noted=$STATE/volumes/$VOLUME/stopped pid start rest
  [[ -f $noted ]] || return 0
  while read -r pid start rest; do
    # It did not end when it was asked to.
    if [[ $(start_of "$pid") == "$start" ]]; then continue; fi
    printf '%s\n' "$rest"
  done <"$noted"
  rm "$noted"
}

# run_on_return MOUNTED: runs the hook where the volume has come back, or where something was stopped for a trip that was
# then given up. Sets HOOK: none, started or unsafe. The hook's own end is not waited for.
run_on_return() {
  local folder=${SOJOURN_ETC:-/etc/sojourn} stopped
  HOOK=none
  [[ $1 == true || $(place state) == away || -f $STATE/volumes/$VOLUME/stopped ]] || return 0
  stopped=$(take_stopped)
  # Without an owner of the tree there was no trip; and a file that may not be run is a hook that is switched off.
  [[ -n $OWNER && -x $folder/on-return && ! -d $folder/on-return ]] || return 0
  HOOK=unsafe
  only_roots "$folder" && only_roots "$folder/on-return" || return 0
  HOOK=started
  OWNER_HOME=$(getent passwd "$OWNER" | cut -d : -f 6) || OWNER_HOME=/
  (
    exec 8>&- 9>&- # the lock is not the hook's
    printf '%s' "${stopped:+$stopped$'\n'}" |
      as_owner setsid timeout -k 5 "$HOOK_S" "$folder/on-return" "$MOUNT"
  ) >/dev/null 2>&1 &
}

# home_since MOUNTED: says so to `sojourn where`; since when does not change by being asked again.
home_since() {
  local since
  since=$(date +%s)
  [[ $1 == true || $(place state) != home ]] || since=$(place since)
  place_is home "$since"
}
