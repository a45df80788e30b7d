# shellcheck shell=bash
# What an operating system does on its way down: units, then everybody, then the file systems.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
# shellcheck source=units.bash
source "$machine_parts/units.bash"

for unit in $(matching_units '*.timer'); do stop_unit "$unit"; done
for unit in $(matching_units '*.service'); do stop_unit "$unit" 10 & done
wait

# All processes of the machine but its init, this one and those it came from.
others() {
  local pid ancestor=$$ line spared=" 1 $$ $BASHPID "
  while [[ $ancestor -gt 1 ]]; do
    IFS= read -r line 2>/dev/null <"/proc/$ancestor/stat" || break
    line=${line##*) } && line=${line#* } && ancestor=${line%% *}
    spared+="$ancestor "
  done
  if [[ $(isolation_now) == weak ]]; then
    spared+="$(cat "$machine_folder/run/init.pid" "$machine_folder/keeper.pid" | tr '\n' ' ')"
    grep -lzxsF "SOJOURN_PLAYGROUND_MACHINE=$machine_folder" /proc/[0-9]*/environ | cut -d / -f 3
  else
    printf '%s\n' /proc/[0-9]* | cut -d / -f 3
  fi | while read -r pid; do
    # A process without a command line is the kernel's or a zombie.
    [[ $spared == *" $pid "* || -z $(tr -d '\0' 2>/dev/null <"/proc/$pid/cmdline") ]] || echo "$pid"
  done
}

end_others() {
  local -a pids
  mapfile -t pids < <(others)
  [[ ${#pids[@]} -eq 0 ]] || kill "-$1" "${pids[@]}" 2>/dev/null || true
}

end_others TERM
left=40
while [[ -n $(others) && $left -gt 0 ]]; do
  sleep 0.05
  left=$((left - 1))
done
end_others KILL

sync -f "$machine_folder"
bash "$machine_parts/unmount-all.bash"
