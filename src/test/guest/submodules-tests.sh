# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Submodules: what the builder needs of them lies on the volume, and is what the developer has.
source ./anns-checkout.sh
# shellcheck source=../../main/resources/guest/modules.sh
source "$SCRIPTS/modules.sh"

# an_origin NAME: a repository beside Ann's origin, with one commit.
an_origin() {
  as_ann_git init -q "$WORLD/$1-$BASHPID"
  in_folder "$WORLD/$1-$BASHPID" "echo '$1' >'$1.c'; echo '*.o' >.gitignore"
  as_ann_git -C "$WORLD/$1-$BASHPID" add -A
  as_ann_git -C "$WORLD/$1-$BASHPID" commit -qm "$1"
}

add_submodule() { as_ann_git -C "$1" submodule --quiet add "${@:2}"; } # FOLDER …

# ann_has_submodules: "third party/zlib" at "ext/z lib", in which is "inner"; and "tools" at "tools". URLs are relative.
ann_has_submodules() {
  ann_has_a_checkout
  as_ann chmod 755 "$WORLD/ann"
  install -d -o 1000 -g 1000 "$WORLD/inner-$BASHPID" "$WORLD/zlib-$BASHPID" "$WORLD/tools-$BASHPID"
  an_origin inner
  an_origin zlib
  an_origin tools
  add_submodule "$WORLD/zlib-$BASHPID" "../inner-$BASHPID" inner
  as_ann_git -C "$WORLD/zlib-$BASHPID" commit -qm 'zlib has inner'
  add_submodule "$ORIGIN" --name 'third party/zlib' "../zlib-$BASHPID" 'ext/z lib'
  add_submodule "$ORIGIN" "../tools-$BASHPID" tools
  as_ann_git -C "$ORIGIN" commit -qm 'Submodules'
  in_tree pull -q
  in_tree submodule --quiet update --init --recursive
  HOME_ON_VOLUME=$MOUNT/sojourn
  ZLIB=$HOME_ON_VOLUME/modules/third%20party%2Fzlib.git
  INNER=$ZLIB/modules/inner.git
  TOOLS=$HOME_ON_VOLUME/modules/tools.git
}

in_slot() { as_ann git "$@"; }

# build_side COMMIT FOLDER: checks out the commit and its submodules as a builder does, from the volume alone.
build_side() {
  TOP=$1
  rm -rf "$2"
  build_side_of "$HOME_ON_VOLUME/repository.git" "$1" "$HOME_ON_VOLUME" "$2"
}
build_side_of() { # REPOSITORY COMMIT PARENT FOLDER
  local commit path name repository
  check_out "$2" "$4" "$1"
  while IFS= read -r -d '' commit && IFS= read -r -d '' path && IFS= read -r -d '' name; do
    repository=$(module_repository "$3" "$name")
    [[ $(as_ann git --git-dir="$repository" rev-parse --verify --quiet "refs/sojourn/of/$TOP" 2>/dev/null) == "$commit" ]] || continue
    as_ann git --git-dir="$repository" fsck --connectivity-only "$commit"
    build_side_of "$repository" "$commit" "$repository" "$4/$path"
  done < <(submodules_of "$2" as_ann git --git-dir="$1")
}

# comes_over: what the builder checks out is what lies in the checkout, submodules included.
comes_over() {
  build_side "$COMMIT" "$WORLD/ann/taken"
  cmp <(content_of "$TREE") <(content_of "$WORLD/ann/taken") ||
    diff <(content_of "$TREE" | tr '\0' '\n') <(content_of "$WORLD/ann/taken" | tr '\0' '\n')
  rm -rf "$WORLD/ann/taken"
}

snapshot_with_submodules() {
  ann_has_submodules
  hooks_that_tell "$TREE/.git/modules/third party/zlib"
  preflight_leaves_all REF=. SUBMODULES=true
  answered '.submodules == 2'
  [[ $(git_of_volume rev-parse "$COMMIT^{tree}") == $(in_tree rev-parse 'HEAD^{tree}') ]] # nothing changed: own commits
  comes_over
  in_folder "$TREE/ext/z lib" 'echo changed >zlib.c; echo new >"new
file"; echo x >x.o; git mv .gitignore moved; echo "*.o" >.gitignore; echo deep >>inner/inner.c; ln -s nowhere inner/dangling; chmod +x inner/inner.c'
  preflight_leaves_all REF=. SUBMODULES=true
  comes_over
  local first=$COMMIT
  [[ $(as_ann git --git-dir="$ZLIB" rev-parse "refs/sojourn/of/$first^") == $(in_tree -C 'ext/z lib' rev-parse HEAD) ]]
  preflight_leaves_all REF=. SUBMODULES=true
  [[ $(git_of_volume diff --name-only "$first" "$COMMIT") == '' ]] # the same files are the same commits
  in_tree -C 'ext/z lib' add -A # staged, then committed, but not pushed
  preflight_leaves_all REF=. SUBMODULES=true
  comes_over
  in_tree -C 'ext/z lib' commit -qm 'Not pushed'
  preflight_leaves_all REF=. SUBMODULES=true
  comes_over
  # A retry of the first one, from what is on the volume.
  preflight_leaves_all REF=. SUBMODULES=true "COMMIT=$first"
  [[ $COMMIT == "$first" && $(as_ann git --git-dir="$INNER" rev-parse "refs/sojourn/of/$first") ]]
}

added_and_removed() {
  ann_has_submodules
  in_tree rm -q tools
  install -d -o 1000 -g 1000 "$WORLD/fresh-$BASHPID"
  an_origin fresh
  in_tree submodule --quiet add "../fresh-$BASHPID" fresh # with .gitmodules not committed
  preflight_leaves_all REF=. SUBMODULES=true
  answered '.submodules == 2'
  comes_over
  [[ -d $HOME_ON_VOLUME/modules/fresh.git && ! -e $TOOLS ]]
}

# Populated at home is what counts, not what the volume has from elsewhere.
not_populated() {
  ann_has_submodules
  in_tree config protocol.file.allow always
  preflight_leaves_all REF=main SUBMODULES=true
  in_tree submodule --quiet deinit -f tools
  in_tree -C 'ext/z lib' submodule --quiet deinit -f inner
  [[ ! -e $TREE/tools/.git ]]
  preflight_leaves_all REF=. SUBMODULES=true
  as_ann git --git-dir="$TOOLS" cat-file -e "$(in_tree rev-parse HEAD:tools)"
  comes_over
  [[ $(as_ann git --git-dir="$ZLIB" rev-parse "refs/sojourn/of/$COMMIT") ]]
  not as_ann git --git-dir="$INNER" rev-parse --verify --quiet "refs/sojourn/of/$COMMIT"
}

# A repository that lies in the tree and that .gitmodules does not name, and a submodule in a linked worktree.
other_nests() {
  ann_has_submodules
  install -d -o 1000 -g 1000 "$TREE/my own"
  as_ann_git init -q "$TREE/my own"
  in_folder "$TREE/my own" 'echo mine >mine; git add mine; git -c user.name=Ann -c user.email=a@b commit -qm mine; echo more >>mine'
  preflight_leaves_all REF=. SUBMODULES=true
  comes_over
  [[ -d $HOME_ON_VOLUME/modules/my%20own.git ]]
  in_tree worktree add -q --detach "$MOUNT/second" HEAD
  TREE=$MOUNT/second
  in_tree submodule --quiet update --init --recursive
  in_folder "$TREE" 'echo second >>tools/tools.c'
  preflight_leaves_all REF=. SUBMODULES=true
  comes_over
  as_ann_git -C "$WORLD/tools-$BASHPID" worktree add -q --detach "$TREE/strange" HEAD
  preflight REF=. SUBMODULES=true
  refused snapshot-failed
  answered '.detail | contains("/strange has its repository outside")'
}

# The checkout may be a submodule itself: of something that is no concern of the build's.
one_of_them() {
  ann_has_submodules
  TREE="$TREE/ext/z lib"
  in_folder "$TREE" 'echo more >>zlib.c; echo more >>inner/inner.c'
  look_of "$MOUNT/tree" >"$WORLD/before-all"
  preflight_leaves_all REF=. SUBMODULES=true
  look_of "$MOUNT/tree" | diff "$WORLD/before-all" -
  answered '.submodules == 1'
  comes_over
}

without_them() {
  ann_has_submodules
  in_folder "$TREE" 'echo changed >>tools/tools.c'
  snapshot_is_without() {
    answered '.submodules == 2'
    [[ ! -e $HOME_ON_VOLUME/modules && $(git_of_volume rev-parse "$COMMIT:tools") == $(in_tree rev-parse HEAD:tools) ]]
  }
  preflight_leaves_all REF=.
  snapshot_is_without
  preflight_leaves_all REF=main
  snapshot_is_without
}

# Of a ref: from the checkout's own repositories first. Nothing else can answer here.
ref_from_home() {
  ann_has_submodules
  mv "$WORLD/zlib-$BASHPID" "$WORLD/zlib-away"
  mv "$WORLD/inner-$BASHPID" "$WORLD/inner-away"
  mv "$WORLD/tools-$BASHPID" "$WORLD/tools-away"
  preflight_leaves_all REF=main SUBMODULES=true
  comes_over
  mv "$ORIGIN" "$ORIGIN.away"
  preflight_leaves_all REF=main "COMMIT=$COMMIT" SUBMODULES=true
}

# Of a ref that is newer than all that is at home: from where the checkout would fetch it, with its settings.
ref_from_afar() {
  ann_has_submodules
  in_tree submodule --quiet deinit -f --all
  rm -rf "$TREE/.git/modules/tools"
  in_folder "$WORLD/inner-$BASHPID" 'echo newer >>inner.c'
  as_ann_git -C "$WORLD/inner-$BASHPID" commit -qam 'newer'
  as_ann_git -C "$WORLD/zlib-$BASHPID/inner" pull -q
  as_ann_git -C "$WORLD/zlib-$BASHPID" commit -qam 'newer inner'
  as_ann_git -C "$ORIGIN/ext/z lib" pull -q
  as_ann_git -C "$ORIGIN" commit -qam 'newer zlib'
  # As in git itself, an address that came with a commit may not lead into this machine, unless the checkout allows it.
  preflight REF=main SUBMODULES=true
  refused fetch-failed
  answered '.detail | contains("submodule ext/z lib") and contains("git submodule update --init")'
  in_tree config protocol.file.allow always
  in_tree config "url.$WORLD/tools-moved.insteadOf" "$WORLD/tools-$BASHPID"
  mv "$WORLD/tools-$BASHPID" "$WORLD/tools-moved"
  preflight_leaves_all REF=main SUBMODULES=true
  build_side "$COMMIT" "$WORLD/ann/taken"
  [[ $(<"$WORLD/ann/taken/tools/tools.c") == tools ]]
  grep -q newer "$WORLD/ann/taken/ext/z lib/inner/inner.c"
  rm -rf "$WORLD/ann/taken"
}

not_to_be_had() {
  ann_has_submodules
  in_tree config protocol.file.allow always
  as_ann_git -C "$ORIGIN/tools" commit -q --allow-empty -m 'Never pushed'
  as_ann_git -C "$ORIGIN" commit -qam 'Points at nothing'
  preflight REF=main SUBMODULES=true
  refused fetch-failed
  answered '.detail | contains("submodule tools") and contains("push the commit")'
  preflight_leaves_all REF=main
  in_tree config submodule.tools.update none # says that it is not needed
  preflight_leaves_all REF=main SUBMODULES=true
  not as_ann git --git-dir="$TOOLS" rev-parse --verify --quiet "refs/sojourn/of/$COMMIT"
  as_ann git --git-dir="$ZLIB" rev-parse --verify --quiet "refs/sojourn/of/$COMMIT"
}

addresses() {
  # shellcheck source=../../main/resources/guest/submodules.sh
  source "$SCRIPTS/submodules.sh"
  setting_of() { echo "$SETTING"; }
  local base
  while read -r SETTING base expected; do
    [[ $(url_of_submodule c '' n "$base") == "$expected" ]] || { echo "$SETTING at $base: $(url_of_submodule c '' n "$base")"; return 1; }
  done <<'END'
../b.git https://host/x/a.git https://host/x/b.git
../b.git https://host/x/a.git/ https://host/x/b.git
./b.git https://host/x/a.git https://host/x/a.git/b.git
../../y/b git@host:x/a.git git@host:y/b
../b host:a host:b
../b /srv/a /srv/b
https://else/b https://host/x/a.git https://else/b
END
}

differences() {
  ann_has_submodules
  preflight_leaves_all REF=. SUBMODULES=true
  as_ann mkdir -p "$HOME_ON_VOLUME/slots/1"
  as_ann tee "$HOME_ON_VOLUME/slots/1/commit" <<<"$COMMIT"
  in_folder "$TREE" 'echo 1 >tools/1; echo 2 >tools/2; echo 3 >tools/3; echo 4 >>run'
  preflight_leaves_all REF=. SUBMODULES=true
  answered '.slots[0][2] == 5' # run, tools itself, and three files in there
  as_ann git --git-dir="$TOOLS" worktree add -q --detach "$HOME_ON_VOLUME/slots/1/src/tools" "refs/sojourn/of/$COMMIT"
  preflight_leaves_all REF=. SUBMODULES=true CLEAR_SLOT=1
  answered '.slots == []'
  [[ ! -d $TOOLS/worktrees ]]
}

odd_names() {
  [[ $(module_repository /h 'a/../b') == /h/modules/a%2F..%2Fb.git && $(module_repository /h ..) == /h/modules/...git ]]
  [[ $(module_repository /h 'ü$(id)') == '/h/modules/%C3%BC%24%28id%29.git' ]]
  [[ $(module_repository /h "$(printf '%0300d' 1)") != "$(module_repository /h "$(printf '%0300d' 2)")" ]]
  [[ $(module_repository /h "$(printf '%0300d' 1)" | wc -c) -lt 220 ]]
}

it 'submodules are taken with all that is not committed in them, nested ones too, and stay as they were' snapshot_with_submodules
it 'a submodule that was just added or removed is, too' added_and_removed
it 'one that is not populated at home is not for the build' not_populated
it 'a repository within the tree, and submodules of a linked worktree are taken; strange ones are refused' other_nests
it 'the checkout may be a submodule itself' one_of_them
it 'without SUBMODULES they are counted, and nothing else' without_them
it 'for a ref, what the checkout has of its submodules is used first' ref_from_home
it 'for a ref, the rest is fetched from where the checkout would fetch it' ref_from_afar
it 'a submodule that cannot be had is refused by name, unless it is not wanted' not_to_be_had
it 'relative addresses of submodules mean what they mean to git' addresses
it 'files that differ in submodules count; a slot is cleared with its submodules' differences
it 'any name of a submodule is a plain folder on the volume' odd_names
