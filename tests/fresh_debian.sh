#!/usr/bin/env bash
# Runs README's own commands in fresh Debian systems, as root and as a plain user, and says what
# passed: the packages it names, the line that installs and starts the app (until its window
# stands on a display), and the line that installs and runs the tests.
#
#   tests/fresh_debian.sh [SUITE...]       the suites; stable and unstable if none is named
#
# Needs root, debootstrap, Xvfb and xwininfo (Debian: debootstrap xvfb x11-utils) and room for 3 GB
# a suite in $TMPDIR. The mirror is the one this machine's apt uses, or $DEBIAN_MIRROR. No part of
# the test suite: it takes some minutes a suite.
set -euo pipefail
cd "$(dirname "$0")/.."

suites=("$@")
[ $# -gt 0 ] || suites=(stable unstable)
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | grep -m 1 '/debian/\?$')}
window_within_s=60

work=$(mktemp -d)
display_pid=""
clean_up() {
  [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
  grep -o " $work/[^ ]*" /proc/mounts | sort -r | xargs -r umount -l
  # Never remove what is still mounted from outside.
  grep -q " $work/" /proc/mounts || rm -rf "$work"
}
trap clean_up EXIT

# README's lines: what to install with apt, how to start, how to test.
packages() { sed -n 's/^sudo apt install //p' README.md | head -n 1; }
start_line() { grep -m 1 '^python3 -m venv .*/stretchtimer$' README.md; }
test_line() { grep -m 1 '^python3 -m venv .*/pytest$' README.md; }
for part in packages start_line test_line; do
  [ -n "$($part)" ] || { echo "README.md names no line for: $part" >&2; exit 1; }
done

display=:97
Xvfb "$display" -screen 0 1366x768x24 -ac -nolisten tcp >/dev/null 2>&1 &
display_pid=$!

inside() { # SYSTEM USER COMMAND: runs the command in the user's copy of the sources
  local home=/root
  [ "$2" = root ] || home=/home/$2
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    HOME=$home DISPLAY=${SHOWN:-} PYTEST_ADDOPTS="${PYTEST_ADDOPTS:-}" \
    ${PIP_INDEX_URL:+PIP_INDEX_URL=$PIP_INDEX_URL} \
    chroot --userspec="$2" "$1" sh -c "cd $home/sources && $3"
}

new_system() ( # SUITE: makes $work/SUITE with what README asks for; ends at the first failure
  set -e
  system=$work/$1
  debootstrap --variant=minbase --include=ca-certificates "$1" "$system" "$mirror" >"$work/$1.log"
  cp /etc/resolv.conf "$system/etc/resolv.conf"
  # Where connections are checked by a certificate of one's own, the new system knows it, too.
  cp /etc/ssl/certs/ca-certificates.crt "$system/etc/ssl/certs/ca-certificates.crt"
  mount -t proc proc "$system/proc"
  for shared in /dev /dev/pts /dev/shm /tmp/.X11-unix; do
    mkdir -p "$system$shared"
    mount --bind "$shared" "$system$shared"
  done
  # A mirror may lag behind; what it has is good enough here.
  echo 'Acquire::Check-Valid-Until "false";' >"$system/etc/apt/apt.conf.d/lagging-mirror"
  chroot "$system" sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends python3 $(packages)" >>"$work/$1.log" 2>&1
  chroot "$system" useradd --create-home --shell /bin/bash person
  for home in root home/person; do
    mkdir "$system/$home/sources"
    git ls-files -z | xargs -0 cp --parents -t "$system/$home/sources"
  done
  chroot "$system" chown -R person: /home/person
)

starts() { # SYSTEM USER: README's first line, until the window stands; then it is asked to end
  SHOWN=$display inside "$1" "$2" "$(start_line)" >"$work/start.log" 2>&1 &
  local run=$! waited_s=0
  until xwininfo -display "$display" -root -tree | grep -q '"Stretch Timer"'; do
    kill -0 "$run" 2>/dev/null || { wait "$run" || true; cat "$work/start.log"; return 1; }
    sleep 1
    # The time for the installation is not limited, only that for the window.
    [ ! -e "$1/$3/sources/.venv/bin/stretchtimer" ] || waited_s=$((waited_s + 1))
    [ "$waited_s" -le "$window_within_s" ] || { cat "$work/start.log"; kill "$run"; return 1; }
  done
  sleep 3
  pkill -TERM -f 'python[0-9.]* .venv/bin/stretchtimer$'
  wait "$run"
}

failed=0
report() { # WORDS STATUS
  if [ "$2" = 0 ]; then echo "passed: $1"; else echo "FAILED: $1"; failed=1; fi
}

for suite in "${suites[@]}"; do
  status=0
  set +e
  new_system "$suite"
  status=$?
  set -e
  report "$suite: a new system with README's packages" "$status"
  [ "$status" = 0 ] || { tail -n 30 "$work/$suite.log"; continue; }
  system=$work/$suite
  echo "$suite: $(cat "$system/etc/debian_version"), $(chroot "$system" python3 --version)"
  for who in root person; do
    home=root
    [ "$who" = root ] || home=home/person
    status=0
    starts "$system" "$who" "$home" || status=$?
    report "$suite, as $who: the window stands after README's first line, and ends with 0" "$status"
    chroot "$system" "/$home/sources/.venv/bin/python" -c \
      'import PySide6.QtCore as core; print("PySide6", core.qVersion())'
    rm -rf "$system/$home/sources/.venv"
    status=0
    SHOWN="" inside "$system" "$who" "$(test_line)" >"$work/test.log" 2>&1 || status=$?
    tail -n 3 "$work/test.log"
    [ "$status" = 0 ] || grep -E '^(FAILED|ERROR)' "$work/test.log" || true
    report "$suite, as $who: README's second line" "$status"
  done
done
exit "$failed"
