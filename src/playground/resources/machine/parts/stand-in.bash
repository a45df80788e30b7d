# shellcheck shell=bash
# Some names are meant for the stand-ins that read this.
# shellcheck disable=SC2034
# What every stand-in begins with. A stand-in knows what Sojourn's guests use and what a person at the machine is likely
# to type; anything else it refuses aloud, so that nobody believes in an option that did nothing.
set -euo pipefail
export LC_ALL=C
stand_in=${0##*/}
machine_folder=${SOJOURN_PLAYGROUND_MACHINE:?this stand-in works inside a machine of the playground only}
machine_parts=$(realpath -- "$(dirname "$(realpath -- "$0")")/../parts")

note() { printf '[%s] %s: %s\n' "$(date -u +%FT%TZ)" "$stand_in" "$*" >>"$machine_folder/console.log"; }

# An option or argument that this stand-in does not know.
refuse() {
  note "refused: $*"
  printf '%s: the playground does not know %s\n' "$stand_in" "$*" >&2
  exit 64
}

# A fault as the real command would say it.
fault() {
  local status=$1
  shift
  printf '%s: %s\n' "$stand_in" "$*" >&2
  exit "$status"
}

isolation_now() { cat "$machine_folder/isolation"; }

require_root() { [[ $EUID -eq 0 || $(isolation_now) == weak ]] || fault "$1" "${*:2}"; }

# Asks the keeper; its answer is in answer_status and answer_words.
ask_keeper() {
  local pipe channel IFS=$'\x1f'
  pipe=$machine_folder/keeper/answer-$BASHPID-$RANDOM
  mkfifo -m 600 "$pipe"
  exec {channel}<>"$pipe"
  printf '%s\n' "$1"$'\x1f'"$pipe"$'\x1f'"${*:2}" 1<>"$machine_folder/keeper/broker"
  read -r -t 60 -u "$channel" answer_status answer_words || {
    answer_status=1 answer_words="the machine's keeper does not answer"
  }
  exec {channel}>&-
  rm -f "$pipe"
}
