# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names; used in the other parts
# Sojourn's repository on the volume: it gets the commit that is asked for, fetched with the credentials of the checkout's
# owner. Host.

in_repository() { as_owner "${GIT[@]}" --git-dir="$REPOSITORY" "$@"; }
without_passwords() { printf '%s' "$1" | sed 's#://[^/@ ]*@#://#g'; }
known() { in_repository rev-parse --verify --quiet "$1^{commit}"; }

ensure_repository() {
  local words size
  [[ -d $HOME_ON_VOLUME ]] || install -d -o "$OWNER" -g "$GROUP" "$HOME_ON_VOLUME"
  if [[ -d $REPOSITORY/objects ]]; then
    words=$(as_owner bash -c "set -e
$(declare -f drop_torn_worktrees drop_leftovers)
drop_torn_worktrees \"\$@\"
drop_leftovers \"\$@\"" bash "$REPOSITORY" "$HOME_ON_VOLUME/modules" 2>&1) ||
      refuse fetch-failed "what a git that was killed has left in $REPOSITORY could not be removed: $words"
    return
  fi
  size=$({ as_owner du -sm "$COMMON_FOLDER/objects" 2>/dev/null || true; } | cut -f 1) # its owner's git may be at work there
  ((FREE_MIB >= NEED_MIB + ${size:-0})) || refuse no-space \
    "$MOUNT has $FREE_MIB MiB free; $NEED_MIB for the build and, this first time, $size for a copy of the repository are needed: enlarge it"
  words=$(sealed copy_repository "$COMMON_FOLDER" "$REPOSITORY" 2>&1) ||
    refuse fetch-failed "the repository on the volume could not be made: $words"
}

# origin: where the checkout's origin is; the checkout itself where it has none.
origin() {
  local url
  url=$(in_source remote get-url origin 2>/dev/null) || url=$SOURCE
  [[ $url == /* || $url =~ ^[^/]+: ]] || url=$SOURCE/$url
  printf '%s' "$url"
}

# settings GIT_FOLDER: "KEY newline VALUE NUL" of all that is set for a checkout and not for Sojourn's repository: how its
# owner reaches others, also what is included for some folders only.
settings() {
  local file setting
  local -A everywhere=()
  while IFS= read -r -d '' file && IFS= read -r -d '' setting; do everywhere[$file]=1; done < <(
    in_repository config --list --show-origin -z
  )
  while IFS= read -r -d '' file && IFS= read -r -d '' setting; do
    [[ -z ${everywhere[$file]-} ]] || continue
    [[ $setting != @(core.bare|core.worktree|core.repositoryformatversion|extensions.*|branch.*) ]] || continue
    [[ $setting == *$'\n'* ]] || setting+=$'\n'true
    printf '%s\0' "$setting"
  done < <(as_owner "${GIT[@]}" --git-dir="$1" config --list --show-origin -z)
}

# adopt COMMAND…: with the settings on standard input. By way of the environment, which nobody but the owner can read.
adopt() {
  local setting
  export GIT_CONFIG_COUNT=0
  while IFS= read -r -d '' setting; do
    export "GIT_CONFIG_KEY_$GIT_CONFIG_COUNT=${setting%%$'\n'*}" "GIT_CONFIG_VALUE_$GIT_CONFIG_COUNT=${setting#*$'\n'}"
    GIT_CONFIG_COUNT=$((GIT_CONFIG_COUNT + 1))
  done
  exec "$@" </dev/null
}

# abroad SECONDS GIT_FOLDER COMMAND…: git with the settings of that checkout, and of the one around it. Not run in the checkout:
# an ssh that stays, to be used again, would have its working directory there, and hold the volume.
abroad() {
  {
    [[ $2 == "$GIT_FOLDER" ]] || settings "$GIT_FOLDER"
    settings "$2"
  } | as_owner bash -c "$(declare -f adopt)
adopt \"\$@\"" bash timeout "$1" env GIT_PROTOCOL_FROM_USER="${FROM_USER-1}" "${GIT[@]}" "${@:3}" 2>&1
}

# fetch REPOSITORY GIT_FOLDER FROM WHAT INTO
fetch() {
  local VIEW=()
  [[ $3 != /* ]] || VIEW=("${SEAL[@]}")
  abroad 3600 "$2" --git-dir="$1" fetch --quiet --no-tags --no-recurse-submodules --no-write-fetch-head --update-shallow --force \
    -- "$3" "$4:$5"
}

# fetch_ref: REF as a branch or tag of the origin, or by its full name. Fails where the origin has none of that name.
fetch_ref() {
  local listed words candidate
  git check-ref-format "refs/heads/$REF" || return 1
  listed=$(abroad 300 "$GIT_FOLDER" ls-remote --quiet -- "$ORIGIN" "refs/heads/$REF" "refs/tags/$REF" "$REF") ||
    refuse fetch-failed "$(without_passwords "$ORIGIN did not answer: $listed")"
  for candidate in "refs/heads/$REF" "refs/tags/$REF" "$REF"; do
    if [[ $candidate != refs/* ]] || ! cut -f 2 <<<"$listed" | grep -xF -- "$candidate" >/dev/null; then continue; fi
    words=$(fetch "$REPOSITORY" "$GIT_FOLDER" "$ORIGIN" "$candidate" "$PIN") ||
      refuse fetch-failed "$(without_passwords "$words")"
    RESOLVED=$(known "$PIN") || refuse no-ref "$REF is not a commit; name a branch, a tag or a commit"
    return 0
  done
  return 1
}

# fetch_hash HASH: a commit by its hash, from our repository, the checkout, or the origin.
fetch_hash() {
  local full
  [[ $1 =~ ^[0-9a-f]{7,40}$ ]] || return 1
  if ! RESOLVED=$(known "$1"); then
    if full=$(in_source rev-parse --verify --quiet "$1^{commit}"); then
      fetch "$REPOSITORY" "$GIT_FOLDER" "$SOURCE" "$full" "$PIN" >/dev/null || return 1
    elif ((${#1} == 40)); then
      fetch "$REPOSITORY" "$GIT_FOLDER" "$ORIGIN" "$1" "$PIN" >/dev/null || return 1
    else
      fetch "$REPOSITORY" "$GIT_FOLDER" "$ORIGIN" HEAD refs/sojourn/origin >/dev/null || return 1
    fi
    RESOLVED=$(known "$1") || return 1
  fi
}

# nearest: the origin's branches and tags that are spelled most like REF.
nearest() {
  abroad 300 "$GIT_FOLDER" ls-remote --quiet --heads --tags --refs -- "$ORIGIN" |
    awk -v wanted="$REF" '
      function distance(a, b,   i, j, row, left, above, cost) {
        for (j = 0; j <= length(b); j++) row[j] = j
        for (i = 1; i <= length(a); i++) {
          left = row[0]; row[0] = i
          for (j = 1; j <= length(b); j++) {
            above = row[j]
            cost = left + (substr(a, i, 1) != substr(b, j, 1))
            if (row[j] + 1 < cost) cost = row[j] + 1
            if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1
            left = above; row[j] = cost
          }
        }
        return row[length(b)]
      }
      length($1) != 40 {next} # a remark that ssh makes
      {sub(/^refs\/(heads|tags)\//, "", $2); print index($2, wanted) ? 0 : distance(wanted, $2), $2}' |
    sort -n | awk 'NR <= 4 {printf "%s%s", (NR > 1 ? ", " : ""), $2}'
}

# resolve: sets RESOLVED, and keeps it from ever being collected as garbage.
resolve() {
  ORIGIN=$(origin)
  if [[ -n $COMMIT ]]; then
    fetch_hash "$COMMIT" || refuse no-ref "commit $COMMIT is no longer to be had from $SOURCE or its origin; push it, or ask for a branch"
  elif [[ $REF == . ]]; then
    snapshot
  elif ! fetch_ref && ! fetch_hash "$REF"; then
    local near
    near=$(nearest)
    refuse no-ref "$(without_passwords "no branch, tag or commit $REF at $ORIGIN${near:+; nearest: $near}")"
  fi
  in_repository update-ref --no-deref "$PIN" "$RESOLVED"
}
