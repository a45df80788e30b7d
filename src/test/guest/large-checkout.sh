# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # code as data; used in the tests
# A checkout of 100,000 files, for the tests of preflight and for the benchmark.
source ./anns-checkout.sh

# a_large_checkout: 100,000 files in 5,000 folders, one commit, on the root disk.
a_large_checkout() {
  on_machine "host-$BASHPID"
  attach "vol-0$BASHPID" 1024
  mount "$LOOP" "$MOUNT"
  trap leave EXIT
  chown 1000:1000 "$MOUNT"
  install -d -o 1000 -g 1000 "$WORLD/ann"
  TREE=$WORLD/ann/large
  as_ann_git init -q "$TREE"
  awk 'BEGIN {
    print "commit refs/heads/main\ncommitter Ann <ann@localhost> 1790000000 +0000\ndata 5\nlarge"
    for (i = 0; i < 100000; i++) {
      text = "int f" i "();\n"
      while (length(text) < 1000) text = text "// " i * 7919 % 104729 "\n"
      printf "M 100644 inline d%d/e%d/f%d.c\ndata %d\n%s\n", i / 2000, i / 20 % 100, i, length(text), text
    }
  }' | in_tree fast-import --quiet
  in_tree checkout -q main
  hooks_that_tell "$TREE/.git"
}
