# shellcheck shell=bash
# Runs the program as a background process, which stops with the script.
#
#   server_start PROGRAM ARGUMENT…
#   server_ready URL        returns when GET URL/health says 200
#   server_wait             returns its exit status when it ends, by itself or by Ctrl-C
#   server_stop

server_process=

server_start() {
    "$@" </dev/null &
    server_process=$!
}

server_running() { [[ -n $server_process ]] && kill -0 "$server_process" 2>/dev/null; }

server_ready() {
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        if curl --silent --fail --max-time 5 --output /dev/null "$1/health"; then return; fi
        server_running || die "the server stopped before it was ready"
        sleep 0.1
    done
    die "the server is not ready after 30 seconds: $1/health"
}

server_wait() {
    local status=0
    trap 'kill -TERM "$server_process"' INT TERM HUP
    # A signal interrupts wait before the server has ended, so wait again for the server's status.
    while server_running; do
        status=0
        wait "$server_process" || status=$?
    done
    trap - INT TERM HUP
    server_process=
    return "$status"
}

server_stop() {
    if server_running; then
        kill -TERM "$server_process" || true
        wait "$server_process" || true
    fi
    server_process=
}
