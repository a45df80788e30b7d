# shellcheck shell=bash
# shellcheck disable=SC2030,SC2031,SC2034 # each test has a shell of its own; used in world.sh
# What a slot was built with must fit the builder: each mismatch is refused with both sides named, and --clean resets it.
source ./build-world.sh

a_built_slot() {
  builds 1
  compiled 1
  builds 2 "TOOLCHAIN=$HERE"
  compiled 0
}

# recorded KEY VALUE: slot 1 as if it had been built with that.
recorded() {
  sed -i "s#^$1=.*#$1=$2#" "$HOME_ON_VOLUME/slots/1/parity"
  grep -qxF "$1=$2" "$HOME_ON_VOLUME/slots/1/parity"
}

# told WORDS…: the refusal has them all.
told() {
  local words
  for words; do
    [[ $(jq -r .detail <<<"$ANSWER") == *"$words"* ]] || { echo "not told: $words in $ANSWER"; return 1; }
  done
}

# anew JOB: refused as REASON until it is built from scratch; from then on it fits.
anew() {
  start_build "$1" 1
  refused "$2"
  [[ ! -e $HOME_ON_VOLUME/jobs/$1 ]] # nothing was touched
  builds "$1" CLEAN=true
  compiled 1
  builds "$(($1 + 1))"
  compiled 0
}

toolchain_field() { # NUMBER OTHER
  local was
  was=$(awk -F'|' -v OFS='|' -v number="$1" -v other="$2" '{$number = other; print}' <<<"$HERE")
  [[ $was != "$HERE" ]]
  recorded toolchain "$was"
  start_build 90 1
  refused toolchain-differs
  told "slot 1" "$2 there" "$(cut -d '|' -f "$1" <<<"$HERE") here"
  [[ $(jq -r .detail <<<"$ANSWER") != *'; '* ]] # and nothing else
}

other_compiler() {
  toolchain_field 1 'g++ 4.2.0'
  anew 10 toolchain-differs
}
other_linker() { toolchain_field 2 'GNU ld 2.11'; }
other_cmake() {
  toolchain_field 3 3.1.0
  told 'CMake 3.1.0 there'
}
other_ninja() {
  toolchain_field 4 1.5.0
  told 'Ninja 1.5.0 there'
}
other_glibc() {
  toolchain_field 5 2.3
  told 'glibc 2.3 there'
}
other_architecture() { toolchain_field 6 vax; }

other_host() {
  recorded toolchain "$HERE"
  start_build 12 1 'TOOLCHAIN=g++ 4.2|GNU ld 2.11|3.1|1.0|2.3|vax'
  refused toolchain-differs
  told 'host and builder differ' 'g++ 4.2 there' 'glibc 2.3 there' 'vax there'
  start_build 12 1 'TOOLCHAIN=g++ 4.2|3.1' CLEAN=true
  refused toolchain-differs
  told 'g++ 4.2|3.1 there' "$HERE here"
}

other_path() {
  recorded mount /mnt/a
  start_build 20 1
  told 'built at /mnt/a' "mounted at $MOUNT"
  anew 20 path-differs
}

other_owner() {
  chown -R 1001:1001 "$HOME_ON_VOLUME/slots/1"
  recorded owner 1001
  start_build 30 1
  told 'uid 1001' 'uid 1000'
  anew 30 owner-differs
  [[ $(find "$HOME_ON_VOLUME/slots/1" ! -uid 1000) == '' ]]
}

slow_clock() {
  local slot=$HOME_ON_VOLUME/slots/1 ahead
  date -d '+4 seconds' +%s >"$slot/used" # clocks are never quite the same
  builds 40
  ahead=$(date -d '+1 hour' +%s)
  echo "$ahead" >"$slot/used"
  as_ann touch -d "@$ahead" "$slot/src/main.cpp"
  start_build 41 1
  told "$(date -u -d "@$ahead" +%FT%TZ)" "$(date -u +%FT%H:)"
  anew 41 clock-behind # main.cpp would be newer than its object for an hour
}

no_tool() {
  local tools=$WORLD/tools tool
  mkdir -p "$tools"
  for tool in /usr/bin/* /usr/sbin/* /bin/* /sbin/*; do
    [[ ${tool##*/} == @(ninja|ccache) ]] || ln -sf "$tool" "$tools/${tool##*/}"
  done
  PATH=${PATH%%:*}:$tools start_build 50 1
  refused missing-tool
  told ninja
  PATH=${PATH%%:*}:$tools start_build 50 1 SLOT=2 RECIPE=script SCRIPT=true
  answered .ok
  ended 50
}

a_link_in_place_of_a_slot_file() {
  (umask 077; echo 'toolchain=hidden|a|b|c|d|e' >"$WORLD/secret")
  as_ann ln -sf "$WORLD/secret" "$HOME_ON_VOLUME/slots/1/parity"
  builds 60 # root would have told what is in there
}

a_builder_has vol-0b1107
commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp)' 'main.cpp=int main() { return 0; }'
HERE=$(bash -c "source '$SCRIPTS/common.sh'; toolchain")
it 'the same toolchain builds on' a_built_slot
it 'another compiler is refused, not rebuilt with, until it is built from scratch' other_compiler
it 'another linker is refused' other_linker
it 'another CMake is refused' other_cmake
it 'another Ninja is refused' other_ninja
it 'another C library is refused' other_glibc
it 'another architecture is refused' other_architecture
it 'a builder that is not like the host is refused, also from scratch' other_host
it 'another path is refused until it is built from scratch' other_path
it 'a slot of another user is refused until it is built from scratch' other_owner
it 'a clock behind that of the last build is refused until it is built from scratch' slow_clock
it 'a missing tool is named' no_tool
it 'a slot cannot make root read a file' a_link_in_place_of_a_slot_file
the_builder_lets_go
