# shellcheck shell=bash
# What an operating system does on its way down: units, then everybody, then the file systems.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
# shellcheck source=units.bash
source "$machine_parts/units.bash"
# shellcheck source=weak.bash
source "$machine_parts/weak.bash"

for unit in $(matching_units '*.timer'); do stop_unit "$unit"; done
for unit in $(matching_units '*.service'); do stop_unit "$unit" 10 & done
wait

isolation=$(isolation_now)
# This process and those it came from.
spared=" 1 "
ancestor=$$
while [[ $ancestor -gt 1 ]] && IFS= read -r line 2>/dev/null <"/proc/$ancestor/stat"; do
  spared+="$ancestor "
  line=${line##*) } line=${line#* } ancestor=${line%% *}
done
if [[ $isolation == weak ]]; then
  spared+="$(cat "$machine_folder/keeper/init.pid" "$machine_folder/keeper.pid" | xargs) "
fi

# Fills `others` with all other processes of the machine that still live.
find_others() {
  local pid command candidates=(/proc/[0-9]*)
  others=()
  if [[ $isolation == weak ]]; then mapfile -t candidates < <(weak_members); fi
  for pid in "${candidates[@]#/proc/}"; do
    [[ $spared != *" $pid "* ]] || continue
    # A process without a command line is a zombie (or the kernel's).
    if IFS= read -r -d '' command 2>/dev/null <"/proc/$pid/cmdline" && [[ -n $command ]]; then others+=("$pid"); fi
  done
}

end_others() {
  find_others
  [[ ${#others[@]} -eq 0 ]] || kill "-$1" "${others[@]}" 2>/dev/null || true
}

end_others TERM
left=40
while find_others && [[ ${#others[@]} -gt 0 && $left -gt 0 ]]; do
  sleep 0.05
  left=$((left - 1))
done
end_others KILL

sync -f "$machine_folder"
bash "$machine_parts/unmount-all.bash"
