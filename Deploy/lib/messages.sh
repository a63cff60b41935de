# shellcheck shell=bash
# Messages of the scripts. They go to standard error, because standard output is for results.

say() { printf '==> %s\n' "$*" >&2; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}
