#!/usr/bin/env bash
# Makes a builder of a bare Debian, Ubuntu or Amazon Linux 2023 instance, with the host's toolchain. As root, one of:
#   from-bare.sh host.toolchain                    installs what is missing, then checks
#   from-bare.sh --check host.toolchain            only checks; changes nothing
#   cat from-bare.sh host.toolchain >user-data.sh  the user data of a bare instance: it switches itself off when all is well
# host.toolchain is what host-toolchain.sh prints on the host. Repeating it is harmless. Exit code: 0 a good builder, 1 not.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin # that of the bot's scripts, whoever asks
LIBRARY=${SOJOURN_LIBRARY:-/usr/local/lib/sojourn}                # script and toolchain stay in the image, for --check

# What the bot's scripts and builds call, by the packages that bring it. A test compares this with those scripts.
# "wanted": a builder is good without, unless a profile or the host's toolchain asks for it.
tools() {
  cat <<'END'
#      DEBIAN       UBUNTU       AMAZON       COMMANDS
needed bash         bash         bash         bash
needed binutils     binutils     binutils     ld
needed cloud-init   cloud-init   cloud-init   cloud-init
needed cmake        cmake        cmake        cmake
needed coreutils    coreutils    coreutils    base64 basename cat chmod chown comm cp cut date dd df dirname du env head id install
needed coreutils    coreutils    coreutils    ln ls mkdir mktemp mv nproc od paste readlink realpath rm rmdir sha1sum sha256sum
needed coreutils    coreutils    coreutils    sleep sort stat sync tail tee timeout touch tr truncate uname uniq wc
needed diffutils    diffutils    diffutils    cmp diff
needed e2fsprogs    e2fsprogs    e2fsprogs    chattr e2fsck fsck.ext4 lsattr
needed findutils    findutils    findutils    find xargs
needed g++          g++          gcc-c++      c++
needed gawk         gawk         gawk         awk
needed git          git          git          git
needed grep         grep         grep         grep
needed gzip         gzip         gzip         gunzip gzip
needed libc-bin     libc-bin     glibc-common getconf getent
needed mount        mount        util-linux   losetup mount umount
needed ninja-build  ninja-build  ninja-build  ninja
needed procps       procps       procps-ng    pgrep pkill ps sysctl
needed psmisc       psmisc       psmisc       fuser
needed python3      python3      python3      python3
needed sed          sed          sed          sed
needed systemd      systemd      systemd      journalctl systemctl systemd-escape systemd-run
needed systemd-sysv systemd-sysv systemd      shutdown
needed tar          tar          tar          tar
needed util-linux   util-linux   util-linux   fallocate findmnt flock fsck lsblk mountpoint nsenter setpriv setsid unshare
needed xfsprogs     xfsprogs     xfsprogs     xfs_repair
wanted ccache       ccache       ccache       ccache
wanted lld          lld          lld          ld.lld
END
}

# Runs by itself and would change the compiler, or hold the volume, in the middle of a build.
QUIET=(apt-daily.timer apt-daily-upgrade.timer apt-daily.service apt-daily-upgrade.service unattended-upgrades.service
  dnf-automatic.timer dnf-automatic-install.timer plocate-updatedb.timer mlocate-updatedb.timer updatedb.timer)

fail() {
  printf 'Sojourn: %s\n' "$@" >&2
  exit 1
}

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

# ---- the host's toolchain ----

# read_toolchain FILE: sets TOOLCHAIN, VERSIONS, RELEASE, and the lists PACKAGES, ALTERNATIVES, UNPACKAGED. Whatever comes
# before the line that ends this script is the script.
read_toolchain() {
  local line key value word='[A-Za-z0-9.+:~^_-]+' form
  form="(versions=(exact|nearest)|release=$word|package=[A-Za-z0-9]$word $word|(alternative|unpackaged)=$word /[A-Za-z0-9./+_-]+)"
  TOOLCHAIN='' VERSIONS=exact RELEASE='' PACKAGES=() ALTERNATIVES=() UNPACKAGED=()
  while IFS= read -r line; do
    key=${line%%=*} value=${line#*=}
    case $line in
      '' | '#'*) ;;
      system=*) [[ $value == "$ID-$VERSION_ID" ]] || fail "the host has $value, this machine has $ID-$VERSION_ID: take an image of $value" ;;
      toolchain=*) TOOLCHAIN=$value ;;
      *)
        [[ $line =~ ^$form$ ]] ||
          fail "$1 has a line that is not understood: ${line:0:100}"
        case $key in
          versions) VERSIONS=$value ;;
          release) RELEASE=$value ;;
          package) PACKAGES+=("$value") ;;
          alternative) ALTERNATIVES+=("$value") ;;
          unpackaged) UNPACKAGED+=("$value") ;;
        esac
        ;;
    esac
  done < <(awk '{text = text $0 "\n"} /^# ---- below: host\.toolchain ----$/ {text = ""} END {printf "%s", text}' "$1")
  [[ -n $TOOLCHAIN ]] || fail "$1 has no line toolchain=…: append what host-toolchain.sh prints on the host"
}

# ---- package managers: offered and installed print "NAME VERSION" lines ----

installed() {
  if [[ $ID == amzn ]]; then
    rpm -qa --qf '%{NAME} %{EVR}\n' | sed 's/ 0:/ /'
  else
    dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' | sed -n 's/^installed //p'
  fi
}

# offered NAME…
offered() {
  if [[ $ID == amzn ]]; then
    dnf -q repoquery "${DNF[@]}" --qf '%{name} %{evr}' "$@" | sed 's/ 0:/ /'
  else
    apt-cache madison "$@" | awk -F ' *[|] *' '{sub(/^ */, "", $1); print $1, $2}'
  fi
}

# install_packages PACKAGE…: each a name, or a name with a version (spelled_with).
install_packages() {
  (($# > 0)) || return 0
  if [[ $ID == amzn ]]; then
    dnf -y -q install "${DNF[@]}" --allowerasing "$@"
  else
    apt-get -y -qq -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold install --no-install-recommends \
      --allow-downgrades --allow-change-held-packages "$@" >/dev/null
  fi
}

# versions_of NAME LINES: the versions in "NAME VERSION" lines, or "none".
versions_of() { awk -v name="$1" '$1 == name && !seen[$2]++ {line = line " " $2} END {print line ? substr(line, 2) : "none"}' <<<"$2"; }

spelled_with() { [[ $ID == amzn ]] && echo "$1-$2" || echo "$1=$2"; }

# ---- installing ----

# state_of UNIT: as "enabled"; nothing where there is no such unit.
state_of() {
  local state
  state=$(systemctl is-enabled "$1" 2>/dev/null) || true
  [[ $state == not-found ]] || echo "$state"
}

# agent_unit: the unit of the Systems Manager agent; fails where there is none.
agent_unit() {
  local unit
  for unit in amazon-ssm-agent.service snap.amazon-ssm-agent.amazon-ssm-agent.service; do
    [[ -z $(state_of "$unit") ]] || { echo "$unit" && return; }
  done
  return 1
}

be_quiet() {
  local unit
  for unit in "${QUIET[@]}"; do
    [[ -n $(state_of "$unit") ]] || continue
    systemctl -q mask "$unit"
    systemctl -q stop "$unit" 2>/dev/null || true # where it holds a lock, apt waits for that
  done
}

refresh() {
  DNF=()
  [[ $ID == amzn ]] || apt-get -qq -o DPkg::Lock::Timeout=600 update
  [[ $ID != amzn || -z $RELEASE ]] || DNF=("--releasever=$RELEASE") # Amazon keeps each release as it was
  [[ $ID != amzn || ${PACKAGES[*]} != *spal2023* ]] || install_packages spal-release # Amazon's supplementary packages
}

# install_host_versions: all that the host has, in its versions.
install_host_versions() {
  local known line name version specs=() missing=() names=("${PACKAGES[@]%% *}")
  ((${#PACKAGES[@]} > 0)) || return 0
  known=$(installed && offered "${names[@]}")
  for line in "${PACKAGES[@]}"; do
    read -r name version <<<"$line"
    if grep -qxF "$line" <<<"$known"; then
      specs+=("$(spelled_with "$name" "$version")")
    else
      missing+=("$name: the host has $version, to be had here: $(versions_of "$name" "$known")")
      specs+=("$name")
    fi
  done
  if ((${#missing[@]} > 0)) && [[ $VERSIONS == exact ]]; then
    fail "${missing[@]}" 'Update the host, or add a package source that has these, or say versions=nearest in host.toolchain.'
  fi
  install_packages "${specs[@]}"
}

# absent COMMAND…: those that are not there.
absent() {
  local command
  for command; do command -v "$command" >/dev/null || echo "$command"; done
}

install_tools() {
  local need debian ubuntu amazon commands package required=() wished=()
  while read -r need debian ubuntu amazon commands; do
    # shellcheck disable=SC2086 # one word per command
    [[ $need != '#' && -n $(absent $commands) ]] || continue
    case $ID in debian) package=$debian ;; ubuntu) package=$ubuntu ;; *) package=$amazon ;; esac
    [[ $need == needed ]] && required+=("$package") || wished+=("$package")
  done < <(tools)
  install_packages "${required[@]}"
  for package in "${wished[@]}"; do
    install_packages "$package" || echo "Sojourn: $package cannot be had here; without it, a profile that wants it is not built"
  done
}

# Debian's images do not bring it, the others do. Trusted because it comes from AWS' own bucket by TLS.
install_agent() {
  local package
  case $(agent_unit || echo "$ID") in
    *.service) ;;
    amzn) install_packages amazon-ssm-agent ;;
    ubuntu) snap install amazon-ssm-agent --classic ;;
    debian)
      package=$(mktemp --suffix=.deb)
      install_packages ca-certificates curl
      curl -fsS --retry 5 --proto =https -o "$package" \
        "https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest/debian_$(dpkg --print-architecture)/amazon-ssm-agent.deb"
      dpkg -i "$package" >/dev/null
      rm -f "$package"
      ;;
  esac
  systemctl -q enable "$(agent_unit)"
}

choose_alternatives() {
  local line name path
  for line in "${ALTERNATIVES[@]}"; do
    read -r name path <<<"$line"
    [[ ! -e $path || $(readlink "/etc/alternatives/$name" || true) == "$path" ]] || update-alternatives --set "$name" "$path" >/dev/null
  done
}

# What two machines of one image must not have in common. cloud-init and the agent know by themselves that they have moved.
forget_this_machine() {
  : >/etc/machine-id
  if [[ $ID == amzn ]]; then dnf -q clean all; else apt-get clean; fi
}

# ---- checking ----

check() {
  local problems=() need commands unit here have line
  while read -r need _ _ _ commands; do
    [[ $need == needed ]] || continue
    # shellcheck disable=SC2086 # one word per command
    for line in $(absent $commands); do problems+=("the command $line is missing"); done
  done < <(tools)
  if ! unit=$(agent_unit); then
    problems+=('the Systems Manager agent is missing')
  elif [[ $(state_of "$unit") != enabled ]]; then
    problems+=("$unit is $(state_of "$unit"), not enabled")
  fi
  [[ ! -e /etc/cloud/cloud-init.disabled ]] || problems+=('cloud-init is disabled, so the bot could not arm its fuses')
  here=$(toolchain)
  # As the bot will say it.
  [[ $here == "$TOOLCHAIN" ]] || problems+=("toolchain-differs: expected $TOOLCHAIN; this builder has $here")
  if [[ $VERSIONS == exact ]]; then
    have=$(installed)
    for line in "${PACKAGES[@]}"; do
      grep -qxF "$line" <<<"$have" ||
        problems+=("${line%% *}: the host has ${line#* }, this builder has $(versions_of "${line%% *}" "$have")")
    done
  fi
  for line in "${UNPACKAGED[@]}"; do
    [[ -x ${line#* } ]] || problems+=("${line#* } is on the host, of no package: put it here by hand")
  done
  ((${#problems[@]} == 0)) || fail "${problems[@]}"
  echo "Sojourn: a good builder: $here"
}

main() {
  local check_only=false file=$0
  if [[ ${1-} == --check ]]; then
    check_only=true
    shift
  fi
  if [[ ${1-} == -* ]] || (($# > 1)); then fail 'usage: from-bare.sh [--check] host.toolchain'; fi
  (($# == 0)) || file=$1
  [[ -r $file ]] || fail "$file cannot be read"
  # shellcheck source=/dev/null
  . /etc/os-release
  case $ID-${VERSION_ID-} in
    debian-[0-9]* | ubuntu-[0-9]* | amzn-20[0-9]*) ;;
    *) fail "only Debian, Ubuntu and Amazon Linux 2023 are understood, not $ID-${VERSION_ID-}: make the image from the host" ;;
  esac
  read_toolchain "$file"
  if [[ $check_only == false ]]; then
    ((EUID == 0)) || fail 'only root can install'
    be_quiet
    refresh
    install_host_versions
    install_tools
    install_agent
    choose_alternatives
    mkdir -p "$LIBRARY"
    [[ $0 -ef $LIBRARY/from-bare.sh ]] || install -m 755 "$0" "$LIBRARY/from-bare.sh"
    [[ $file -ef $LIBRARY/host.toolchain ]] || install -m 644 "$file" "$LIBRARY/host.toolchain"
  fi
  check
  [[ $check_only == true ]] || forget_this_machine
  [[ $check_only == true || $0 != /var/lib/cloud/* ]] || shutdown -P now
}

main "$@"
exit
# ---- below: host.toolchain ----
