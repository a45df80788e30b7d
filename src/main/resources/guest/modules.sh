# shellcheck shell=bash
# Where the repositories of submodules lie on the volume, and which submodules a commit has. Host and builder.
# A submodule's own submodules lie below its repository, as git keeps them itself.

# module_repository PARENT NAME: PARENT is Sojourn's folder on the volume, or the repository of the submodule around it.
module_repository() {
  local name=$2 safe='' byte i
  for ((i = 0; i < ${#name}; i++)); do
    byte=${name:i:1}
    [[ $byte == [A-Za-z0-9_.-] ]] || printf -v byte '%%%02X' "$((($(printf '%d' "'$byte") + 256) % 256))"
    safe+=$byte
  done
  # A file's name has at most 255 bytes.
  ((${#safe} <= 200)) || safe=${safe:0:150}%$(printf %s "$name" | sha1sum | cut -c 1-40)
  printf '%s/modules/%s.git' "$1" "$safe"
}

# submodules_of COMMIT GIT…: three strings for each submodule of the commit, NUL after each: its commit, path, and name.
# GIT… is a command that reads the repository which has the commit.
submodules_of() {
  local row path
  local -A names=()
  while IFS= read -r -d '' row; do
    path=${row#*$'\n'}
    path=${path%/}
    row=${row%%$'\n'*}
    row=${row#submodule.}
    names[/$path]=${row%.path}
  done < <("${@:2}" config -z --blob "$1:.gitmodules" --get-regexp '^submodule\..*\.path$' 2>/dev/null || true)
  while IFS= read -r -d '' row; do
    path=${row#*$'\t'}
    row=${row%%$'\t'*}
    printf '%s\0' "${row##* }" "$path" "${names[/$path]:-$path}"
  done < <("${@:2}" ls-tree -r -z --full-tree "$1" | grep -z '^160000 ' || true)
}
