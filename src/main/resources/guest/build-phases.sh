# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# Configuring and building, in the unit.

parity() { printf 'toolchain=%s\nmount=%s\nowner=%d\n' "$TOOLCHAIN" "$MOUNT" "$OWNER"; }

phase_configure() {
  local options dropped wanted
  # A second attempt goes on where the first one was lost.
  if [[ $CLEAN == true && ! ( -e $JOB_DIR/cleaned && $(<"$SLOT_DIR/parity") == "$(parity)" ) ]]; then
    remove_folder "$BUILD_DIR" || return
  fi
  mkdir -p "$BUILD_DIR" && parity | write_durably "$SLOT_DIR/parity" && touch "$JOB_DIR/cleaned" || return
  [[ $RECIPE == cmake ]] || return 0
  mapfile -t options < <(cmake_options)
  wanted=$(printf '%s\n' "$SUBDIR" "${options[@]}")
  [[ ! -f $BUILD_DIR/build.ninja || ! -f $BUILD_DIR/.sojourn-options || $(<"$BUILD_DIR/.sojourn-options") != "$wanted" ]] ||
    return 0
  rm -f "$BUILD_DIR/.sojourn-options"
  mapfile -t dropped < <(dropped_options "${options[@]}")
  cmake -G Ninja -S "$SOURCE_DIR/$SUBDIR" -B "$BUILD_DIR" "${dropped[@]}" "${options[@]}" && drop_unknown_pool &&
    printf '%s' "$wanted" >"$BUILD_DIR/.sojourn-options"
}

# dropped_options OPTION…: CMake remembers what it was once told. What is no longer said is to be forgotten.
dropped_options() {
  local names=$BUILD_DIR/.sojourn-defined
  printf '%s\n' "$@" | sed -n 's/^-D\([A-Za-z0-9_.-]*\)[:=].*/\1/p' | sort -u >"$names.now"
  touch "$names"
  comm -23 "$names" "$names.now" | sed 's/^/-U/'
  sort -u -o "$names" "$names" "$names.now"
}

# cmake_options: ours, then the profile's, which win.
cmake_options() {
  local memory links
  if ((CCACHE_MIB > 0)); then printf -- '-DCMAKE_%s_COMPILER_LAUNCHER=ccache\n' C CXX; fi
  if ((LINK_MEMORY_MIB > 0)) && ! grep -qE '^-D(CMAKE_JOB_POOL|LLVM_PARALLEL_LINK_JOBS)' <<<"$CMAKE_OPTIONS"; then
    memory=$(awk '/^MemTotal:/ {print int($2 / 1024)}' /proc/meminfo)
    links=$((memory * 3 / 4 / LINK_MEMORY_MIB)) # the rest is for the compilers beside them
    printf -- '-D%s\n' "CMAKE_JOB_POOLS=sojourn_link=$((links > 0 ? links : 1))" CMAKE_JOB_POOL_LINK=sojourn_link
  fi
  [[ -z $CMAKE_OPTIONS ]] || printf '%s\n' "$CMAKE_OPTIONS"
}

# drop_unknown_pool: CMake knows our pool only where the project itself makes none.
drop_unknown_pool() {
  if grep -qs '^ *pool = sojourn_link$' "$BUILD_DIR/build.ninja" &&
    ! grep -qs '^pool sojourn_link$' "$BUILD_DIR/build.ninja" "$BUILD_DIR/CMakeFiles/rules.ninja"; then
    echo "Sojourn: the project has job pools of its own: the number of links at once is not bounded"
    cmake -UCMAKE_JOB_POOLS -UCMAKE_JOB_POOL_LINK "$BUILD_DIR"
  fi
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
