# shellcheck shell=bash
# Git's own folders of the slots' worktrees, in Sojourn's repositories on the volume. Host and builder.

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
