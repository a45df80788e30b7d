# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names; used in the other parts
# The slots on the volume: what each was built from and with, how far it is from the commit to build; clearing one. Host.
# Their files are the owner's, hence read as the owner: a link in there leads to nothing that the owner may not read.

slot_file() { # SLOT NAME
  local file=$HOME_ON_VOLUME/slots/$1/$2
  [[ ! -f $file || -L $file ]] || as_owner head -c 400 -- "$file" 2>/dev/null | tr -d '\0' || true
}

# slots_by_use: "USED SLOT", the most recently used first.
slots_by_use() {
  local folder slot used
  for folder in "$HOME_ON_VOLUME"/slots/*/; do
    slot=$(basename "$folder")
    [[ $slot =~ ^[1-9][0-9]{0,2}$ && ! -L ${folder%/} ]] || continue
    used=$(slot_file "$slot" used)
    [[ $used =~ ^[0-9]{1,12}$ ]] || used=0
    printf '%d %s\n' "$((10#$used))" "$slot"
  done | sort -k 1,1nr -k 2,2n
}

# clear_slot: removes the slot that is named by CLEAR_SLOT, where there is one. Moved aside first: a crash leaves no half slot.
# Also ends what a crash has left. Not while somebody is at work on the volume, who might look into that slot.
clear_slot() {
  local slots=$HOME_ON_VOLUME/slots words repository
  [[ -z $HELD && -d $slots ]] || return 0
  if ((CLEAR_SLOT > 0)) && [[ -e $slots/$CLEAR_SLOT || -L $slots/$CLEAR_SLOT ]]; then
    words=$(as_owner mv -T "$slots/$CLEAR_SLOT" "$slots/.cleared-$CLEAR_SLOT-$(date +%s%N)" 2>&1) ||
      refuse not-cleared "slot $CLEAR_SLOT could not be moved aside: $words"
  fi
  compgen -G "$slots/.cleared-*" >/dev/null || return 0
  # Tests like to leave folders that nobody may enter.
  words=$(as_owner bash -c 'rm -rf "$@" 2>/dev/null || { chmod -R u+rwX "$@" && rm -rf "$@"; }' bash "$slots"/.cleared-* 2>&1) ||
    refuse not-cleared "a slot could not be removed: $words. Remove $slots/.cleared-* as root"
  while IFS= read -r -d '' repository; do
    as_owner "${GIT[@]}" --git-dir="$repository" worktree prune
  done < <(find "$REPOSITORY" "$HOME_ON_VOLUME/modules" -type d \( -name objects -o -name refs -o -name logs \) -prune \
    -o -type d -name worktrees -printf '%h\0' -prune 2>/dev/null || true)
}

# difference SLOT: how many files differ between what the slot was last built from and RESOLVED; null if unknown.
difference() {
  local commit rows count links former MODULE
  commit=$(slot_file "$1" commit)
  if [[ ! $commit =~ ^[0-9a-f]{40}$ ]] || ! commit=$(known "$commit"); then
    echo null
    return
  fi
  # Ten times what the largest known tree takes.
  if ! rows=$(as_owner timeout 30 "${GIT[@]}" --git-dir="$REPOSITORY" diff-tree -r --raw --no-renames "$commit" "$RESOLVED" |
    awk '$1 == ":160000" && $2 == "160000" {links++} END {print NR + 0, links + 0}'); then
    echo null
    return
  fi
  read -r count links <<<"$rows"
  ((links == 0)) || for MODULE in "${REPOSITORIES[@]}"; do
    former=$(in_module rev-parse --verify --quiet "refs/sojourn/of/$commit") || continue
    count=$((count + $(in_module diff-tree -r --raw --no-renames "$former" "refs/sojourn/of/$RESOLVED" | wc -l)))
  done
  echo "$count"
}

# mismatch SLOT: in words, how this host differs from what the slot was built with and where; nothing where it does not.
mismatch() {
  local key value was=() now=() kinds=(compiler linker cmake ninja glibc architecture) i words=''
  while IFS='=' read -r key value; do
    case $key in
      mount) [[ $value == "$MOUNT" ]] || words+="; path $value, now $MOUNT" ;;
      owner) [[ $value == "$OWNER" ]] || words+="; owner $value, now $OWNER" ;;
      toolchain)
        [[ -n $value ]] || continue
        IFS='|' read -ra was <<<"$value"
        IFS='|' read -ra now <<<"$TOOLCHAIN"
        for i in "${!kinds[@]}"; do
          [[ ${was[i]-} != "${now[i]-}" ]] || continue
          value=${was[i]:-no ${kinds[i]}}
          [[ $value != [0-9]* ]] || value="${kinds[i]} $value"
          words+="; $value, now ${now[i]:-none}"
        done
        ;;
    esac
  done < <(slot_file "$1" parity)
  printf '%s' "${words#; }"
}

# slots_member ROOM: the JSON member "slots", at most 8 of them and ROOM bytes long: where it would be longer, words are cut,
# then profiles' names, then the slots that were used longest ago are left out.
slots_member() {
  local profiles=() numbers=() words=() used slot profile size limits count list i row
  while read -r used slot; do
    profile=$(slot_file "$slot" profile)
    [[ $profile =~ ^[A-Za-z0-9._-]{1,100}$ ]] || profile=''
    size=$(slot_file "$slot" size)
    [[ $size =~ ^[0-9]{1,12}(\ [0-9]{1,12}){3}$ ]] || size='0 0 0 0'
    profiles+=("$slot,\"$profile")
    numbers+=("\",$(difference "$slot"),$used,${size// /,}")
    words+=("$(mismatch "$slot")")
  done < <(slots_by_use | head -n 8)
  for ((count = ${#words[@]}; ; count--)); do
    for limits in '60 110' '30 110' '12 110' '12 40'; do
      list=''
      for ((i = 0; i < count; i++)); do
        row=$(text words "${words[i]}" "${limits% *}")
        list+="${list:+,}[${profiles[i]:0:${limits#* }}${numbers[i]},${row#*:}]"
      done
      ((${#list} + 10 > $1)) || break 2
    done
  done
  printf '"slots":[%s]' "$list"
}
