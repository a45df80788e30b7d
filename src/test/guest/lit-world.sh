# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # code as data; used by the tests
# Two suites of tests, and lit to run them.
source ./build-world.sh

# the_suites: the suites One, of three tests, and Two, run by the programs named in LIT, check-one and check-two.
the_suites() {
  local configuration="import lit.formats
config.name = 'SUITE'
config.test_format = lit.formats.ShTest()
config.suffixes = ['.test']
config.test_exec_root = os.path.join('/tmp', 'sojourn-' + str(os.getpid()))"
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
option(LIT "" "")
separate_arguments(LIT)
add_executable(tiny main.cpp)
add_library(other OBJECT other.cpp)
add_custom_target(check-one COMMAND ${LIT} -sv ${CMAKE_SOURCE_DIR}/one DEPENDS tiny COMMENT "Testing one" USES_TERMINAL)
add_custom_target(check-two COMMAND ${LIT} -sv ${CMAKE_SOURCE_DIR}/two COMMENT "Testing two")
add_dependencies(check-two other)' 'main.cpp=int main() { return 0; }' other.cpp= \
    one/a.test='RUN: true' one/b+c.test='RUN: echo b' one/d.test='XFAIL: *
RUN: false' two/e.test='RUN: true' two/f.test='RUN: true' \
    "one/lit.cfg.py=import os
${configuration/SUITE/One}" "two/lit.cfg.py=import os
${configuration/SUITE/Two}"
}

# tested JOB VALUE…: the newest commit is built and tested.
tested() {
  COMMIT=$(in_repository rev-parse HEAD)
  start_build "$1" 1 "CMAKE_OPTIONS=-DLIT=$LIT" $'TARGETS=check-one\ntiny\ncheck-two' "${@:2}"
  answered .ok
  ended "$1"
}
failed_tests() { cat "$HOME_ON_VOLUME/jobs/$1/failed-tests"; }
tests_of() { jq -c ".builds[] | select(.job == $1) | .status.tests | [.run, .failed, (.names_b64 | @base64d)]" <<<"$ANSWER"; }
error_of() { jq -r ".builds[] | select(.job == $1) | .status.error_b64 | @base64d" <<<"$ANSWER"; }

find_lit() {
  local place
  for place in $(printf '%s\n' /usr/lib/llvm-*/build/utils/lit/lit.py | sort -rV) "$(command -v lit || true)"; do
    if [[ -n $place ]] && as_ann env PATH=/usr/local/bin:/usr/bin:/bin python3 "$place" --version >/dev/null 2>&1; then
      echo "python3 $place"
      return
    fi
  done
}
