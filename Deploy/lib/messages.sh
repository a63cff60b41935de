# shellcheck shell=bash
# What the scripts say, always on standard error: standard output is for results.

say() { printf '==> %s\n' "$*" >&2; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
