# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# The slot's src/: a worktree of Sojourn's repository on the volume, each submodule in it one of that submodule's repository.
# A checkout gives a new time only to what it changes, and that decides what is compiled.

in_slot() { git -c core.hooksPath=/dev/null -c gc.auto=0 -c maintenance.auto=false -c advice.detachedHead=false "$@"; }

# worktree_sound REPOSITORY FOLDER: each knows of the other, and there is a commit. Not so after the volume was mounted
# elsewhere, or where a builder was lost while git wrote.
worktree_sound() {
  local admin
  [[ -f $2/.git ]] || return
  admin=$(sed -n '1s/^gitdir: //p' "$2/.git")
  [[ -n $admin && ${admin%/*} -ef $1/worktrees && -f $admin/gitdir && $(<"$admin/gitdir") -ef $2/.git ]] &&
    in_slot -C "$2" rev-parse --verify --quiet 'HEAD^{commit}' >/dev/null
}

# attach_worktree REPOSITORY FOLDER COMMIT: makes FOLDER a worktree, with whatever files are there already.
attach_worktree() {
  local made=$SLOT_DIR/slot-$SLOT admin
  [[ ! -L $2 ]] || rm -f "$2" || return # what a commit before had in a submodule's place
  rm -rf "$made" "$2/.git" && mkdir -p "$2" && in_slot --git-dir="$1" worktree prune &&
    in_slot --git-dir="$1" worktree add --quiet --no-checkout --detach --force "$made" "$3" || return
  admin=$(sed -n '1s/^gitdir: //p' "$made/.git")
  echo "$2/.git" >"$admin/gitdir" && mv "$made/.git" "$2/.git" && rmdir "$made"
}

# distrust_indexes SINCE: an index that may not be on the disk as git wrote it is made anew at the checkout, submodules' too.
distrust_indexes() {
  local folders=("$REPOSITORY")
  [[ ! -d $HOME_ON_VOLUME/modules ]] || folders+=("$HOME_ON_VOLUME/modules")
  find "${folders[@]}" -name objects -prune -o -path '*/worktrees/*/index' '(' -newermt "@$1" -o -newerct "@$1" ')' -exec rm -f {} +
}

# check_out REPOSITORY FOLDER COMMIT
check_out() {
  local index
  worktree_sound "$1" "$2" || attach_worktree "$1" "$2" "$3" || return
  index=$(in_slot -C "$2" rev-parse --path-format=absolute --git-path index) || return
  rm -f "$index.lock" "${index%/*}/HEAD.lock" # of an attempt whose builder was lost; nobody else works in here
  if [[ ! -f $index ]] || ! in_slot -C "$2" ls-files >/dev/null 2>&1; then
    rm -f "$index" && in_slot -C "$2" read-tree HEAD || return
  fi
  # Files are known by their content where the index does not know them by time and size: --force would write them again.
  in_slot -C "$2" update-index -q --refresh >/dev/null || true # says which files differ
  in_slot -C "$2" checkout --quiet --detach --force "$3" || return
  [[ $RECIPE == script ]] || in_slot -C "$2" clean --quiet -ffd
}

# check_out_modules REPOSITORY COMMIT PARENT FOLDER: the submodules of what has been checked out in FOLDER. Preflight has
# left a ref in each repository that belongs into this job's tree; a submodule without one is an empty folder, and so are all
# where none are wanted. What a build fetches by itself is its own affair.
check_out_modules() {
  local commit path name repository
  while IFS= read -r -d '' commit && IFS= read -r -d '' path && IFS= read -r -d '' name; do
    repository=$(module_repository "$3" "$name")
    if [[ $SUBMODULES == true && $(in_slot --git-dir="$repository" rev-parse --verify --quiet "refs/sojourn/of/$COMMIT" 2>/dev/null) == "$commit" ]]; then
      check_out "$repository" "$4/$path" "$commit" && check_out_modules "$repository" "$commit" "$repository" "$4/$path" || return
    elif [[ $(sed -n '1s/^gitdir: //p' "$4/$path/.git" 2>/dev/null) == "$repository"/worktrees/* ]]; then
      remove_folder "$4/$path" && mkdir -p "$4/$path" || return
    fi
  done < <(submodules_of "$2" in_slot --git-dir="$1")
}

phase_checkout() {
  rm -f "$SLOT_DIR/commit"
  drop_torn_worktrees "$REPOSITORY" "$HOME_ON_VOLUME/modules" || return
  check_out "$REPOSITORY" "$SOURCE_DIR" "$COMMIT" || return
  check_out_modules "$REPOSITORY" "$COMMIT" "$HOME_ON_VOLUME" "$SOURCE_DIR" || return
  write_durably "$SLOT_DIR/commit" <<<"$COMMIT"
}
