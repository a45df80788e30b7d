# shellcheck shell=bash disable=SC2153,SC2154 # variables of source.sh, which sends these functions
# Takes what lies in a checkout, in a shell of its own (sealed, in source.sh). Host.

# copy_repository GIT_FOLDER TO: all objects, branches and tags. Copies, no hard links: these would change the files' times at home.
copy_repository() {
  local way=(--no-hardlinks)
  [[ ! -s $1/objects/info/alternates ]] || way=(--no-local) # borrowed objects do not travel
  rm -rf "$2.new"
  "${GIT[@]}" clone --quiet --bare "${way[@]}" --template= "$1" "$2.new"
  mv "$2.new" "$2"
}

# snapshot_into FOLDER: takes the whole checkout; FOLDER is for what is needed meanwhile. FOLDER/taken has a line for each
# repository that was taken into: commit and repository.
snapshot_into() {
  TAKING=$1
  COUNT=0
  TRIES=25
  take "$SOURCE" "$REPOSITORY" "$HOME_ON_VOLUME"
}

# take TREE REPOSITORY PARENT: sets TAKEN to a commit of what lies in TREE: HEAD, staged, unstaged and untracked changes,
# nothing ignored. It comes into REPOSITORY, and those of TREE's submodules into repositories below PARENT.
take() {
  local tree=$1 repository=$2 parent=$3 own folder common head written message='Working tree' date try at
  COUNT=$((COUNT + 1))
  own=$TAKING/$COUNT
  folder=$("${GIT[@]}" -C "$tree" rev-parse --absolute-git-dir)
  common=$("${GIT[@]}" -C "$tree" rev-parse --path-format=absolute --git-common-dir)
  if [[ $common/ != "$SOURCE"/* && $common/ != "$COMMON_FOLDER"/* ]]; then
    echo "$tree has its repository outside of the checkout, in $common; ignore it (.git/info/exclude), or move it out" >&2
    return 1
  fi
  [[ -d $repository/objects ]] || copy_repository "$common" "$repository"
  "${GIT[@]}" init --quiet --bare --template= "$own"
  printf '%s\n' "$common/objects" "$repository/objects" >"$own/objects/info/alternates"
  [[ ! -f $common/shallow ]] || cp "$common/shallow" "$own/shallow"
  at=(env GIT_DIR="$folder" GIT_WORK_TREE="$tree" GIT_INDEX_FILE="$own/copied-index" GIT_OBJECT_DIRECTORY="$own/objects"
    "${GIT[@]}" "${AS_IT_IS[@]}" -C "$tree")
  # A file that vanishes or shrinks under git's hands makes it give up; in a tree that is written to all the time that is
  # another one each time. What may not be read stays so.
  for ((try = 1; ; try++)); do
    if fill_index 2>"$own/words"; then break; fi
    if ((try == TRIES)) || grep -q 'Permission denied' "$own/words"; then
      cat "$own/words" >&2
      return 1
    fi
  done
  written=$("${at[@]}" write-tree)
  if [[ $SUBMODULES == true ]]; then
    take_submodules
    written=$("${at[@]}" write-tree)
  fi
  head=$("${at[@]}" rev-parse --verify --quiet 'HEAD^{commit}' || true)
  if [[ $tree == "$SOURCE" ]]; then
    message="#$JOB: working tree of $OWNER_NAME" date=$(date +%s)
  else
    # Of a submodule, the same files make the same commit; otherwise each snapshot would differ from the one before.
    date=0
    [[ -z $head ]] || date=$("${at[@]}" log -1 --format=%ct "$head")
  fi
  if [[ $tree != "$SOURCE" && -n $head && $("${at[@]}" rev-parse "$head^{tree}") == "$written" ]]; then
    TAKEN=$head
  else
    TAKEN=$(env GIT_{AUTHOR,COMMITTER}_NAME='Sojourn snapshot' GIT_{AUTHOR,COMMITTER}_EMAIL=sojourn@localhost \
      GIT_{AUTHOR,COMMITTER}_DATE="@$date +0000" "${at[@]}" commit-tree ${head:+-p "$head"} -m "$message" "$written")
  fi
  bring
  printf '%s %s\n' "$TAKEN" "$repository" >>"$TAKING/taken"
}

# bring: TAKEN comes into take's repository. First, by a fetch, what the developer has committed; then what is in no commit
# of theirs and not there yet: a fetch would move all of that again for each snapshot, and the volume would keep it each time.
bring() {
  local to=("${GIT[@]}" --git-dir="$repository") from=("${GIT[@]}" --git-dir="$own")
  if [[ -n $head ]] && ! "${to[@]}" cat-file -e "$head^{commit}" 2>/dev/null; then
    "${from[@]}" update-ref refs/heads/base "$head"
    "${to[@]}" fetch --quiet --no-tags --no-recurse-submodules --no-write-fetch-head --update-shallow --force -- \
      "$own" "refs/heads/base:$PIN"
  fi
  "${from[@]}" rev-list --objects "$TAKEN" ${head:+"^$head"} | cut -c 1-40 |
    "${to[@]}" cat-file --batch-check='%(objectname)' | sed -n 's/ missing$//p' >"$own/missing"
  if [[ -s $own/missing ]]; then
    "${from[@]}" pack-objects --quiet --stdout <"$own/missing" | "${to[@]}" index-pack --stdin >/dev/null
  fi
  "${to[@]}" rev-list --objects --quiet "$TAKEN" --not --all # fails where anything is missing
  "${to[@]}" update-ref --no-deref "$PIN" "$TAKEN"
}

# fill_index: take's copy of the checkout's index, and all that has changed since. The copy keeps its time, by which git
# knows whether a file may have changed unseen. Called as a condition, so it must say itself where it ends.
fill_index() {
  rm -f "$own"/copied-index{,.lock}
  # The developer's git may put a new index into place at any moment; a shared one (split index) is found beside it.
  [[ ! -f $folder/index ]] || cp --preserve=timestamps "$folder/index" "$own/copied-index" || return
  show_hidden && "${at[@]}" add --all
}

# show_hidden: takes marks off the copied index by which git was told not to look: "assume unchanged", and "skip" (outside of
# a sparse checkout) where a file is there all the same. What is skipped and not there stays marked, and is no deletion.
show_hidden() {
  "${at[@]}" ls-files -v -z >"$own/entries" || return
  if ! grep -qz '^[a-zS] ' "$own/entries"; then return 0; fi
  sed -nz 's/^[a-z] //p' "$own/entries" | "${at[@]}" update-index -z --no-assume-unchanged --stdin &&
    sed -nz 's/^[Ss] //p' "$own/entries" | there |
    "${at[@]}" update-index -z --no-skip-worktree --stdin
}

# there: of the names on standard input, those that there is something of.
there() (
  cd "$tree" || return
  xargs -0r stat --printf '%n\0' -- 2>/dev/null || true
)

# take_submodules: puts a commit of what lies in each submodule into take's copied index. One that is not populated at home
# keeps the commit that it has there, and is taken nowhere.
take_submodules() {
  local rows i
  mapfile -d '' -t rows < <(submodules_of "$written" "${at[@]}")
  for ((i = 0; i < ${#rows[@]}; i += 3)); do
    [[ -e $tree/${rows[i + 1]}/.git && ! -L $tree/${rows[i + 1]} ]] || continue
    take_submodule "${rows[i + 1]}" "$(module_repository "$parent" "${rows[i + 2]}")"
  done
}

take_submodule() { # PATH REPOSITORY
  take "$tree/$1" "$2" "$2"
  printf '160000 %s 0\t%s\0' "$TAKEN" "$1" | "${at[@]}" update-index -z --index-info
}
