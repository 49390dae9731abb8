# prepare.sh - what ./run and ./check share: seeing to it that the machine has what the build
# needs. To be sourced, at the top of the project. Everything it says goes to standard error.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# is_there KIND NAME: whether the machine has it.
is_there() {
    case $1 in
    command) command -v "$2" >/dev/null 2>&1 ;;
    library) pkg-config --exists "$2" 2>/dev/null ;;
    python) /usr/bin/python3 -c "import $2" 2>/dev/null ;;
    file) [ -e "$2" ] ;;
    *) die "packaging/debian-packages.txt: no such way to look: $1" ;;
    esac
}

# missing_packages PART…: those that are not there, a line each.
missing_packages() {
    local part='' package kind name
    while read -r package kind name; do
        case $package in
        '' | '#'*) continue ;;
        '['*) part=$(printf '%s' "$package" | tr -d '[]') && continue ;;
        esac
        case " $* " in *" $part "*) is_there "$kind" "$name" || printf '%s\n' "$package" ;; esac
    done <packaging/debian-packages.txt
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# without_starting COMMAND…: what is installed starts no service; the tests start their own. Where the machine has
# a policy of its own, that holds.
without_starting() {
    local policy=/usr/sbin/policy-rc.d done=0
    if [ -e "$policy" ]; then as_root "$@" && return || return; fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    as_root "$@" || done=$?
    as_root rm -f "$policy"
    return "$done"
}

# install_packages PART…: install what is missing, or say exactly what to install.
install_packages() {
    local missing
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null \
        || die "Please install what these Debian packages hold, then start again: $missing"
    may_be_root \
        || die "Please install what is missing, then start again:  sudo apt-get install --no-install-recommends $missing"
    say "Installing: $missing"
    as_root apt-get update -qq >&2
    # The list is words apart by blanks.
    # shellcheck disable=SC2086
    without_starting env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends $missing >&2
}

# inputs_changed STAMP: whether something the build reads is newer than the stamp.
inputs_changed() {
    [ ! -e "$1" ] || [ -n "$(find meson.build meson_options.txt package-lock.json packaging src \
        tools -newer "$1" -print -quit)" ]
}
