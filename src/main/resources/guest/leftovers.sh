# shellcheck shell=bash
# What a git that was killed leaves in Sojourn's repositories on the volume. Host and builder.

# drop_torn_worktrees FOLDER…: a builder may be lost while git makes a worktree. A folder with an empty commondir, or a HEAD that
# names no commit, then has git refuse whatever looks at all worktrees, be it for another slot; one that stayed locked is never
# made anew. Only git's folder goes: the next build attaches the slot's files again and knows them by their content.
drop_torn_worktrees() {
  local admin
  while IFS= read -r -d '' admin; do
    if [[ -s $admin/commondir && -s $admin/gitdir && ! -e $admin/locked ]] &&
      git --git-dir="$admin" cat-file -e 'HEAD^{commit}' 2>/dev/null; then
      continue
    fi
    echo "Sojourn: git's folder $admin was torn by the loss of a builder; it is made anew"
    rm -rf "$admin" || return
  done < <(find "$@" '(' -name objects -o -name refs -o -name logs ')' -prune \
    -o -type d -path '*.git/worktrees/*' -print0 -prune 2>/dev/null)
}

# drop_leftovers FOLDER…: locks, which git holds for moments and never takes away from another one; packs that were not finished.
drop_leftovers() {
  local folders=() folder
  for folder; do [[ ! -d $folder ]] || folders+=("$folder"); done
  find "${folders[@]}" -name objects -prune -o -type f -name '*.lock' -mmin +1 -exec rm -f {} +
  find "${folders[@]}" -type f -path '*/objects/pack/tmp_*' -mmin +60 -exec rm -f {} +
}
