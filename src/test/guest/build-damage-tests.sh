# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # code as data; each test has a shell of its own; used in world.sh
# What became of the files of a build whose builder was lost: none that was damaged after the last sync is trusted.
source ./gated-world.sh

settled() { [[ -z $(find "$SLOT_DIR/src" "$BUILD_DIR" -newermt '4 seconds ago' -o -newerct '4 seconds ago') ]]; }

# after_damage COMPILED DISTRUSTED DAMAGE: a builder was lost after its last mark, and this is what became of the files.
after_damage() {
  JOB=$((JOB + 1))
  eventually settled
  as_ann touch "$SLOT_DIR/synced"
  as_ann tee "$SLOT_DIR/building" <<<'1 1' >/dev/null
  (cd "$BUILD_DIR" && as_ann bash -ec "$3")
  gated "$JOB"
  ended "$JOB"
  build_of "$JOB" ".status.exit == 0 and .status.compiled == $1 and .status.distrusted == $2" || { echo "after: $3"; log_of "$JOB"; return 1; }
  prints '3 first first'
  gated "$((++JOB))"
  ended "$JOB"
  build_of "$JOB" '.status.compiled == 0 and .status.distrusted == 0'
}

damaged_objects() {
  local JOB=100
  builds 1 "CMAKE_OPTIONS=-DGATES=$WORLD/gates"
  after_damage 0 0 true
  # Empty ones, also one that keeps its old time, in a folder that nobody may enter.
  after_damage 2 4 ": >last.h; : >tiny; : >CMakeFiles/last.dir/four.cpp.o
    cd CMakeFiles/late.dir; touch -r three.cpp.o times; : >three.cpp.o; touch -r times three.cpp.o; rm times; chmod 0 ."
}

damaged_ninja_files() {
  local JOB=200
  after_damage 0 0 'truncate -s -4 .ninja_log; head -c 5000 /dev/zero >>.ninja_log'
  after_damage 0 0 'rm .ninja_log'
  after_damage 0 0 'head -c 5000 /dev/zero >>.ninja_deps'
  after_damage 1 0 'truncate -s -4 .ninja_deps' # the last record is lost
  after_damage 5 0 ': >.ninja_deps'
  after_damage 0 2 ': >CMakeCache.txt; : >build.ninja'
  as_ann truncate -s -4 "$SLOT_DIR/synced"
  after_damage 1 0 true # its entry is cut off: one of them is made again, and ninja's next line does not suffer
}

damaged_sources() {
  local JOB=300 admin=$HOME_ON_VOLUME/repository.git/worktrees/slot-1
  after_damage 1 1 ": >../src/three.cpp; head -c 100 /dev/urandom >$admin/index"
  after_damage 0 0 ": >$admin/HEAD; : >../src/.git"
  after_damage 0 0 "sed -i s/three.cpp/thrEe.cpp/ $admin/index" # it can be read, and is wrong
  # An index that takes the file as it is now for what was committed.
  after_damage 1 1 "echo 'const char *three() { return 0; }' >../src/three.cpp; git -C ../src add three.cpp"
}

no_mark() {
  local JOB=400
  after_damage 5 "$(find "$SLOT_DIR/src" "$BUILD_DIR" ! -type d ! -name '.ninja_*' ! -path "$SLOT_DIR/src/.git" | wc -l)" \
    'rm ../synced'
}

a_builder_has vol-0b1106
the_project
close_gates
open_gates late last
it 'files that were damaged after the last sync are made again, also where they kept their time' damaged_objects
it 'a damaged log or deps file of ninja is mended: never is more trusted, seldom is more built' damaged_ninja_files
it 'sources and git files that were damaged after the last sync are mended' damaged_sources
it 'without any mark nothing is trusted' no_mark
the_builder_lets_go
