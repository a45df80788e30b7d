# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153 # code as data; each test has a shell of its own; used in world.sh
# Slots: what preflight tells of them, and how it clears one.
source ./anns-checkout.sh

# a_slot NUMBER FILE=CONTENT…: as a build leaves it.
a_slot() {
  local pair
  SLOT=$MOUNT/sojourn/slots/$1
  as_ann mkdir -p "$SLOT/src" "$SLOT/build"
  for pair in "${@:2}"; do as_ann tee "$SLOT/${pair%%=*}" <<<"${pair#*=}" >/dev/null; done
}

# built NUMBER PROFILE: a slot with the last commit, and all that fits this host.
built() {
  preflight REF=main
  COMMIT=$(jq -r .commit <<<"$ANSWER")
  a_slot "$1" "commit=$COMMIT" "profile=$2" "used=$(date +%s)" "parity=toolchain=$(jq -r .toolchain <<<"$ANSWER")
mount=$MOUNT
owner=1000"
}

told() {
  ann_has_a_checkout
  preflight_leaves_all REF=main
  answered '.slots == []'
  built 2 debug
  a_slot 2 used=1790000001 'size=5120 80000 700 900'
  a_slot 1 "commit=$(in_tree rev-parse v1)" profile=release used=1790000002 size=nonsense
  a_slot 10 used=
  a_slot 3 profile='../x' used='$(id)' commit=1111111111111111111111111111111111111111 'parity=toolchain'
  as_ann mkdir "$MOUNT/sojourn/slots/"{0,not-a-slot,.cleared-4}
  preflight REF=main
  answered '.slots == [[1,"release",1,1790000002,0,0,0,0,""],[2,"debug",0,1790000001,5120,80000,700,900,""],
    [3,"",null,0,0,0,0,0,""],[10,"",null,0,0,0,0,0,""]]'
  [[ ! -e $MOUNT/sojourn/slots/.cleared-4 ]] # what a crash has left
  operation list-slots "VOLUME=$VOLUME" "MOUNT=$MOUNT" "SOURCE=$TREE"
  answered '.ok and .free_mib > 10 and [.slots[][0:3]] == [[1,"release",null],[2,"debug",null],[3,"",null],[10,"",null]]'
}

# The numbers for two refs that alternate: each has its own slot, with nothing to compile, whichever was used last.
alternating() {
  local turn
  ann_has_a_checkout
  in_folder "$ORIGIN" 'for i in 1 2 3 4; do echo "// faster" >>lib/part$i.c; done'
  as_ann_git -C "$ORIGIN" checkout -q -b faster
  as_ann_git -C "$ORIGIN" commit -qam 'Faster'
  built 1 debug
  built 2 debug
  looks_for() { # REF SLOT: takes that slot
    preflight_leaves_all "REF=$1"
    ((turn == 1)) || answered "([.slots[] | select(.[2] == 0)[0]] == [$2]) and ([.slots[] | select(.[2] == 4)] | length) == 1"
    a_slot "$2" "commit=$COMMIT" "used=17900000$turn$2"
  }
  for turn in 1 2 3; do
    looks_for main 1
    looks_for faster 2
    looks_for faster 2
  done
  in_folder "$TREE" 'git fetch -q; git checkout -q faster; echo mine >>lib/part6.c'
  preflight_leaves_all REF=.
  answered '[.slots[] | .[0:3]] == [[2,"debug",1],[1,"debug",5]]'
}

unlike() {
  ann_has_a_checkout
  built 1 debug
  mismatch_is() { # JQ_CONDITION: about the words
    preflight REF=main
    answered ".slots[0][8] | $1"
  }
  mismatch_is '. == ""'
  local here now
  here=$(jq -r .toolchain <<<"$ANSWER")
  IFS='|' read -ra now <<<"$here"
  slot_was_built_with() { a_slot 1 "parity=toolchain=$1"$'\n'"mount=${2-$MOUNT}"$'\n'"owner=${3-1000}"; }
  slot_was_built_with "${here/"${now[0]}"/g++ 4.2.0}"
  mismatch_is ". == \"g++ 4.2.0, now ${now[0]}\""
  slot_was_built_with "${here/"${now[1]}"/LLD 14.0.6}"
  mismatch_is ". == \"LLD 14.0.6, now ${now[1]}\""
  slot_was_built_with "${now[0]}|${now[1]}|3.1.0|${now[3]}|${now[4]}|${now[5]}"
  mismatch_is ". == \"cmake 3.1.0, now ${now[2]}\""
  slot_was_built_with "${now[0]}|${now[1]}|${now[2]}||${now[4]}|${now[5]}"
  mismatch_is ". == \"no ninja, now ${now[3]}\""
  slot_was_built_with "${now[0]}|${now[1]}|${now[2]}|${now[3]}|2.17|${now[5]}"
  mismatch_is ". == \"glibc 2.17, now ${now[4]}\""
  slot_was_built_with "${now[0]}|${now[1]}|${now[2]}|${now[3]}|${now[4]}|aarch64"
  mismatch_is ". == \"aarch64, now ${now[5]}\""
  slot_was_built_with "$here" /mnt/a
  mismatch_is 'startswith("path /mnt/a, now /") and length <= 60'
  slot_was_built_with "$here" "$MOUNT" 1001
  mismatch_is '. == "owner 1001, now 1000"'
  slot_was_built_with "g++ 4.2.0|LLD 14.0.6|3.1|1|2|\"vax\\" /mnt/a 7
  mismatch_is 'startswith("g++ 4.2.0, now g++") and length <= 60'
}

# The owner's files are not believed: a link that only root could follow, and a pipe that nobody writes to.
untrusted() {
  ann_has_a_checkout
  built 1 debug
  echo 'secret' >"$WORLD/of-root"
  chmod 600 "$WORLD/of-root"
  as_ann ln -sf "$WORLD/of-root" "$MOUNT/sojourn/slots/1/profile"
  as_ann rm "$MOUNT/sojourn/slots/1/used"
  as_ann mkfifo "$MOUNT/sojourn/slots/1/used"
  as_ann ln -s / "$MOUNT/sojourn/slots/5"
  preflight REF=main
  answered '.slots == [[1,"",0,0,0,0,0,0,""]]'
}

crowded() {
  local slot long
  ann_has_a_checkout
  as_ann_git -C "$ORIGIN" commit -q --allow-empty -m "$(printf '%0100d' 7)"
  built 1 debug
  long_preflight() { operation preflight "OP=$(printf '%064d' 0)" "VOLUME=$VOLUME" "MOUNT=$MOUNT" "SOURCE=$TREE" JOB=7 REF=main; }
  slots_have() { # PROFILE SIZE
    for slot in {1..12}; do
      a_slot "$slot" "profile=$1-$slot" "used=17900000$((10 + slot))" "commit=$COMMIT" "size=$2" \
        "parity=toolchain=clang++ 19.1.77-a-quite-long-version|LLD 19.1.77|3.31.9|1.12.1|2.39|aarch64"
    done
    long_preflight
  }
  slots_have "$(printf '%032d' 0 | tr 0 p)" '999999 99999999 999999 9999999'
  answered '[.slots[][0]] == [12,11,10,9,8,7,6,5] and all(.slots[]; (.[1] | length) >= 34 and .[8][0:9] == "clang++ 1" and .[7] == 9999999)'
  answered 'all(.slots[]; (.[8] | length) == 60)'
  slots_have "$(printf '%060d' 0 | tr 0 p)" '999999 99999999 999999 9999999'
  answered '(.slots | length) == 8 and all(.slots[]; (.[1] | length) >= 62 and (.[8] | length) == 30)' # the words give way first
  slots_have "$(printf '%097d' 0 | tr 0 p)" '999999999999 999999999999 999999999999 999999999999'
  answered '(.slots | length) == 8 and all(.slots[]; (.[1] | length) >= 36 and (.[8] | length) == 12)'
}

held() {
  local i
  ann_has_a_checkout
  built 1 debug
  for i in {1..9}; do
    cp "$(command -v sleep)" "$WORLD/\"holder\\\\\"-nr-$i"
    (cd "$TREE" && exec "$WORLD/\"holder\\\\\"-nr-$i" 60) &
  done
  eventually [ "/proc/$!/cwd" -ef "$TREE" ]
  preflight REF=. CLEAR_SLOT=1 NEED_MIB=100000
  rm "$WORLD"/*holder*
  answered '.ok and .holder_count == 9 and (.holders | length) == 8 and (has("slots") | not)'
  [[ -d $MOUNT/sojourn/slots/1/build ]] # somebody may be looking into it
  preflight REF=main NEED_MIB=100000
  refused no-space
}

cleared() {
  ann_has_a_checkout
  built 1 debug
  git_of_volume worktree add -q --detach "$MOUNT/sojourn/slots/2/src" main
  a_slot 2 used=1790000000
  in_folder "$MOUNT/sojourn/slots/2/build" 'mkdir locked; touch locked/x; chmod 0 locked; head -c 20000000 /dev/zero >big'
  as_ann ln -s "$TREE" "$MOUNT/sojourn/slots/2/build/tree"
  preflight REF=main
  local free need
  free=$(jq .free_mib <<<"$ANSWER")
  need=$((free + 15))
  preflight REF=main "NEED_MIB=$need"
  refused no-space
  answered '.detail | contains("clear a slot")'
  preflight_leaves_all REF=main "NEED_MIB=$need" CLEAR_SLOT=2
  answered "[.slots[][0]] == [1] and .free_mib >= $need"
  [[ -z $(find "$MOUNT/sojourn/slots" -maxdepth 1 -name '*2*') && $(git_of_volume worktree list | wc -l) == 1 ]]
  preflight_leaves_all REF=main CLEAR_SLOT=2 # it is gone already
  answered '[.slots[][0]] == [1]'
  as_ann ln -s "$TREE" "$MOUNT/sojourn/slots/3"
  preflight_leaves_all REF=main CLEAR_SLOT=3 # the link, not where it leads
  [[ ! -L $MOUNT/sojourn/slots/3 ]]
}

cannot_be_cleared() {
  ann_has_a_checkout
  built 1 debug
  mkdir -m 700 "$MOUNT/sojourn/slots/1/build/of-root"
  touch "$MOUNT/sojourn/slots/1/build/of-root/file"
  preflight REF=main CLEAR_SLOT=1
  refused not-cleared
  answered '.detail | contains("of-root") and contains("as root")'
  [[ ! -e $MOUNT/sojourn/slots/1 ]] # no half slot
  rm -rf "$MOUNT/sojourn/slots/.cleared-"*
  preflight_leaves_all REF=main CLEAR_SLOT=1
}

first_copy_needs_room() {
  ann_has_a_checkout
  in_folder "$TREE" 'head -c 50000000 /dev/urandom | git hash-object -w --stdin'
  preflight REF=main
  refused no-space
  answered '.detail | contains("this first time")'
  [[ ! -e $MOUNT/sojourn/repository.git ]]
}

without_tool() { # COMMAND: hides it
  local tool
  mkdir -p "$WORLD/tools-$1"
  for tool in /usr/bin/* /usr/sbin/*; do
    [[ ${tool##*/} == "$1" ]] || ln -sf "$tool" "$WORLD/tools-$1/"
  done
}

compiler_cache() {
  ann_has_a_checkout
  without_tool ccache
  PATH=$HERE/stand-ins:$WORLD/tools-ccache preflight REF=main CCACHE=true
  refused missing-tool
  answered '.detail | contains("ccache")'
  PATH=$HERE/stand-ins:$WORLD/tools-ccache preflight REF=main
  answered .ok
  printf '#!/bin/sh\n' >"$WORLD/tools-ccache/ccache"
  chmod +x "$WORLD/tools-ccache/ccache"
  PATH=$HERE/stand-ins:$WORLD/tools-ccache preflight REF=main CCACHE=true
  answered .ok
}

default_linker() {
  ann_has_a_checkout
  linker_is() { # FIRST_LINE EXPECTED
    mkdir -p "$WORLD/other-tools"
    printf '#!/bin/sh\necho "%s"\necho more\n' "$1" >"$WORLD/other-tools/ld"
    printf '#!/bin/sh\ncase $1 in --version) echo "g++ (GCC) 13.1.0";; -print-prog-name=ld) echo %s;; *) echo 13.1.0;; esac\n' \
      "$WORLD/other-tools/ld" >"$WORLD/other-tools/c++"
    chmod +x "$WORLD/other-tools/"*
    PATH=$HERE/stand-ins:$WORLD/other-tools:$PATH preflight REF=main
    answered ".toolchain | startswith(\"g++ 13.1.0|$2|\")"
  }
  linker_is 'GNU ld (GNU Binutils for Debian) 2.40' 'GNU ld 2.40'
  linker_is 'GNU ld version 2.29.1-31.amzn2' 'GNU ld 2.29.1-31.amzn2'
  linker_is 'LLD 19.1.7 (compatible with GNU linkers)' 'LLD 19.1.7'
  linker_is 'mold 2.30.0 (compatible with GNU ld and GNU gold)' 'mold 2.30.0'
  linker_is 'odd | linker' 'odd  linker'
}

it 'each slot is told with its profile, difference, use, sizes; what is not known is 0' told
it 'two refs that alternate have each a slot without a difference' alternating
it 'how a slot does not fit this host is said in words, for each cause' unlike
it 'files in a slot are not believed, and lead nowhere' untrusted
it 'with many slots and long names, the eight used last fit into the answer' crowded
it 'who holds the mount is told instead of the slots, and nothing is cleared then' held
it 'a slot is cleared before space is measured; again is harmless; nothing outside is touched' cleared
it 'a slot that cannot be removed is refused, and is no half slot' cannot_be_cleared
it 'the first copy of the repository needs room, too' first_copy_needs_room
it 'ccache is missed only where it is needed' compiler_cache
it 'the linker that the compiler takes is named shortly' default_linker
