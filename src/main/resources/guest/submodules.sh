# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names; used in the other parts
# The submodules of the commit to build: each pinned commit comes into a repository below modules/ on the volume (modules.sh),
# from the checkout's own repository of the submodule, else from where the checkout would fetch it. Host.
# In each of these repositories refs/sojourn/of/RESOLVED is the submodule's commit. A submodule without it stays an empty folder.

# provide_submodules: sets SUBMODULE_COUNT, and REPOSITORIES to those that the commit needs besides its own.
provide_submodules() {
  local ref=refs/sojourn/of/$RESOLVED row rows
  REPOSITORIES=()
  mapfile -d '' -t rows < <(submodules_of "$RESOLVED" in_repository)
  SUBMODULE_COUNT=$((${#rows[@]} / 3))
  [[ $SUBMODULES == true ]] || return 0
  if [[ -n ${SNAPSHOT-} ]]; then
    while read -r row; do
      [[ ${row#* } == "$REPOSITORY" ]] || provided "${row#* }" "${row%% *}"
    done <<<"$SNAPSHOT"
  elif in_repository rev-parse --verify --quiet "$ref" >/dev/null; then
    recall_submodules "$RESOLVED" "$REPOSITORY" "$HOME_ON_VOLUME"
    return
  else
    fetch_submodules "$RESOLVED" "$REPOSITORY" "$HOME_ON_VOLUME" "$COMMON_FOLDER" "$SOURCE" "$ORIGIN"
  fi
  in_repository update-ref --no-deref "$ref" "$RESOLVED" # all of them are there
}

in_module() { as_owner "${GIT[@]}" --git-dir="$MODULE" "$@"; } # MODULE: the repository of a submodule

# has GIT_FOLDER COMMIT
has() { [[ -d $1 ]] && as_owner "${GIT[@]}" --git-dir="$1" cat-file -e "$2^{commit}" 2>/dev/null; }

provided() { # REPOSITORY COMMIT
  local MODULE=$1
  in_module update-ref --no-deref "refs/sojourn/of/$RESOLVED" "$2"
  REPOSITORIES+=("$1")
}

# recall_submodules COMMIT REPOSITORY PARENT: those that were provided when this commit was looked at before.
recall_submodules() {
  local rows i repository MODULE=$2
  mapfile -d '' -t rows < <(submodules_of "$1" in_module)
  for ((i = 0; i < ${#rows[@]}; i += 3)); do
    repository=$(module_repository "$3" "${rows[i + 2]}")
    MODULE=$repository
    [[ $(in_module rev-parse --verify --quiet "refs/sojourn/of/$RESOLVED" 2>/dev/null) == "${rows[i]}" ]] || continue
    REPOSITORIES+=("$repository")
    recall_submodules "${rows[i]}" "$repository" "$repository"
  done
}

# fetch_submodules COMMIT REPOSITORY PARENT GIT_FOLDER TREE URL: the last three are those of the checkout around, the first
# two of them empty where it has none.
fetch_submodules() {
  local rows i commit path name repository url folder MODULE=$2
  mapfile -d '' -t rows < <(submodules_of "$1" in_module)
  for ((i = 0; i < ${#rows[@]}; i += 3)); do
    commit=${rows[i]} path=${rows[i + 1]} name=${rows[i + 2]} MODULE=$2
    if unwanted "$1" "$4" "$name"; then continue; fi
    repository=$(module_repository "$3" "$name")
    folder=$(module_at_home "$4" "$5" "$path" "$name" "$commit")
    url=$(url_of_submodule "$1" "$4" "$name" "$6")
    has "$repository" "$commit" || fetch_submodule "$repository" "$commit" "$folder" "$url" "${4:-$COMMON_FOLDER}" "$path"
    provided "$repository" "$commit"
    fetch_submodules "$commit" "$repository" "$repository" "$folder" "${5:+$5/$path}" "$url"
  done
}

# setting_of COMMIT GIT_FOLDER NAME KEY: as the checkout has it, else as the commit's .gitmodules.
setting_of() {
  if [[ -n $2 ]] && as_owner "${GIT[@]}" --git-dir="$2" config "submodule.$3.$4"; then return; fi
  in_module config --blob "$1:.gitmodules" "submodule.$3.$4" 2>/dev/null || true
}

# unwanted COMMIT GIT_FOLDER NAME: does the checkout, or the project, say that this submodule is not to be populated? One that
# .gitmodules does not name (a repository that was added as it lay there) has no place to be fetched from either.
unwanted() {
  [[ $(setting_of "$1" "$2" "$3" update) != none && $(setting_of "$1" "$2" "$3" active) != false ]] || return 0
  [[ -z $(setting_of "$1" "$2" "$3" path) ]]
}

# module_at_home GIT_FOLDER TREE PATH NAME COMMIT: the git folder of the checkout's submodule: one that has the commit, if any
# has; nothing where the checkout has none.
module_at_home() {
  local folder populated='' candidates=() best=''
  [[ -z $1 || /$4/ == */../* ]] || candidates+=("$1/modules/$4")
  [[ -z $1 || $1 != "$COMMON_FOLDER" || $GIT_FOLDER == "$COMMON_FOLDER" || /$4/ == */../* ]] || candidates+=("$GIT_FOLDER/modules/$4")
  if [[ -n $2 && -e $2/$3/.git ]]; then
    populated=$(as_owner "${GIT[@]}" -C "$2/$3" rev-parse --absolute-git-dir 2>/dev/null || true)
    candidates+=("$populated")
  fi
  for folder in "${candidates[@]}"; do
    [[ -d $folder/objects ]] || continue
    best=${best:-$folder}
    if has "$folder" "$5"; then
      best=$folder
      break
    fi
  done
  printf '%s' "$best"
}

# url_of_submodule COMMIT GIT_FOLDER NAME URL: where to fetch it; git's rules for one that is relative to the URL around.
url_of_submodule() {
  local url base=${4%/} between=/
  url=$(setting_of "$1" "$2" "$3" url)
  if [[ $url == ./* || $url == ../* ]]; then
    while [[ $url == ./* || $url == ../* ]]; do
      if [[ $url == ../* && $base == */* ]]; then
        base=${base%/*}
      elif [[ $url == ../* ]]; then
        base=${base%:*} between=: # host:folder
      fi
      url=${url#*/}
    done
    url=$base$between$url
  fi
  printf '%s' "$url"
}

# fetch_submodule REPOSITORY COMMIT FOLDER URL SETTINGS PATH: as git does it for a URL that comes with a commit, it may not lead
# to another repository on this machine, unless the checkout allows that (protocol.file.allow).
fetch_submodule() {
  local words=''
  if [[ ! -d $1/objects ]]; then
    if [[ -n $3 ]]; then
      words=$(sealed copy_repository "$3" "$1" 2>&1) || refuse fetch-failed "submodule $6 could not be copied to the volume: $words"
    else
      as_owner "${GIT[@]}" init --quiet --bare --template= "$1"
    fi
  fi
  if has "$1" "$2"; then return 0; fi
  if [[ -n $3 ]] && has "$3" "$2"; then
    words=$(fetch "$1" "$3" "$3" "$2" "$PIN") && return
  elif [[ -n $4 ]]; then
    # A server may give nothing but its branches.
    words=$(from_stranger "$1" "${3:-$5}" "$4" "$2" "$PIN") && return
    words+=$(from_stranger "$1" "${3:-$5}" "$4" '+refs/heads/*' 'refs/sojourn/origin/*') && has "$1" "$2" && return
  fi
  refuse fetch-failed "$(without_passwords "commit $2 of submodule $6 is not in $SOURCE, and not to be had from ${4:-anywhere}; \
run git submodule update --init there, or push the commit: $words")"
}

from_stranger() {
  local FROM_USER=0
  fetch "$@"
}
