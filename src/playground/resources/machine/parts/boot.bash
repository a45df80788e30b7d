# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# Starting a machine and ending it.

boot_machine() {
  local ready lock answer
  local -a namespaces=()
  exec {lock}>"$machine_folder/boot.lock"
  flock "$lock"
  if alive_machine; then
    cat "$machine_folder/init.pid"
    return
  fi
  [[ $machine_program != *:* ]] || fail "a folder with a colon cannot be in PATH: $machine_program"
  end_leftovers
  find_isolation
  empty_for_boot
  case $isolation in
    namespaces) namespaces=(unshare --mount --uts --ipc --propagation private --) ;;
    user-namespaces) namespaces=(unshare --map-root-user --mount --uts --ipc --propagation private --) ;;
    weak) say "weak isolation: $isolation_reason" ;;
    *) fail "no such isolation: $isolation" ;;
  esac
  exec {ready}<>"$machine_folder/keeper/ready"
  (
    close_other_descriptors
    exec setsid --fork env -i PATH="$PATH" LC_ALL=C \
      "${namespaces[@]}" bash "$machine_program" --keep "$machine_folder" \
      </dev/null >>"$machine_folder/console.log" 2>&1
  )
  IFS= read -r -t 60 -u "$ready" answer || answer="nothing heard within 60 s"
  [[ $answer == ready ]] || fail "${machine_folder##*/} did not boot: $answer (see its console.log)"
  cat "$machine_folder/init.pid"
}

empty_for_boot() {
  local volumes
  cd "$machine_folder" || exit
  volumes=$(volumes_folder)
  rm -rf init.pid init.start keeper.pid keeper.start keeper run units requests/shutdown
  mkdir -p keeper run units mnt root state requests journal "$volumes"
  touch devices fstab env console.log
  chmod 0622 console.log
  [[ ! -O $volumes ]] || chmod 0700 "$volumes"
  write_file isolation "$isolation"
  mkfifo -m 600 keeper/ready keeper/broker
  printf '[%s] boot, isolation %s\n' "$(date -u +%FT%TZ)" "$isolation" >>console.log
  cd /
}

volumes_folder() { printf '%s/volumes\n' "${machine_folder%/instances/*}"; }

# Returns when no process and no mount of the machine is left.
kill_machine() {
  local pid
  if alive_machine; then
    read -r pid <"$machine_folder/init.pid"
    if ! kill -KILL "$pid" && alive_machine; then fail "init ($pid) cannot be killed"; fi
    await 100 init_gone || fail "init ($pid) does not end"
  fi
  end_leftovers
}

# The keeper follows its init by itself; one that does not is ended, because it would keep the mounts.
end_leftovers() {
  local pid
  if [[ -e $machine_folder/keeper.pid ]]; then
    await 100 keeper_gone || {
      read -r pid <"$machine_folder/keeper.pid"
      kill -KILL "$pid" || say "the keeper ($pid) was gone at last"
      await 100 keeper_gone || fail "the keeper ($pid) does not end"
    }
  fi
  [[ $(isolation_now) != weak ]] || end_weak_machine
}

init_gone() { ! alive_machine; }

keeper_gone() { ! process_lives keeper; }

# Asks every 50 ms, N times at most.
await() {
  local left=$1
  shift
  until "$@"; do
    left=$((left - 1))
    [[ $left -gt 0 ]] || return 1
    sleep 0.05
  done
}

shutdown_machine() {
  require_alive
  (exec_machine -- bash "$machine_parts/power-off.bash") || say "not everything ended in order (see above)"
  kill_machine
}
