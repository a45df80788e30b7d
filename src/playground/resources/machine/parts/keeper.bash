# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# The keeper: the one process of a machine outside its process numbers, and so out of its sight. Its working folder
# is the real volumes folder, opened before the machine's view of it was covered: only it can mount a volume.

keep_machine() {
  init_number=
  isolation=$(isolation_now)
  set -E
  trap 'echo "keeper: exit status $? of: $BASH_COMMAND"' ERR
  # The locks on the volumes end with the keeper, so the machine must too.
  trap 'end_machine; tell_boot "the keeper ended"' EXIT
  write_file "$machine_folder/keeper.start" "$(start_of "$$")"
  write_file "$machine_folder/keeper.pid" "$$"
  exec {broker_requests}<>"$machine_folder/keeper/broker"
  case $isolation in
    weak) cd "$(volumes_folder)" || exit ;;
    *) arrange_view ;;
  esac
  start_init &
  serve_requests
  printf '[%s] halted\n' "$(date -u +%FT%TZ)"
}

start_init() {
  trap - EXIT
  case $isolation in
    weak) bash "$machine_program" --init "$machine_folder" || true ;;
    *) unshare --pid --fork --kill-child bash "$machine_program" --init "$machine_folder" || true ;;
  esac
  printf 'ended\n' >&"$broker_requests"
}

end_machine() {
  if [[ -n $init_number ]]; then kill -KILL "$init_number" 2>/dev/null || true; fi
  if [[ $isolation == weak ]]; then end_weak_machine; fi
}

tell_boot() {
  if [[ -p $machine_folder/keeper/ready ]]; then printf '%s\n' "$1" 1<>"$machine_folder/keeper/ready"; fi
}
