# shellcheck shell=bash
# The tests that need a machine, under one isolation.
set -euo pipefail
playground=$1
isolation=$2
here=$(dirname "${BASH_SOURCE[0]}")
scratch=$playground/scratch
machine=$playground/machine/machine
mkdir -p "$scratch"
# shellcheck source=assertions.bash
source "$here/assertions.bash"
# shellcheck source=plant.bash
source "$here/plant.bash"
# shellcheck source=machines.test.bash
source "$here/machines.test.bash"
# shellcheck source=units.test.bash
source "$here/units.test.bash"
# shellcheck source=people.test.bash
source "$here/people.test.bash"
run_all_tests
