# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# Configuring and building, in the unit.

parity() { printf 'toolchain=%s\nmount=%s\nowner=%d\n' "$TOOLCHAIN" "$MOUNT" "$OWNER"; }

phase_configure() {
  local options dropped wanted links
  # A second attempt goes on where the first one was lost.
  if [[ $CLEAN == true && ! ( -e $JOB_DIR/cleaned && $(<"$SLOT_DIR/parity") == "$(parity)" ) ]]; then
    remove_folder "$BUILD_DIR" || return
  fi
  mkdir -p "$BUILD_DIR" && parity | write_durably "$SLOT_DIR/parity" && touch "$JOB_DIR/cleaned" || return
  [[ $RECIPE == cmake ]] || return 0
  links=$(links_at_once)
  mapfile -t options < <(cmake_options "$links")
  wanted=$(printf '%s\n' "$SUBDIR" "${options[@]/#-DCMAKE_JOB_POOLS=sojourn_link=*/sojourn_link}")
  if [[ -f $BUILD_DIR/build.ninja && -f $BUILD_DIR/.sojourn-options && $(<"$BUILD_DIR/.sojourn-options") == "$wanted" ]]; then
    bound_links "$links"
    return
  fi
  rm -f "$BUILD_DIR/.sojourn-options"
  mapfile -t dropped < <(dropped_options "${options[@]}")
  run_cmake "${dropped[@]}" "${options[@]}" && printf '%s' "$wanted" >"$BUILD_DIR/.sojourn-options"
}

# run_cmake OPTION…: CMake knows our pool only where the project itself makes none; then ninja takes nothing that it wrote.
run_cmake() {
  local code=0
  cmake -G Ninja -S "$SOURCE_DIR/$SUBDIR" -B "$BUILD_DIR" "$@" || code=$?
  if grep -qs '^ *pool = sojourn_link$' "$BUILD_DIR/build.ninja" &&
    ! grep -qs '^pool sojourn_link$' "$BUILD_DIR/build.ninja" "$BUILD_DIR/CMakeFiles/rules.ninja"; then
    echo "Sojourn: the project has job pools of its own: the number of links at once is not bounded"
    code=0
    cmake -UCMAKE_JOB_POOLS -UCMAKE_JOB_POOL_LINK "$BUILD_DIR" || code=$?
  fi
  return "$code"
}

# dropped_options OPTION…: CMake remembers what it was once told. What is no longer said is to be forgotten.
dropped_options() {
  local names=$BUILD_DIR/.sojourn-defined
  printf '%s\n' "$@" | sed -n 's/^-D\([A-Za-z0-9_.-]*\)[:=].*/\1/p' | sort -u >"$names.now"
  touch "$names"
  comm -23 "$names" "$names.now" | sed 's/^/-U/'
  sort -u -o "$names" "$names" "$names.now"
}

# links_at_once: as many as three quarters of the memory allow; the rest is for the compilers beside them. 0: no bound.
links_at_once() {
  local memory links=0
  if ((LINK_MEMORY_MIB > 0)) && ! grep -qE '^-D(CMAKE_JOB_POOL|LLVM_PARALLEL_LINK_JOBS)' <<<"$CMAKE_OPTIONS"; then
    memory=$(awk '/^MemTotal:/ {print int($2 / 1024)}' /proc/meminfo)
    links=$((memory * 3 / 4 / LINK_MEMORY_MIB))
    ((links > 0)) || links=1
  fi
  echo "$links"
}

# cmake_options LINKS: ours, then the profile's, which win.
cmake_options() {
  if ((CCACHE_MIB > 0)); then printf -- '-DCMAKE_%s_COMPILER_LAUNCHER=ccache\n' C CXX; fi
  if (($1 > 0)); then printf -- '-D%s\n' CMAKE_JOB_POOL_LINK=sojourn_link "CMAKE_JOB_POOLS=sojourn_link=$1"; fi
  [[ -z $CMAKE_OPTIONS ]] || printf '%s\n' "$CMAKE_OPTIONS"
}

# bound_links LINKS: another machine of the ladder has other memory. The number is set without CMake, whose every run makes
# LLVM build a little; with the files' old times, or ninja would have CMake run.
bound_links() {
  local file
  for file in "$BUILD_DIR"/{CMakeCache.txt,CMakeFiles/rules.ninja}; do
    grep -qsE '^(CMAKE_JOB_POOLS:[A-Z]*=|pool )sojourn_link' "$file" || continue
    touch -r "$file" "$BUILD_DIR/.sojourn-time" &&
      sed -i -e "s/^\(CMAKE_JOB_POOLS:[A-Z]*=sojourn_link=\).*/\1$1/" -e "/^pool sojourn_link\$/{n;s/[0-9]*\$/$1/}" "$file" &&
      touch -r "$BUILD_DIR/.sojourn-time" "$file" || return
  done
}

# split_targets: sets BUILD_TARGETS and TEST_TARGETS.
split_targets() {
  local target targets=()
  BUILD_TARGETS=() TEST_TARGETS=()
  [[ -z $TARGETS ]] || mapfile -t targets <<<"$TARGETS"
  for target in "${targets[@]}"; do
    if [[ $RECIPE == cmake && ($target == check || $target == check-*) ]]; then
      TEST_TARGETS+=("$target")
    else
      BUILD_TARGETS+=("$target")
    fi
  done
}

# use_ccache: one cache for all slots, in which a file has the same name in each.
use_ccache() {
  ((CCACHE_MIB > 0)) || return 0
  export CCACHE_DIR=$HOME_ON_VOLUME/ccache CCACHE_BASEDIR=$SLOT_DIR CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=${CCACHE_MIB}Mi
}

run_ninja() {
  local parallel=()
  # Before the first ninja of this attempt; a first build in the slot has none.
  [[ -e $JOB_DIR/ninja-log-before ]] || cat "$BUILD_DIR/.ninja_log" >"$JOB_DIR/ninja-log-before" 2>/dev/null || true
  ((JOBS == 0)) || parallel=("-j$JOBS")
  NINJA_STATUS='[%f/%t] ' ninja -C "$BUILD_DIR" "${parallel[@]}" -k "$KEEP_GOING" -- "$@"
}

phase_build() {
  if [[ $RECIPE == script ]]; then
    cd "$SOURCE_DIR" || return
    SOJOURN_SOURCE=$SOURCE_DIR SOJOURN_BUILD=$BUILD_DIR SOJOURN_JOBS=$JOBS bash "$JOB_DIR/script.sh" "${BUILD_TARGETS[@]}"
    return
  fi
  run_ninja "${BUILD_TARGETS[@]}"
}
