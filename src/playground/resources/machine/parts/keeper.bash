# shellcheck shell=bash
# The keeper: the one process of a machine outside its process numbers, and so out of its sight. Its working folder
# is the real volumes folder, opened before the machine's view of it was covered: only it can mount a volume.

keep_machine() {
  isolation=$(isolation_now)
  trap 'boot_failed "the keeper ended"' EXIT
  write_file "$machine_folder/keeper.start" "$(start_of "$$")"
  write_file "$machine_folder/keeper.pid" "$$"
  exec {broker_requests}<>"$machine_folder/run/broker"
  case $isolation in
    weak) cd "$(volumes_folder)" ;;
    *) arrange_view ;;
  esac
  start_init &
  serve_requests
  trap - EXIT
  [[ -e $machine_folder/init.pid ]] || boot_failed "init ended"
  printf '[%s] halted\n' "$(date -u +%FT%TZ)" >>"$machine_folder/console.log"
}

start_init() {
  trap - EXIT
  case $isolation in
    weak) bash "$machine_program" --init "$machine_folder" || true ;;
    *) unshare --pid --fork --kill-child bash "$machine_program" --init "$machine_folder" || true ;;
  esac
  printf 'ended\n' >&"$broker_requests"
}

boot_failed() { printf '%s\n' "$1" 1<>"$machine_folder/run/ready"; }
