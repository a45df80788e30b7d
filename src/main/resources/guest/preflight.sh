# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# with: holders
# Looks whether the volume can travel, and makes sure that the commit to build lies in Sojourn's repository on it. Host.
# Writes only below Sojourn's folder on the volume; the developer's checkout stays byte for byte as it was.
# Values: SOURCE, REF (ref, commit or "."), COMMIT (already pinned), JOB, NEED_MIB, NEED_INODES, ALLOW_ROOT, RECIPE, SLOT.
matching OP '[a-z0-9-]{1,64}'
volume_values
value SOURCE
value REF
matching COMMIT '([0-9a-f]{40})?' ''
number JOB
number NEED_MIB 0
number NEED_INODES 0
truth ALLOW_ROOT false
matching RECIPE 'cmake|script' cmake
number SLOT 0
REPOSITORY=$HOME_ON_VOLUME/repository.git
PIN=refs/sojourn/jobs/$JOB
# Sojourn's repository shares packs with the checkout by hard links: no hook, no gc, and loose objects never "freshened".
GIT=(git -c core.hooksPath=/dev/null -c gc.auto=0 -c maintenance.auto=false -c fetch.unpackLimit=1
  -c core.fsmonitor=false -c core.untrackedCache=false -c core.splitIndex=false)

in_source() { as_owner "${GIT[@]}" -C "$SOURCE" "$@"; }
in_repository() { as_owner "${GIT[@]}" --git-dir="$REPOSITORY" "$@"; }
without_passwords() { printf '%s' "$1" | sed 's#://[^/@ ]*@#://#g'; }

check_volume() {
  local numbers problem exported swap
  numbers=$(mounted_numbers)
  [[ -n $numbers ]] || refuse not-mounted "nothing is mounted at $MOUNT"
  device_of_volume || refuse wrong-volume "no disk of this machine is $VOLUME"
  [[ -n $NODE ]] || refuse filesystem "$VOLUME has no ext4 or xfs of its own; found: ${UNSUPPORTED:-nothing}"
  [[ $numbers == "$NUMBERS" ]] || refuse wrong-volume "$MOUNT is device $numbers; $VOLUME is $NODE ($NUMBERS)"
  writable || refuse read-only "$MOUNT is mounted read-only"
  exported=$(awk -v at="$MOUNT" '$1 == at || index($1, at "/") == 1 {print $1; exit}' /var/lib/nfs/etab 2>/dev/null || true)
  swap=$(awk -v at="$MOUNT/" 'index($1, at) == 1 {print $1; exit}' /proc/swaps 2>/dev/null || true)
  problem=$UNSUPPORTED${exported:+ NFS export of $exported}${swap:+ swap file $swap}
  [[ -z $problem ]] || refuse filesystem "only a plain ext4 or xfs can travel; found: $problem"
  problem=$(marker_problem)
  [[ -z $problem ]] || refuse wrong-marker "$problem; $VOLUME has $FSUUID. If this is right, remove $MOUNT/.sojourn-volume"
}

check_source() {
  local words
  [[ $SOURCE == /* && -d $SOURCE ]] || refuse no-source "$SOURCE is not a folder"
  [[ $MOUNT/ != "$SOURCE"/* ]] || refuse no-source "the checkout must be a folder on the volume, not hold the volume"
  read -r OWNER GROUP < <(stat -c '%u %g' "$SOURCE")
  ((OWNER != 0)) || [[ $ALLOW_ROOT == true ]] || refuse root-owned "$SOURCE belongs to root; builds never run as root"
  IFS=: read -r OWNER_NAME _ _ _ _ OWNER_HOME _ < <(getent passwd "$OWNER" || echo "$OWNER:::::/:")
  check_tools
  words=$(in_source rev-parse --show-prefix 2>&1) || refuse no-source "$SOURCE is not a git checkout: $words"
  [[ -z $words ]] || refuse no-source "$SOURCE is a subfolder of a checkout; name its top"
  read -r GIT_FOLDER < <(in_source rev-parse --absolute-git-dir)
  read -r COMMON_FOLDER < <(in_source rev-parse --path-format=absolute --git-common-dir)
  ! in_source config --get-regexp '^remote\..*\.promisor$' true >/dev/null || refuse no-source \
    "$SOURCE is a partial clone and lacks files; run: git fetch --refetch --no-filter, then unset remote.origin.promisor"
}

check_tools() {
  local missing=() compiler
  TOOLCHAIN=$(toolchain)
  IFS='|' read -r compiler _ <<<"$TOOLCHAIN"
  command -v git >/dev/null || missing+=(git)
  if [[ $RECIPE == cmake ]]; then
    command -v cmake >/dev/null || missing+=(cmake)
    command -v ninja >/dev/null || missing+=(ninja)
    [[ -n $compiler ]] || missing+=('a C++ compiler')
  fi
  ((${#missing[@]} == 0)) || refuse missing-tool "not on this machine: ${missing[*]}"
}

check_space() {
  local blocks size
  read -r blocks size FREE_INODES < <(stat -f -c '%a %S %d' "$MOUNT")
  FREE_MIB=$((blocks * size / 1048576))
  ((FREE_MIB >= NEED_MIB)) || refuse no-space "$MOUNT has $FREE_MIB MiB free, $NEED_MIB are needed"
  ((FREE_INODES >= NEED_INODES)) || refuse no-space "$MOUNT has $FREE_INODES inodes free, $NEED_INODES are needed"
}

ensure_repository() {
  local way=() words # by default, git hard-links what is on the same filesystem and copies the rest
  [[ ! -d $REPOSITORY/objects ]] || return 0
  [[ ! -s $COMMON_FOLDER/objects/info/alternates ]] || way=(--no-local) # borrowed objects do not travel
  [[ -d $HOME_ON_VOLUME ]] || install -d -o "$OWNER" -g "$GROUP" "$HOME_ON_VOLUME"
  as_owner rm -rf "$REPOSITORY.new"
  words=$(as_owner "${GIT[@]}" clone --quiet --bare "${way[@]}" --template= "$SOURCE" "$REPOSITORY.new" 2>&1) ||
    refuse fetch-failed "the repository on the volume could not be made: $words"
  as_owner mv "$REPOSITORY.new" "$REPOSITORY"
}

# origin: where the checkout's origin is; the checkout itself where it has none.
origin() {
  local url
  url=$(in_source remote get-url origin 2>/dev/null) || url=$SOURCE
  [[ $url == /* || $url =~ ^[^/]+: ]] || url=$SOURCE/$url
  printf '%s' "$url"
}

# fetch FROM WHAT INTO: with the checkout's own configuration, where credentials may be named.
fetch() {
  as_owner timeout 3600 "${GIT[@]}" -c include.path="$COMMON_FOLDER/config" "${GIT[@]:1}" --git-dir="$REPOSITORY" fetch \
    --quiet --no-tags --no-recurse-submodules --no-write-fetch-head --update-shallow --force -- "$1" "$2:$3" 2>&1
}

known() { in_repository rev-parse --verify --quiet "$1^{commit}"; }

# fetch_ref: REF as a branch or tag of the origin, or by its full name. Fails where the origin has none of that name.
fetch_ref() {
  local listed words candidate
  git check-ref-format "refs/heads/$REF" || return 1
  listed=$(as_owner timeout 300 "${GIT[@]}" -C "$SOURCE" ls-remote --quiet -- "$ORIGIN" \
    "refs/heads/$REF" "refs/tags/$REF" "$REF" 2>&1) ||
    refuse fetch-failed "$(without_passwords "$ORIGIN did not answer: $listed")"
  for candidate in "refs/heads/$REF" "refs/tags/$REF" "$REF"; do
    if [[ $candidate != refs/* ]] || ! cut -f 2 <<<"$listed" | grep -xF -- "$candidate" >/dev/null; then continue; fi
    words=$(fetch "$ORIGIN" "$candidate" "$PIN") || refuse fetch-failed "$(without_passwords "$words")"
    RESOLVED=$(known "$PIN") || refuse no-ref "$REF is not a commit"
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
      fetch "$SOURCE" "$full" "$PIN" >/dev/null || return 1
    elif ((${#1} == 40)); then
      fetch "$ORIGIN" "$1" "$PIN" >/dev/null || return 1
    else
      fetch "$ORIGIN" HEAD refs/sojourn/origin >/dev/null || return 1
    fi
    RESOLVED=$(known "$1") || return 1
  fi
}

# nearest: the origin's branches and tags that are spelled most like REF.
nearest() {
  as_owner timeout 300 "${GIT[@]}" -C "$SOURCE" ls-remote --quiet --heads --tags --refs -- "$ORIGIN" 2>/dev/null |
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
      {sub(/^refs\/(heads|tags)\//, "", $2); print index($2, wanted) ? 0 : distance(wanted, $2), $2}' |
    sort -n | awk 'NR <= 4 {printf "%s%s", (NR > 1 ? ", " : ""), $2}'
}

# snapshot: a commit of exactly what lies in the checkout: HEAD, staged, unstaged and untracked changes, nothing ignored.
snapshot() {
  local own words
  as_owner find "$HOME_ON_VOLUME" -maxdepth 1 -name 'snapshot.*' -mmin +60 -exec rm -rf {} +
  own=$(as_owner mktemp -d "$HOME_ON_VOLUME/snapshot.XXXXXX")
  if ! words=$(commit_checkout "$own" 2>&1) || ! words=$(fetch "$own" refs/heads/snapshot "$PIN"); then
    as_owner rm -rf "$own"
    refuse snapshot-failed "git could not take what is in $SOURCE: $words"
  fi
  as_owner rm -rf "$own"
  RESOLVED=$(known "$PIN")
}

# commit_checkout FOLDER: makes refs/heads/snapshot in a git folder of its own, which borrows the checkout's objects and
# has copies of its index and settings. The kernel shows git the checkout read-only meanwhile: git would renew the times
# of objects that it meets again. The index keeps its time, by which git knows whether a file may have changed since.
commit_checkout() {
  local own=$1 file head tree parent=()
  local snapshot=(env GIT_DIR="$own" GIT_WORK_TREE="$SOURCE" GIT_AUTHOR_NAME='Sojourn snapshot' GIT_AUTHOR_EMAIL=sojourn@localhost
    GIT_COMMITTER_NAME='Sojourn snapshot' GIT_COMMITTER_EMAIL=sojourn@localhost "${GIT[@]}" -C "$SOURCE")
  as_owner "${GIT[@]}" init --quiet --bare --template= "$own" &&
    as_owner mkdir "$own/info" &&
    as_owner tee "$own/objects/info/alternates" <<<"$COMMON_FOLDER/objects" >/dev/null || return
  for file in "$COMMON_FOLDER"/./{info/exclude,info/attributes,shallow} "$GIT_FOLDER"/./{info/sparse-checkout,index,sharedindex.*}; do
    [[ ! -f $file ]] || as_owner cp --preserve=timestamps "$file" "$own/${file##*/./}" || return
  done
  for file in "$COMMON_FOLDER/config" "$GIT_FOLDER/config.worktree"; do
    [[ ! -f $file ]] || as_owner git config --file "$own/config" --add include.path "$file" || return
  done
  ! head=$(in_source rev-parse --verify --quiet HEAD) || parent=(-p "$head")
  local VIEW=()
  if unshare --mount true; then
    # The real mount, wherever a machine keeps another one first in its PATH.
    # shellcheck disable=SC2016 # for the inner bash
    VIEW=(unshare --mount bash -euc '
      for folder in "$1" "$2"; do
        command -p mount --bind "$folder" "$folder"
        command -p mount -o remount,bind,ro "$folder"
      done
      shift 2
      exec "$@"' bash "$SOURCE" "$COMMON_FOLDER")
  fi
  as_owner "${snapshot[@]}" add --all &&
    tree=$(as_owner "${snapshot[@]}" write-tree) &&
    head=$(as_owner "${snapshot[@]}" commit-tree "${parent[@]}" -m "#$JOB: working tree of $OWNER_NAME" "$tree") &&
    as_owner "${snapshot[@]}" update-ref refs/heads/snapshot "$head"
}

# resolve: sets RESOLVED, and keeps it from ever being collected as garbage.
resolve() {
  ORIGIN=$(origin)
  if [[ -n $COMMIT ]]; then
    fetch_hash "$COMMIT" || refuse no-ref "commit $COMMIT is no longer to be had from $SOURCE or its origin"
  elif [[ $REF == . ]]; then
    snapshot
  elif ! fetch_ref && ! fetch_hash "$REF"; then
    local near
    near=$(nearest)
    refuse no-ref "$(without_passwords "no branch, tag or commit $REF at $ORIGIN${near:+; nearest: $near}")"
  fi
  in_repository update-ref --no-deref "$PIN" "$RESOLVED"
}

# difference SLOT: how many files differ between what the slot was last built from and RESOLVED; nothing if unknown.
difference() {
  local commit
  commit=$(head -c 40 "$HOME_ON_VOLUME/slots/$1/commit" 2>/dev/null) && [[ $commit =~ ^[0-9a-f]{40}$ ]] || return 0
  commit=$(known "$commit") || return 0
  in_repository diff --name-only --no-renames "$commit" "$RESOLVED" | wc -l
}

check_volume
check_source
check_space
ensure_repository
resolve

least='' slots=''
for folder in "$HOME_ON_VOLUME"/slots/*/; do
  number=$(basename "$folder")
  [[ $number =~ ^[0-9]{1,3}$ ]] || continue
  count=$(difference "$number")
  ((${#slots} > 120)) || slots+="${slots:+,}{\"slot\":$number,\"files_differ\":${count:-null}}"
  if ((SLOT == 0 || SLOT == number)) && [[ -n $count && (-z $least || $count -lt $least) ]]; then least=$count; fi
done
subject=$(in_repository log -1 --format=%s "$RESOLVED")
epoch=$(marker epoch)
IFS='|' read -r compiler cmake ninja glibc architecture <<<"$TOOLCHAIN"
answer "\"commit\":\"$RESOLVED\"" "\"subject_b64\":\"$(printf %s "${subject:0:72}" | base64 -w 0)\"" \
  "\"owner\":$OWNER" "\"group\":$GROUP" "$(text fstype "$FSTYPE")" "$(text uuid "$FSUUID" 40)" "$(text serial "${VOLUME/-/}")" \
  "\"free_mib\":$FREE_MIB" "\"free_inodes\":$FREE_INODES" "\"marker_epoch\":${epoch:-null}" \
  "$(holder_members "$(holders_once "$NUMBERS")")" \
  "\"toolchain\":{$(text cxx "$compiler" 40),$(text cmake "$cmake" 20),$(text ninja "$ninja" 20)\
,$(text glibc "$glibc" 20),$(text arch "$architecture" 20)}" \
  "\"files_differ\":${least:-null}" "\"slots\":[$slots]"
