# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# What needs no root: the texts themselves, values, answers.

no_double_brace() { not grep -n '{''{' "$SCRIPTS"/*.sh; }

checked() { shellcheck "$SCRIPTS"/*.sh; }

small_enough() {
  local script
  for script in "$SCRIPTS"/*.sh; do
    script=${script##*/}
    (($(compose "${script%.sh}" | wc -c) < 48000)) # SSM takes 64 KB; the rest is for the values
  done
}

# probe SCRIPT NAME=VALUE…: runs a few lines in place of an operation.
probe() {
  { compose common "${@:2}" | sed '/^# ---- the volume: its disk/,$d'; printf '%s\n' "$1"; } >"$WORLD/script"
  ANSWER=$(bash "$WORLD/script" 2>"$WORLD/stderr")
}

data_only() {
  local odd
  # A quote after a backslash is the very thing that is tried here.
  # shellcheck disable=SC1003
  for odd in "\$(touch $WORLD/x)" "\`touch $WORLD/x\`" "'; touch $WORLD/x; '" '"; exit 3; "' '{''{ssm:x}''}' '\\ \" \' '-n' '${HOME}' '*' 'ü €'; do
    probe 'value WORD; answer "\"hex\":\"$(printf %s "$WORD" | od -An -vtx1 | tr -d " \n")\""' "WORD=$odd"
    [[ $(jq -r .hex <<<"$ANSWER") == "$(printf %s "$odd" | od -An -vtx1 | tr -d ' \n')" ]]
    probe 'value WORD; answer "$(text said "$WORD")"' "WORD=$odd"
    [[ $odd == *[!\ -~]* || $(jq -r .said <<<"$ANSWER") == "$odd" ]]
    probe 'number WORD; answer' "WORD=$odd"
    refused bad-value
  done
  [[ ! -e $WORLD/x ]]
}

lines_only_in_lists() {
  probe 'value WORD; answer' $'WORD=a\nb'
  refused bad-value
  probe 'matching WORD "[a-z]+"; answer' $'WORD=a\nb'
  refused bad-value
  probe 'lines WORD; mapfile -t WORDS <<<"$WORD"; answer "\"count\":${#WORDS[@]}"' $'WORD=a\nb $(x)'
  answered '.count == 2'
}

absent() {
  probe 'value WORD; answer'
  refused bad-value
  probe 'value WORD default; answer "$(text word "$WORD")"'
  answered '.word == "default"'
  probe 'number WORD 7; answer "\"n\":$((WORD + 1))"' WORD=
  answered '.n == 8'
  probe 'number WORD; answer' WORD=08
  refused bad-value
  probe 'number WORD; answer' 'WORD=a[$(touch x)]'
  refused bad-value
}

# The write is killed when its content is in the new file, which is not yet in place.
killed_write() {
  local word
  echo old >"$WORLD/kept"
  for word in first second; do
    ! probe 'sync() { kill -KILL "$$"; }; value WORD; write_durably "$WORLD/kept" <<<"$WORD"' "WORD=$word" 2>/dev/null
    [[ $(<"$WORLD/kept") == old && $(cat "$WORLD/kept".?*) == "$word" ]]
  done
  probe 'value WORD; write_durably "$WORLD/kept" <<<"$WORD"; answer' WORD=third
  [[ $(<"$WORLD/kept") == third && $(echo "$WORLD/kept"*) == "$WORLD/kept" ]]
}

# As a condition, where nothing ends a function by itself.
failed_write() {
  probe 'cat() { command cat; return 1; }; if write_durably "$WORLD/kept" <<<half; then answer; else refuse no-space x; fi'
  refused no-space
  [[ $(<"$WORLD/kept") == third && $(echo "$WORLD/kept"*) == "$WORLD/kept" ]]
}

crash() {
  local code=0
  probe 'set -e; (exit 194)' || code=$?
  ((code == 1))
  grep -q 'exit code 194' "$WORLD/stderr"
}

it 'no script has two adjacent opening braces, which SSM would replace' no_double_brace
if command -v shellcheck >/dev/null; then it 'shellcheck has nothing to say' checked; else echo 'skipped: shellcheck is not installed'; fi
it 'each script fits into one SSM command' small_enough
it 'values of any kind arrive as data and leave as data' data_only
it 'only a list may have several lines' lines_only_in_lists
it 'an absent value takes its default or is refused; a number is a number' absent
it 'a write that is killed changes nothing, and what it leaves goes with the next one' killed_write
it 'a write that fails changes nothing and leaves nothing' failed_write
it 'a crash says where, and never asks for a reboot' crash
