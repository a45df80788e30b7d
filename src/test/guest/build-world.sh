# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # code as data; used in world.sh and by the tests
# What the build tests share: a builder with a volume, a project whose every commit can be built there as uid 1000.

in_repository() { as_ann git --git-dir="$HOME_ON_VOLUME/repository.git" -c user.name=Ann -c user.email=ann@localhost "$@"; }

# commit_of FILE=CONTENT…: a commit of the project with those files changed; sets COMMIT.
commit_of() {
  local pair
  for pair; do
    as_ann mkdir -p "$(dirname "$PROJECT/${pair%%=*}")"
    as_ann tee "$PROJECT/${pair%%=*}" <<<"${pair#*=}" >/dev/null
  done
  in_repository --work-tree="$PROJECT" add -A
  in_repository --work-tree="$PROJECT" commit -q --allow-empty -m next
  COMMIT=$(in_repository rev-parse HEAD)
}

# a_builder_has VOLUME [SIZE_MIB]: mounted, with an empty repository. The project is empty, too.
a_builder_has() {
  on_machine "builder-$1"
  mkdir -p "$SOJOURN_RUN"
  attach "$1" "${2:-128}"
  mount "$LOOP" "$MOUNT"
  HOME_ON_VOLUME=$MOUNT/sojourn
  PROJECT=$WORLD/project-$1
  EPOCH=1
  install -d -o 1000 -g 1000 "$HOME_ON_VOLUME" "$PROJECT" "$WORLD/ann"
  in_repository init -q --bare
  in_repository config core.bare false
}

the_builder_lets_go() { guarded unmount ROLE=builder END_HOLDERS=true && answered '.ok and .mounted == false'; }

start_build() { # JOB ATTEMPT VALUE…
  guarded start-build "JOB=$1" "ATTEMPT=$2" "COMMIT=$COMMIT" SLOT=1 OWNER=1000 GROUP=1000 RECIPE=cmake SUBDIR=. TARGETS= "${@:3}"
}

progress() { operation progress OP=p LEASE_S=600; }
build_of() { answered "any(.builds[]; .job == $1 and ($2))"; }
status_of() { progress >/dev/null && build_of "$1" "(.active | not) and .status != null" >/dev/null; }
ended() { eventually status_of "$1"; }

# builds JOB VALUE…: a build that passes. Sets COMPILED. Each test has a shell of its own, so it begins at the newest commit.
builds() {
  start_build "$1" 1 "${@:2}"
  answered '.ok'
  ended "$1"
  build_of "$1" '.status.exit == 0 and .status.cause == "none" and .status.error_b64 == ""'
  COMPILED=$(jq ".builds[] | select(.job == $1) | .status.compiled" <<<"$ANSWER")
}

# fails JOB VALUE…: a build that does not. Sets ERROR.
fails() {
  start_build "$1" 1 "${@:2}"
  answered '.ok'
  ended "$1"
  build_of "$1" '.status.exit != 0'
  ERROR=$(jq -r ".builds[] | select(.job == $1) | .status.error_b64 | @base64d" <<<"$ANSWER")
}

compiled() { [[ $COMPILED == "$1" ]] || { echo "$COMPILED files were compiled, not $1"; return 1; }; }

log_of() { cat "$HOME_ON_VOLUME/jobs/$1/build.log"; }

# logged JOB TEXT
logged() { grep -qF -- "$2" "$HOME_ON_VOLUME/jobs/$1/build.log" || { echo "job $1's log does not say: $2"; return 1; }; }
