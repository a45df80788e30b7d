# shellcheck shell=bash
# Runs one service: starts its main process in a session and process group of its own, waits for it, ends what it left
# behind, and writes the result down.
source "$(dirname "$(realpath -- "$0")")/stand-in.bash"
machine_program=${machine_parts%/*}/machine
# shellcheck source=common.bash
source "$machine_parts/common.bash"
# shellcheck source=environment.bash
source "$machine_parts/environment.bash"
# shellcheck source=units.bash
source "$machine_parts/units.bash"

name=$1
umask 022
user=$(unit_property "$name" User) group=$(unit_property "$name" Group)
invocation=$(unit_property "$name" InvocationID)
directory=$(unit_property "$name" WorkingDirectory)
nice=$(unit_property "$name" Nice)
mapfile -d '' -t command <"$units_folder/$name/command"
mapfile -d '' -t settings <"$units_folder/$name/settings"

# Nothing but zeros and names are translated; a user that cannot be is systemd's exit status 217.
launch=(env)
# The metadata service is an address on loopback here: its denial is that the unit does not learn it.
[[ $(unit_property "$name" IPAddressDeny) != *169.254.169.254* ]] || launch+=(-u SOJOURN_IMDS)
launch+=("INVOCATION_ID=$invocation")
if [[ -n $user ]]; then
  [[ $user =~ ^[0-9]+$ ]] || user=$(id -u -- "$user") || user=''
  [[ -n $user ]] && launch+=("HOME=$(home_of "$user")")
fi
launch+=("${settings[@]}" setsid)
[[ -z $nice ]] || launch+=(nice -n "$nice")
if [[ -n $user$group ]] && [[ ${user:-$EUID} != "$EUID" || ${group:-$(id -g)} != "$(id -g)" ]]; then
  launch+=(setpriv --reuid="${user:-$EUID}" --regid="${group:-$user}" --clear-groups)
  "${launch[@]: -4}" true 2>/dev/null || launch=(bash "$machine_parts/no-such-user.bash" "$user")
fi

# Where the unit's words go: its journal, or where a property says.
output=$machine_folder/journal/$name.log
case $(unit_property "$name" StandardOutput) in
  '' | journal) ;;
  null) output=/dev/null ;;
  append:*) output=$(unit_property "$name" StandardOutput) && output=${output#append:} ;;
esac

input=/dev/null
case $(unit_property "$name" StandardInput) in
  file:*) input=$(unit_property "$name" StandardInput) && input=${input#file:} ;;
esac

while IFS= read -r path; do
  [[ -n $path && -e $path ]] || continue
  mounted=$(mount_point_of "$path")
  [[ -z $mounted ]] || set_property "$name" mounted-at "$mounted"
done < <(unit_property "$name" RequiresMountsFor)

if [[ ! -r $input ]]; then
  (exit 208) &
elif cd -- "${directory:-/}"; then
  "${launch[@]}" "${command[@]}" <"$input" >>"$output" 2>&1 &
else
  (exit 200) &
fi
main=$!
set_property "$name" MainPID "$main"
set_property "$name" began "$(date +%s)"
set_property "$name" SubState running
if [[ -e $units_folder/$name/stop-asked ]]; then end_members "$invocation" 0; else
  set_property "$name" ActiveState active
fi
limit=$(unit_property "$name" RuntimeMaxSec)
if [[ -n $limit ]]; then
  (sleep "$limit" && end_members "$invocation" 0 "$name") &
  watch=$!
fi
code=0
wait "$main" || code=$?
[[ -z ${watch:-} ]] || kill "$watch" 2>/dev/null || true
end_members "$invocation" "$(unit_property "$name" TimeoutStopSec)" "$name"

result=$(unit_property "$name" Result)
if [[ -z $result ]]; then
  result=success
  if [[ $code -ge 129 && $code -le 192 ]]; then
    # Killed by TERM, INT, HUP or PIPE is a clean end for systemd.
    case $code in 143 | 130 | 129 | 141) ;; *) result=signal ;; esac
  elif [[ $code -ne 0 ]]; then
    result=exit-code
  fi
fi
note "$name ended: $result, exit status $code"
set_property "$name" MainPID 0
set_property "$name" ExecMainStatus "$code"
set_property "$name" Result "$result"
if [[ $result == success || $(unit_property "$name" collect) == yes ]]; then
  rm -rf "${units_folder:?}/$name"
else
  set_property "$name" SubState failed
  set_property "$name" ActiveState failed
fi
