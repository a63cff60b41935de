# shellcheck shell=bash
# The Debian packages and the toolchain that everything else needs.

packages=(
    ca-certificates curl liblinear-dev libpq-dev libstemmer-dev libxlsxwriter-dev pkg-config postgresql python3
    python3-venv tzdata
)

package_present() {
    # A server of any version and origin is accepted.
    [[ $1 == postgresql ]] && compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Installs the missing ones of these packages and the arguments. Needs no privileges when nothing is missing.
ensure_packages() {
    local package missing=() as_root=()
    for package in "${packages[@]}" "$@"; do
        package_present "$package" || missing+=("$package")
    done
    if ((${#missing[@]} > 0)); then
        command -v apt-get >/dev/null ||
            die "this is not Debian or Ubuntu; install the equivalents of: ${missing[*]}"
        if ((EUID != 0)); then
            command -v sudo >/dev/null ||
                die "packages are missing and sudo is not installed; run as root: apt-get install ${missing[*]}"
            as_root=(sudo)
        fi
        say "installing ${missing[*]}"
        {
            "${as_root[@]}" apt-get update &&
                "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
                    apt-get install --yes --no-install-recommends "${missing[@]}"
        } >&2 || die "the packages could not be installed; run as root: apt-get install ${missing[*]}"
    fi
}

ensure_swift() {
    command -v swift >/dev/null ||
        die "swift is not in PATH; install a toolchain of version 6.2 or newer: https://www.swift.org/install"
}
