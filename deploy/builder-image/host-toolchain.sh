#!/usr/bin/env bash
# Prints what a builder must have in common with this host, for from-bare.sh. Changes nothing, needs no root:
#   ssh HOST 'bash -s' <host-toolchain.sh >host.toolchain
# Lines: system=, release= (Amazon Linux), toolchain= (what the bot compares before each build), versions=exact|nearest,
# package=NAME VERSION, alternative=NAME PATH, unpackaged=TOOL PATH.
set -euo pipefail
export LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin # that of the bot's scripts, whoever asks

# ---- as in src/main/resources/guest/common.sh ----
# toolchain: "compiler|linker|cmake|ninja|glibc|architecture"; an empty field is a tool that is not there. The linker is the
# one that the compiler takes by itself, by name and version.
toolchain() {
  local compiler='' linker=ld name version_of_ninja=''
  for name in c++ g++ clang++; do
    command -v "$name" >/dev/null || continue
    [[ $("$name" --version) == *clang* ]] && compiler=clang++ || compiler=g++
    compiler+=" $("$name" -dumpfullversion -dumpversion)"
    linker=$("$name" -print-prog-name=ld)
    break
  done
  linker=$({ "$linker" --version 2>/dev/null || true; } | awk 'NR == 1 {gsub(/ *\([^)]*\)| version|[|"\\]/, ""); print}')
  ! command -v ninja >/dev/null || version_of_ninja=$(ninja --version)
  printf '%s|%s|%s|%s|%s|%s\n' "$compiler" "${linker:0:60}" "$(cmake --version 2>/dev/null | awk 'NR == 1 {print $3}')" \
    "$version_of_ninja" "$(getconf GNU_LIBC_VERSION | awk '{print $2}')" "$(uname -m)"
}
# ---- as there until here ----

# tools: "NAME PATH" of whatever has a part in a build.
tools() {
  local name path
  for name in c++ g++ clang++ cc gcc clang ar as ld ld.gold ld.lld cmake ninja ccache; do
    path=$(command -v "$name") || continue
    printf '%s %s\n' "$name" "$path"
  done
  for path in /usr/bin/{gcc,g++,clang,clang++}-[0-9]*; do
    [[ ! $path =~ -[0-9]+$ || ! -x $path ]] || printf '%s %s\n' "${path##*/}" "$path"
  done
}

# owners FILE…: "PACKAGE FILE" for each file of a package.
owners() {
  local file name
  if command -v dpkg-query >/dev/null; then
    # A package may still know its file under /bin, which is a link by now.
    { dpkg-query -S "$@" "${@#/usr}" 2>/dev/null || true; } |
      awk -F ': ' '!/^diversion/ {sub(/[:,].*/, "", $1); if ($2 !~ /^\/usr/) $2 = "/usr" $2; print $1, $2}'
  else
    for file; do
      name=$(rpm -qf --qf '%{NAME}\n' "$file" 2>/dev/null | head -n 1) || continue
      printf '%s %s\n' "$name" "$file"
    done
  fi
}

# installed: "SOURCE NAME VERSION" of all packages.
installed() {
  if command -v dpkg-query >/dev/null; then
    dpkg-query -W -f '${db:Status-Status} ${Architecture} ${source:Package} ${Package} ${Version}\n' |
      awk -v native="$(dpkg --print-architecture)" '$1 == "installed" && ($2 == native || $2 == "all") {print $3, $4, $5}'
  else
    rpm -qa --qf '%{SOURCERPM} %{NAME} %{EVR}\n' | awk '{sub(/-[^-]*-[^-]*$/, "", $1); sub(/^0:/, "", $3); print}'
  fi
}

# packages: "NAME VERSION" of the tools' packages, of the C library's, of all with headers, and of what was built together
# with any of these, because a package manager wants such to be of one version. Of the kernel, only what programs include.
packages() {
  installed | awk -v owners="$OWNERS" '
    BEGIN {n = split(owners, words); for (i = 1; i < n; i += 2) wanted[words[i]]}
    $2 == "dpkg-dev" || $2 ~ /-(dbg|dbgsym|debuginfo|debugsource|doc)$/ {next}
    $2 == "linux-libc-dev" || $2 == "kernel-headers" {print $2, $3; next}
    $1 ~ /^(linux|kernel)/ {next}
    {source[NR] = $1; line[NR] = $2 " " $3}
    $2 in wanted || $2 ~ /-(dev|devel)$/ || $2 == "libc6" || $2 == "glibc" {sources[$1]}
    END {for (i = 1; i <= NR; i++) if (source[i] in sources) print line[i]}' | sort -u
}

unpackaged() {
  local name path
  while read -r name path; do
    [[ $OWNERS$'\n' == *" $path"$'\n'* || $OWNERS$'\n' == *" $(readlink -f "$path")"$'\n'* ]] || printf '%s %s\n' "$name" "$path"
  done <<<"$TOOLS"
}

command -v dpkg-query >/dev/null || command -v rpm >/dev/null || {
  echo 'Only Debian, Ubuntu and Amazon Linux are understood; make the image from the host (from-host.sh).' >&2
  exit 1
}
TOOLS=$(tools)
mapfile -t files < <(while read -r _ path; do printf '%s\n' "$path" "$(readlink -f "$path")"; done <<<"$TOOLS" | sort -u)
OWNERS=$(owners "${files[@]}")
LEFT=$(unpackaged)
. /etc/os-release
echo "# Printed by Sojourn's host-toolchain.sh, $(date -u +%FT%TZ)."
echo "system=$ID-$VERSION_ID"
[[ $ID != amzn ]] || echo "release=$(rpm -q --qf '%{VERSION}' system-release)"
echo "toolchain=$(toolchain)"
echo '# exact: refuse where a version below cannot be had. nearest: take what there is, if the toolchain above comes out of it.'
echo 'versions=exact'
for name in c++ cc ld; do
  [[ ! -L /etc/alternatives/$name ]] || echo "alternative=$name $(readlink "/etc/alternatives/$name")"
done
packages | sed 's/^/package=/'
if [[ -n $LEFT ]]; then
  while read -r line; do echo "unpackaged=$line"; done <<<"$LEFT"
  printf 'Of no package, so from-bare.sh cannot install it:\n%s\n' "$LEFT" >&2
fi
