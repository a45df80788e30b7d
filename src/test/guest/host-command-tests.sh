# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# The command and the prompt that people install on their host. Needs no root.

HOST_FILES=$HERE/../../../deploy/host

# a_host: knows nothing of a volume yet. It is noon, day and night.
a_host() {
  export SOJOURN_STATE=$WORLD/host-$BASHPID TZ=UTC NOON
  NOON=$(date -d 'today 12:00' +%s)
  mkdir -p "$SOJOURN_STATE" "$WORLD/noon-$BASHPID"
  printf '#!/bin/sh\ncase "$*" in +%%s) echo "$NOON" ;; *) exec "%s" "$@" ;; esac\n' "$(command -v date)" >"$WORLD/noon-$BASHPID/date"
  ln -s "$(realpath "$HOST_FILES/sojourn")" "$WORLD/noon-$BASHPID/sojourn"
  chmod +x "$WORLD/noon-$BASHPID/date"
  PATH=$WORLD/noon-$BASHPID:$PATH
}

# place VOLUME LINE…: what a move has written down.
place() {
  mkdir -p "$SOJOURN_STATE/volumes/$1"
  printf '%s\n' "${@:2}" >"$SOJOURN_STATE/volumes/$1/place"
}

# says CODE TEXT COMMAND…: prints it and ends so.
says() {
  local code=0 text
  text=$("${@:3}" 2>&1) || code=$?
  [[ $text == "$2" && $code == "$1" ]] || { printf '%s\n' "$code: $text"; return 1; }
}

home() {
  a_host
  place vol-1 mount=/mnt/llvm state=home "since=$((NOON - 10080))"
  says 0 '/mnt/llvm  home since 09:12' sojourn where
  says 0 '/mnt/llvm  home since 09:12' sojourn where /mnt/llvm
  says 0 '/mnt/llvm  home since 09:12' sojourn where /mnt/llvm/llvm-project/lib/..
  (cd / && says 0 '/mnt/llvm  home since 09:12' sojourn where mnt/llvm/x)
  says 0 '' sojourn prompt
  says 0 '' sojourn prompt --here
  place vol-1 mount=/mnt/llvm state=home "since=$((NOON - 86400))"
  says 0 "/mnt/llvm  home since $(date -d yesterday +%F) 12:00" sojourn where
}

away() {
  a_host
  local words='/mnt/llvm  away with job #12 since 11:48 (12 min); expected back about 12:05'
  place vol-1 mount=/mnt/llvm state=away "since=$((NOON - 720))" job=12 "until=$((NOON + 300))" \
    'thread=https://example.slack.com/archives/C1/p1?a=1&b='
  says 1 "$words; thread: https://example.slack.com/archives/C1/p1?a=1&b=" sojourn where
  place vol-1 mount=/mnt/llvm state=away "since=$((NOON - 720))" job=12 "until=$((NOON + 300))" thread=
  says 1 "$words" sojourn where /mnt/llvm/llvm-project
  ln -s /mnt/llvm/llvm-project "$WORLD/tree-$BASHPID"
  says 1 "$words" sojourn where "$WORLD/tree-$BASHPID/lib"
  place vol-1 mount=/mnt/llvm state=away "since=$((NOON - 720))" job=0 until=0 thread=
  says 1 '/mnt/llvm  away since 11:48 (12 min)' sojourn where
}

overdue() {
  a_host
  place vol-1 mount=/mnt/llvm state=away "since=$((NOON - 10920))" job=12 "until=$((NOON - 1500))" thread=https://x
  says 1 '/mnt/llvm  away with job #12 since 08:58 (3 h 2 min); overdue: was expected back about 11:35, 25 min ago; thread: https://x' \
    sojourn where
}

several() {
  a_host
  place vol-1 mount=/mnt/llvm state=away "since=$NOON" job=12 until=0 thread=
  place vol-2 mount=/mnt/llvm/inner state=home "since=$NOON"
  place vol-3 mount=/mnt/gcc state=away "since=$NOON" job=0 until=0 thread=
  says 1 '/mnt/llvm  away with job #12 since 12:00 (0 min)
/mnt/llvm/inner  home since 12:00
/mnt/gcc  away since 12:00 (0 min)' sojourn where
  says 0 '/mnt/llvm/inner  home since 12:00' sojourn where /mnt/llvm/inner/x # the nearest
  says 1 '/mnt/llvm  away with job #12 since 12:00 (0 min)' sojourn where /mnt/llvm/inner2
  says 0 '[#12 /mnt/gcc away]' sojourn prompt
}

unknown() {
  a_host
  says 2 'sojourn: no volume of this host has travelled yet' sojourn where
  says 0 '' sojourn prompt
  place vol-1 mount=/mnt/llvm state=home "since=$NOON"
  says 2 'sojourn: /mnt/llvm-2/x is on no volume that is known to travel' sojourn where /mnt/llvm-2/x
  place vol-1 mount=/mnt/llvm # a file that is not whole
  says 2 'sojourn: no volume of this host has travelled yet' sojourn where
  place vol-1 mount=/mnt/llvm state=away 'since=$(touch x)' 'job=x[$(touch x)]' until=-1 thread= # nor what nobody of ours has written
  says 1 '/mnt/llvm  away' sojourn where
  local words
  for words in '' 'here' 'where a b' 'prompt --there' 'prompt a b'; do
    # shellcheck disable=SC2086 # one word each
    not sojourn $words
    # shellcheck disable=SC2086
    [[ $(sojourn $words 2>&1) == 'sojourn where '* ]]
  done
  [[ $(sojourn help) == 'sojourn where '* ]]
}

mounted_since() {
  a_host
  place vol-1 mount=/proc state=away "since=$NOON" job=12 until=0 thread= # something that is a mount on every machine
  says 0 '/proc  home' sojourn where
  says 0 '' sojourn prompt
}

prompt_word() {
  a_host
  local tree=$WORLD/tree-of-$BASHPID
  mkdir -p "$tree/lib" "$tree-2"
  ln -s "$tree/lib" "$WORLD/lib-of-$BASHPID"
  place vol-1 "mount=$tree" state=away "since=$NOON" job=12 until=0 thread=
  cd /
  says 0 '[#12 away]' sojourn prompt
  says 0 '' sojourn prompt --here
  cd "$tree-2" || return
  says 0 '' sojourn prompt --here
  cd "$tree" || return
  says 0 '[#12 away]' sojourn prompt --here
  cd "$WORLD/lib-of-$BASHPID" || return
  says 0 '[#12 away]' sojourn prompt --here
}

# Every program that it starts would be in the trace of an empty PATH.
prompt_starts_nothing() {
  a_host
  place vol-1 mount=/mnt/llvm state=away "since=$NOON" job=12 until=0 thread=
  local command shell
  command=$(realpath "$HOST_FILES/sojourn") shell=$(command -v sh)
  says 0 '[#12 away]' env PATH=/nowhere "$shell" "$command" prompt
  not env PATH=/nowhere "$shell" "$command" where
}

in_bash() {
  a_host
  place vol-1 mount=/mnt/llvm state=away "since=$NOON" job=12 until=0 thread=
  local rc=$WORLD/bashrc-$BASHPID
  echo "PS1='[\$code] ready> '; PROMPT_COMMAND='code=\$?'
    . '$HOST_FILES/prompt.sh'; . '$HOST_FILES/prompt.sh'" >"$rc"
  # A command that fails, then the volume comes home.
  printf '(exit 3)\nsed -i s/away/home/ "$SOJOURN_STATE/volumes/vol-1/place"\n' |
    bash --noprofile --rcfile "$rc" -i 2>"$WORLD/prompts"
  grep -F '[#12 away] [3] ready> ' "$WORLD/prompts"
  [[ $(grep -c 'away\] \[#12' "$WORLD/prompts") == 0 ]]
  tail -n 1 "$WORLD/prompts" | grep '^\[0\] ready> '
}

in_zsh() {
  a_host
  place vol-1 mount=/mnt/llvm state=away "since=$NOON" job=12 until=0 thread=
  mkdir -p "$WORLD/zsh-$BASHPID"
  echo "PROMPT='ready> '; . '$HOST_FILES/prompt.sh'; . '$HOST_FILES/prompt.sh'
    look() { for each in \$precmd_functions; do \$each; done; print -P \"\$PROMPT|\"; }" >"$WORLD/zsh-$BASHPID/.zshrc"
  # shellcheck disable=SC1003 # zsh's
  ZDOTDIR=$WORLD/zsh-$BASHPID zsh -ic 'look; sed -i s/away/home/ "$SOJOURN_STATE/volumes/vol-1/place"; look' >"$WORLD/prompts" 2>"$WORLD/zsh-words"
  [[ $(<"$WORLD/prompts") == '[#12 away] ready> |
ready> |' ]]
}

it 'a volume that is home is said so, with the time or the day, by any path on it' home
it 'one that is away is said with job, time, expected return and thread, as far as they are known' away
it 'one that is late is said to be overdue' overdue
it 'of several volumes each has its line; a path belongs to the nearest mount point' several
it 'what is not known is said, and asked otherwise the command explains itself' unknown
it 'a volume that was mounted since is home, whatever was written down' mounted_since
it 'the prompt has a word while a volume is away, with --here only below its mount point' prompt_word
it 'for the prompt no program is started' prompt_starts_nothing
it 'the prompt of bash says it once, keeps the exit status, and forgets it when the volume is home' in_bash
if command -v zsh >/dev/null; then it 'so does the prompt of zsh' in_zsh; else echo 'skipped: the prompt of zsh: it is not installed'; fi
if command -v shellcheck >/dev/null; then
  plain_sh() { shellcheck -s sh "$HOST_FILES/sojourn"; }
  it 'the command is plain POSIX shell' plain_sh
fi
