# shellcheck shell=bash
# Single quotes: the machine expands what is in them. Names of the suite come from suite.bash.
# shellcheck disable=SC2016,SC2154

a_unit_lives_on_when_its_starter_is_gone() {
  plant_machine i-unit-lives vol-unit-lives
  boot i-unit-lives
  in_machine i-unit-lives 'systemd-run --unit=long --quiet sleep 1000'
  same active "$(in_machine i-unit-lives 'systemctl is-active long')"
  in_machine i-unit-lives 'systemctl stop long.service'
  exits_with 3 in_machine i-unit-lives 'systemctl is-active --quiet long'
  end i-unit-lives
}

a_unit_does_not_keep_a_lock_of_its_starter() {
  plant_machine i-lock
  boot i-lock
  in_machine i-lock 'exec 9>"$SOJOURN_RUN/lock"; flock 9; systemd-run --quiet --unit=locked sleep 1000'
  in_machine i-lock 'flock -n "$SOJOURN_RUN/lock" true'
  end i-lock
}

a_unit_that_ignores_TERM_is_killed_after_its_stop_time() {
  plant_machine i-stubborn
  boot i-stubborn
  in_machine i-stubborn '
    systemd-run --quiet --unit=stubborn -p TimeoutStopSec=1 bash -c "trap \"\" TERM; setsid sleep 1000 & echo begun; while :; do sleep 1; done"
    invocation=$(systemctl show -p InvocationID --value stubborn)
    systemctl stop stubborn
    ! grep -lzxsF "INVOCATION_ID=$invocation" /proc/[0-9]*/environ'
  same timeout "$(in_machine i-stubborn 'systemctl show -p Result --value stubborn')"
  end i-stubborn
}

a_unit_runs_as_its_owner_with_its_own_environment_only() {
  plant_machine i-environment
  boot i-environment
  in_machine i-environment '
    export LEAKED=yes
    systemd-run --quiet --unit=environment --uid="$(id -u)" --gid="$(id -g)" --setenv=SPACED="a b" \
      -p IPAddressDeny=169.254.169.254 -p WorkingDirectory=/usr \
      bash -c "echo \"\$SPACED,\${LEAKED:-clean},\$INSTANCE_ID,\$PWD,\$(id -u)\""'
  eventually test -s "$playground/instances/i-environment/journal/environment.service.log"
  same "a b,clean,i-environment,/usr,$(in_machine i-environment 'id -u')" \
    "$(cat "$playground/instances/i-environment/journal/environment.service.log")"
  end i-environment
}

a_unit_reads_the_file_that_is_its_standard_input() {
  plant_machine i-input
  boot i-input
  in_machine i-input '
    echo "1000 clangd --background-index" >"$SOJOURN_STATE/stopped"
    systemd-run --quiet --collect --unit=input -p "StandardInput=file:$SOJOURN_STATE/stopped" cat
    systemd-run --quiet --unit=no-input -p StandardInput=file:/no/such/file cat'
  eventually test -s "$playground/instances/i-input/journal/input.service.log"
  same "1000 clangd --background-index" "$(cat "$playground/instances/i-input/journal/input.service.log")"
  eventually unit_is i-input no-input failed
  same 208 "$(in_machine i-input 'systemctl show -p ExecMainStatus --value no-input')"
  end i-input
}

a_failed_unit_is_remembered_until_it_is_reset() {
  plant_machine i-failed
  boot i-failed
  in_machine i-failed 'systemd-run --quiet --unit=bad bash -c "exit 5"'
  eventually unit_is i-failed bad failed
  same $'exit-code\n5' "$(in_machine i-failed 'systemctl show -p Result -p ExecMainStatus --value bad')"
  exits_with 1 in_machine i-failed 'systemd-run --quiet --unit=bad true'
  in_machine i-failed 'systemctl reset-failed bad'
  same not-found "$(in_machine i-failed 'systemctl show -p LoadState --value bad')"
  in_machine i-failed 'systemd-run --quiet --collect --unit=bad bash -c "exit 5"'
  eventually unit_is i-failed bad inactive
  end i-failed
}

a_unit_of_a_user_that_cannot_be_fails_as_systemd_says() {
  [[ $isolation != namespaces ]] || return 0
  plant_machine i-nobody
  boot i-nobody
  in_machine i-nobody 'systemd-run --quiet --unit=foreign --uid=4321 true'
  eventually unit_is i-nobody foreign failed
  same 217 "$(in_machine i-nobody 'systemctl show -p ExecMainStatus --value foreign')"
  end i-nobody
}

unit_is() { [[ $(in_machine "$1" "systemctl is-active $2 || true") == "$3" ]]; }

a_timer_starts_its_service_when_its_time_has_come() {
  plant_machine i-timer
  boot i-timer
  in_machine i-timer 'systemd-run --quiet --unit=soon --collect --on-active=1s bash -c "echo fired; exec sleep 1000"'
  same active "$(in_machine i-timer 'systemctl is-active soon.timer')"
  exits_with 3 in_machine i-timer 'systemctl is-active --quiet soon.service'
  eventually unit_is i-timer soon.service active
  eventually test -s "$playground/instances/i-timer/journal/soon.service.log"
  same fired "$(cat "$playground/instances/i-timer/journal/soon.service.log")"
  end i-timer
}

a_timer_that_is_stopped_does_not_fire() {
  plant_machine i-disarm
  boot i-disarm
  in_machine i-disarm '
    systemd-run --quiet --unit=never --collect --on-active=1s touch "$SOJOURN_RUN/never"
    systemd-run --quiet --unit=later --collect --on-active="1s" touch "$SOJOURN_RUN/later"
    systemctl stop never.timer'
  eventually test -e "$playground/instances/i-disarm/run/later"
  [[ ! -e $playground/instances/i-disarm/run/never ]] || wrong "it fired"
  end i-disarm
}

a_mount_that_is_stopped_takes_the_units_that_need_it_along_first() {
  plant_machine i-needs vol-needs
  boot i-needs
  in_machine i-needs '
    systemd-run --quiet --unit=needy -p RequiresMountsFor="$mount/below" -p TimeoutStopSec=5 \
      bash -c "cd $mount; trap \"echo ended >$mount/end; exit 0\" TERM; echo begun; while :; do sleep 0.1; done"
    while [[ ! -s '"$playground"'/instances/i-needs/journal/needy.service.log ]]; do sleep 0.05; done
    systemctl stop "$(systemd-escape -p --suffix=mount "$mount")"
    ! mountpoint -q "$mount"
    [[ $(systemctl is-active needy) == inactive ]] && exit 1
    mount "$mount" && [[ $(cat "$mount/end") == ended ]]'
  end i-needs
}

an_orderly_shutdown_stops_units_and_unmounts() {
  plant_machine i-orderly vol-orderly
  boot i-orderly
  in_machine i-orderly '
    systemd-run --quiet --unit=work -p TimeoutStopSec=5 \
      bash -c "cd $mount; trap \"echo saved >$mount/saved; exit 0\" TERM; echo begun; while :; do sleep 0.1; done"
    while [[ ! -s '"$playground"'/instances/i-orderly/journal/work.service.log ]]; do sleep 0.05; done'
  "$machine" shutdown "$playground/instances/i-orderly"
  [[ ! -e $playground/volumes/vol-orderly/mounted ]] || wrong "the volume was left mounted"
  boot i-orderly
  same saved "$(in_machine i-orderly 'cat "$mount/saved"')"
  end i-orderly
}
