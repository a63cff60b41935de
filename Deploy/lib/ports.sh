# shellcheck shell=bash
# Prints the first given port that is free on the loopback address, otherwise any free port.
free_port() {
    /usr/bin/python3 - "$@" <<'PY'
import socket
import sys

for port in [*map(int, sys.argv[1:]), 0]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(listener.getsockname()[1])
        break
PY
}
