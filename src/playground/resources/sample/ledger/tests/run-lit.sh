#!/bin/sh
# Runs test programs beside each other, and tells of them as LLVM's lit does: who can read lit's words can read these.
# usage: run-lit.sh SUITE PROGRAM…   the full name of a test is "SUITE :: NAME", without the program's folder
# LIT_FILTER: only tests whose full name has this regular expression, in whatever case. LIT_MAX_WORKERS: at once.
# LIT_OPTS: -v (as without), -s (failures only), -jN, --no-progress-bar, --allow-empty-runs, --xunit-xml-output=FILE;
# others are refused.
# Exit status: 0 all passed, 1 some failed, 2 nothing could be run.
set -euf

# One test in a process of its own: its words go into a file, "CODE BEGAN ENDED NAME" to the one who counts.
if [ "${1-}" = --one ]; then
  name=${3##*/} code=0
  words=$2/$name.out
  read -r began _ </proc/uptime
  { "$3" </dev/null >"$words" 2>&1 || code=$?; } 2>>"$words"
  read -r ended _ </proc/uptime
  printf '%s %s %s %s\n' "$code" "$began" "$ended" "$name"
  exit 0
fi

die() {
  printf 'lit: error: %s\n' "$*" >&2
  exit 2
}

[ $# -ge 2 ] || die "usage: run-lit.sh SUITE PROGRAM…"
suite=$1
shift
workers=${LIT_MAX_WORKERS:-$(getconf _NPROCESSORS_ONLN)}
succinct=false
empty_runs=2
xunit=

# Quotes part words as in a shell, but nothing in them is carried out.
options=$(printf '%s\n' "${LIT_OPTS-}" | xargs -n 1 printf '%s\n') || die "LIT_OPTS cannot be read: $LIT_OPTS"
newline='
'
IFS=$newline
for option in $options; do
  case $option in
    -v | --verbose | --no-progress-bar) ;;
    -s | --succinct | -sv | -vs) succinct=true ;;
    --allow-empty-runs) empty_runs=0 ;;
    -j*) workers=${option#-j} ;;
    --workers=*) workers=${option#*=} ;;
    --xunit-xml-output=*) xunit=${option#*=} ;;
    *) die "unrecognized arguments: $option" ;;
  esac
done
unset IFS
case $workers in '' | *[!0-9]* | 0*) die "argument -j/--workers: not a positive number: '$workers'" ;; esac

# ---- which tests ----

filter=${LIT_FILTER:-.*}
code=0
grep -qP -e "$filter" </dev/null 2>/dev/null || code=$?
[ "$code" -le 1 ] || die "argument --filter: not a regular expression: '$filter'"
selected=
count=0
for program in "$@"; do
  if printf '%s\n' "$suite :: ${program##*/}" | grep -qiP -e "$filter"; then
    selected=$selected$program$newline
    count=$((count + 1))
  fi
done
if [ "$count" -eq 0 ]; then
  words="Use '--allow-empty-runs' to suppress this error."
  [ "$empty_runs" -ne 0 ] || words="Suppressing error because '--allow-empty-runs' was specified."
  echo "error: filter did not match any tests (of $# discovered).  $words" >&2
  exit "$empty_runs"
fi

# ---- running them ----

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
trap 'exit 143' HUP INT TERM
[ "$workers" -le "$count" ] || workers=$count
of_all=
[ "$count" -eq $# ] || of_all=" of $#"
echo "-- Testing: $count$of_all tests, $workers workers --"

# lit's report of a test, as it is shown and as it is kept.
report() {
  printf 'Exit Code: %s\n\nCommand Output (stdout):\n--\n' "$1"
  cat "$logs/$2.out"
  printf '\n--\n'
}

: >"$logs/results"
read -r began _ </proc/uptime
printf '%s' "$selected" | tr '\n' '\0' | xargs -0 -P "$workers" -n 1 sh "$0" --one "$logs" | {
  number=0
  while read -r code since until test; do
    number=$((number + 1))
    echo "$code $since $until $test" >>"$logs/results"
    if [ "$code" -eq 0 ]; then
      [ "$succinct" = true ] || echo "PASS: $suite :: $test ($number of $count)"
    else
      echo "FAIL: $suite :: $test ($number of $count)"
      echo "******************** TEST '$suite :: $test' FAILED ********************"
      report "$code" "$test"
      echo
      echo "********************"
    fi
  done
}
read -r ended _ </proc/uptime
[ "$(wc -l <"$logs/results")" -eq "$count" ] || die "not every test was run"

# ---- the summary ----

failed=$(awk '$1 != 0 { print $4 }' "$logs/results" | sort)
if [ -n "$failed" ]; then
  echo "********************"
  echo "Failed Tests ($(echo "$failed" | wc -l)):"
  for test in $failed; do echo "  $suite :: $test"; done
  echo
fi
awk -v all=$# -v began="$began" -v ended="$ended" '
  $1 == 0 { passed++ }
  $1 != 0 { failed++ }
  function line(label, count) {
    if (count) printf "  %-*s: %*d (%.2f%%)\n", width, label, digits, count, 100 * count / all
  }
  END {
    excluded = all - passed - failed
    width = length(excluded ? "Excluded" : "Passed")
    most = passed
    if (failed > most) most = failed
    if (excluded > most) most = excluded
    digits = length(most)
    printf "\nTesting Time: %.2fs\n\nTotal Discovered Tests: %d\n", ended - began, all
    line("Excluded", excluded); line("Passed", passed); line("Failed", failed)
  }' "$logs/results"

# ---- the same for programs ----

# What XML takes: text in UTF-8 without control characters, and quoted.
plain() { iconv -c -f UTF-8 -t UTF-8 | tr -d '\000-\010\013\014\016-\037'; }
quoted() { printf '%s' "$1" | plain | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'; }

write_xunit() {
  name=$(quoted "$suite")
  echo '<?xml version="1.0" encoding="UTF-8"?>'
  awk -v name="$name" -v all=$# -v began="$began" -v ended="$ended" '
    { run++; time += $3 - $2; failed += $1 != 0 }
    END {
      printf "<testsuites time=\"%.2f\">\n<testsuite name=\"%s\" tests=\"%d\"", ended - began, name, all
      printf " failures=\"%d\" skipped=\"%d\" time=\"%.2f\">\n", failed, all - run, time
    }' "$logs/results"
  for test in "$@"; do
    test=${test##*/}
    result=$(awk -v test="$test" '$4 == test { printf "%d %.2f\n", $1, $3 - $2 }' "$logs/results")
    : "${result:=none 0.00}"
    printf '<testcase classname="%s.%s" name="%s" time="%s"' "$name" "$name" "$(quoted "$test")" "${result#* }"
    case $result in
      'none '*) printf '>\n  <skipped message="Test not selected (--filter, --max-tests)"/>\n</testcase>\n' ;;
      '0 '*) echo '/>' ;;
      *)
        printf '>\n  <failure><![CDATA['
        report "${result%% *}" "$test" | plain | sed 's/]]>/]]]]><![CDATA[>/g'
        printf ']]></failure>\n</testcase>\n'
        ;;
    esac
  done
  printf '</testsuite>\n</testsuites>\n'
}

if [ -n "$xunit" ]; then
  write_xunit "$@" >"$xunit" || die "cannot write $xunit"
fi
[ -z "$failed" ]
