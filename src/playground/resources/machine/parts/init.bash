# shellcheck shell=bash
# A part of a whole: some names come from, or are meant for, the parts beside it.
# shellcheck disable=SC2154
# The first process of a machine: its end is the machine's end. It mounts what fstab names and is attached, says that
# it is ready, runs the user data once in the machine's life, and reaps.

init_machine() {
  local stat pid
  # Read while /proc still is the computer's: the number by which the outside knows this process.
  IFS= read -r stat <"/proc/self/stat"
  pid=${stat%% *}
  write_file "$machine_folder/init.start" "$(start_of "$pid")"
  write_file "$machine_folder/keeper/init.pid" "$pid"
  isolation=$(isolation_now)
  read_environment
  [[ $isolation == weak ]] || mount -t proc proc /proc
  # By this mark weak isolation tells the machine's processes.
  export SOJOURN_PLAYGROUND_MACHINE=$machine_folder
  cd /
  env -i "${environment[@]}" bash "$machine_parts/mount-fstab.bash" ||
    echo "init: not every entry of fstab could be mounted"
  write_file "$machine_folder/init.pid" "$pid"
  tell_boot ready
  run_user_data &
  reap
}

run_user_data() {
  [[ -s $machine_folder/user-data && ! -e $machine_folder/user-data.ran ]] || return 0
  touch "$machine_folder/user-data.ran"
  install -m 0700 "$machine_folder/user-data" "$machine_folder/keeper/user-data"
  env -i "${environment[@]}" "$machine_folder/keeper/user-data" </dev/null ||
    echo "init: user data ended with exit status $?"
}

# bash reaps every child that ends, adopted ones too, while it reads from a pipe into which nobody writes.
reap() {
  local silence
  mkfifo "$machine_folder/keeper/silence"
  exec {silence}<>"$machine_folder/keeper/silence"
  while :; do read -r -u "$silence" _ || true; done
}
