# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Submodules: the volume has a repository for each, and a ref in it for each commit of the whole whose tree has it.
source ./build-world.sh
# shellcheck source=../../main/resources/guest/modules.sh
source "$SCRIPTS/modules.sh"

GIT=(git -c user.name=Ann -c user.email=ann@localhost -c protocol.file.allow=always)

# module NAME FILE=CONTENT…: a commit of a repository of its own beside the project; sets MODULE.
module() {
  local place=$WORLD/modules/$1 pair
  [[ -d $place/.git ]] || as_ann "${GIT[@]}" init -q "$place"
  for pair in "${@:2}"; do as_ann tee "$place/${pair%%=*}" <<<"${pair#*=}" >/dev/null; done
  as_ann "${GIT[@]}" -C "$place" add -A
  as_ann "${GIT[@]}" -C "$place" commit -q --allow-empty -m next
  MODULE=$(as_ann git -C "$place" rev-parse HEAD)
}

# link FOLDER PATH COMMIT: in the checkout FOLDER, the submodule at PATH is at that commit.
link() { as_ann git -C "$1" update-index --add --cacheinfo "160000,$3,$2"; }

# brought REPOSITORY PARENT NAME COMMIT: what preflight does with a submodule that belongs into the tree of $COMMIT.
brought() {
  local repository
  repository=$(module_repository "$2" "$3")
  [[ -d $repository ]] || as_ann git init -q --bare "$repository"
  as_ann "${GIT[@]}" --git-dir="$repository" fetch -q "$WORLD/modules/$1" HEAD
  as_ann git --git-dir="$repository" update-ref "refs/sojourn/of/$COMMIT" "$4"
  BROUGHT=$repository
}

# whole: a commit of the project with the submodules zlib (at lib/z), which has inner (at deep), and unused.
whole() {
  local tree
  as_ann tee "$PROJECT/.gitmodules" >/dev/null <<'MODULES'
[submodule "third_party/zlib"]
  path = lib/z
  url = https://nowhere.invalid/zlib
[submodule "unused"]
  path = unused
  url = https://nowhere.invalid/unused
MODULES
  in_repository --work-tree="$PROJECT" add -A
  in_repository update-index --add --cacheinfo "160000,$ZLIB,lib/z" --cacheinfo "160000,$UNUSED,unused"
  in_repository commit -q --allow-empty -m next
  COMMIT=$(in_repository rev-parse HEAD)
  brought zlib "$HOME_ON_VOLUME" third_party/zlib "$ZLIB"
  brought inner "$BROUGHT" inner "$INNER"
}

# the_zlib: a commit of zlib, with the inner submodule at INNER.
the_zlib() {
  module inner "$@"
  INNER=$MODULE
  module zlib 'zlib.cpp=#include "deep/inner.h"
int zlib() { return INNER; }' '.gitmodules=[submodule "inner"]
  path = deep
  url = https://nowhere.invalid/inner'
  link "$WORLD/modules/zlib" deep "$INNER"
  as_ann "${GIT[@]}" -C "$WORLD/modules/zlib" commit -q --allow-empty -m linked
  ZLIB=$(as_ann git -C "$WORLD/modules/zlib" rev-parse HEAD)
}

built() { builds "$1" SUBMODULES=true "${@:2}"; }
in_source() { [[ $(<"$HOME_ON_VOLUME/slots/1/src/$1") == "$2" ]]; }
clean() { [[ $(as_ann git -C "$HOME_ON_VOLUME/slots/1/src/$1" status --porcelain) == '' ]]; }

nested() {
  built 1
  compiled 2
  "$HOME_ON_VOLUME/slots/1/build/tiny"
  in_source lib/z/deep/inner.h '#define INNER 7'
  clean .
  clean lib/z
  [[ -d $HOME_ON_VOLUME/slots/1/src/unused && -z $(ls -A "$HOME_ON_VOLUME/slots/1/src/unused") ]]
  [[ $(find "$HOME_ON_VOLUME" ! -uid 1000) == '' ]]
}

incremental() {
  built 2
  compiled 0
  built 3 SLOT=2
  compiled 2
  FIRST=$COMMIT
  the_zlib 'inner.h=#define INNER 8' other.h=
  whole
  SECOND=$COMMIT
  built 4
  compiled 1
  in_source lib/z/deep/inner.h '#define INNER 8'
  clean .
  COMMIT=$FIRST built 5 SLOT=2
  compiled 0
  COMMIT=$FIRST built 6
  compiled 1
  [[ ! -e $HOME_ON_VOLUME/slots/1/src/lib/z/deep/other.h ]]
  COMMIT=$SECOND built 7
  in_source lib/z/deep/inner.h '#define INNER 8'
}

comes_and_goes() {
  COMMIT=$(in_repository rev-parse HEAD)
  # Not wanted any more: its folder is there, empty.
  as_ann git --git-dir="$(module_repository "$HOME_ON_VOLUME" third_party/zlib)" update-ref -d "refs/sojourn/of/$COMMIT"
  fails 10 SUBMODULES=true
  [[ -d $HOME_ON_VOLUME/slots/1/src/lib/z && -z $(ls -A "$HOME_ON_VOLUME/slots/1/src/lib/z") ]]
  whole
  built 11
  # In its place a file, then a link out of the tree, then the submodule again.
  in_repository rm -q --cached lib/z unused .gitmodules
  rm "$PROJECT/.gitmodules"
  mkdir -p "$WORLD/outside/z"
  as_ann mkdir -p "$PROJECT/lib"
  as_ann tee "$PROJECT/lib/z" <<<'a file' >/dev/null
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny NONE)'
  built 12
  in_source lib/z 'a file'
  [[ ! -e $HOME_ON_VOLUME/slots/1/src/unused ]]
  rm -r "${PROJECT:?}/lib"
  as_ann ln -s "$WORLD/outside" "$PROJECT/lib"
  commit_of
  built 13
  [[ -L $HOME_ON_VOLUME/slots/1/src/lib ]]
  rm "$PROJECT/lib"
  the_project
  whole
  built 14
  compiled 1 # zlib.cpp is new, main.cpp never went
  [[ -z $(ls -A "$WORLD/outside/z") ]]
}

after_a_power_cut() {
  COMMIT=$(in_repository rev-parse HEAD)
  built 20
  as_ann tee "$HOME_ON_VOLUME/slots/1/building" <<<'20 1' >/dev/null
  as_ann bash -c ': >"$1/lib/z/.git"; : >"$1/lib/z/deep/inner.h"; : >"$1/lib/z/deep/.git"' bash "$HOME_ON_VOLUME/slots/1/src"
  # While git made the worktree of a submodule, too.
  as_ann tee "$(module_repository "$HOME_ON_VOLUME" third_party/zlib)/worktrees/slot-1/commondir" </dev/null
  rm "$HOME_ON_VOLUME/slots/1/synced"
  built 21
  in_source lib/z/deep/inner.h '#define INNER 7'
  clean lib/z
  clean lib/z/deep
}

without() {
  local slot ours
  COMMIT=$(in_repository rev-parse HEAD)
  built 30 SLOT=3
  for slot in 3 4; do
    fails "3$slot" "SLOT=$slot"
    ours=$HOME_ON_VOLUME/slots/$slot/src/lib/z
    [[ -d $ours && -z $(ls -A "$ours") ]]
  done
  as_ann "${GIT[@]}" clone -q "$WORLD/modules/zlib" "$ours"
  fails 35 SLOT=4
  [[ -f $ours/zlib.cpp ]] # a build may have fetched it by itself
}

the_project() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp lib/z/zlib.cpp)' 'main.cpp=int zlib(); int main() { return zlib() > 8; }'
}

a_builder_has vol-0b110d
install -d -o 1000 "$WORLD/modules"
module unused file=
UNUSED=$MODULE
the_zlib 'inner.h=#define INNER 7'
the_project
whole
it 'submodules are checked out, nested ones too, from the volume alone; what the developer has not, stays empty' nested
it 'submodules are as incremental as the rest' incremental
it 'a submodule may come and go, and leaves nothing behind' comes_and_goes
it 'submodules are mended after a builder was lost' after_a_power_cut
it 'without the option, submodules are empty folders, also where they were checked out before' without
the_builder_lets_go
