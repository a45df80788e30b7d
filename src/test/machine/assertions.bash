# shellcheck shell=bash
# Names of the suite come from suite.bash.
# shellcheck disable=SC2154
# A test is a function named by a sentence: underscores are read as blanks.

run_all_tests() {
  local test
  while read -r test; do
    if (set -euo pipefail && "$test") >"$scratch/out" 2>&1; then
      echo "passed: ${isolation:+[$isolation] }${test//_/ }"
    else
      echo "FAILED: ${isolation:+[$isolation] }${test//_/ }"
      sed 's/^/    /' "$scratch/out"
    fi
  done < <(declare -F | awk '{ print $3 }' | grep -E '^(a|an|the|no|every|two|what|whoever|after)_' | grep -E "${TESTS_MATCHING:-.}")
}

wrong() {
  echo "$*"
  exit 1
}

same() { [[ $1 == "$2" ]] || wrong "expected: $1"$'\n'"but was:  $2"; }

contains() { [[ $1 == *"$2"* ]] || wrong "no \"$2\" in: $1"; }

exits_with() {
  local expected=$1 status=0
  shift
  "$@" || status=$?
  [[ $status -eq $expected ]] || wrong "$* exited with $status, not $expected"
}

# Awaits a condition for 10 s at most.
eventually() {
  local deadline=$((SECONDS + 10))
  until "$@"; do
    [[ $SECONDS -lt $deadline ]] || wrong "never became true: $*"
    read -r -t 0.05 <> <(:) || true
  done
}
