# shellcheck shell=bash
# A private PostgreSQL cluster in its own folder.
#
# It has no TCP port, and only its owner and root may enter the folder of its socket, so it trusts every connection.
# PostgreSQL refuses to run as root. When root runs the script, the cluster belongs to and runs as the user postgres.
#
#   cluster_open FOLDER           creates it if it is missing, starts it, and returns when it answers
#   cluster_database DATABASE     creates the database with the owner's role, unless it exists
#   cluster_owner_url DATABASE    prints the connection URL of the role that owns the schema; for `zemstvo migrate`
#   cluster_server_url DATABASE   prints the connection URL of the server's role, which sees one town at a time
#   cluster_url DATABASE          prints the connection URL of the superuser
#   cluster_close                 stops it

cluster_folder=
cluster_owner=
cluster_programs=
cluster_socket=

cluster_as_owner() (
    cd / # the owner may lack access to the current folder
    if [[ $(id -un) == "$cluster_owner" ]]; then
        exec "$@"
    else
        exec runuser -u "$cluster_owner" -- "$@"
    fi
)

cluster_ctl() { cluster_as_owner "$cluster_programs/pg_ctl" --pgdata="$cluster_folder/data" "$@"; }

cluster_make_folder() {
    mkdir -p "$cluster_folder"
    if ((EUID == 0)); then chown "$cluster_owner:" "$cluster_folder"; fi
    chmod 700 "$cluster_folder"
}

# Sets the owner and the folder of the cluster: the given folder, unless the user postgres cannot enter it.
cluster_settle() {
    mkdir -p "$1"
    cluster_folder=$(cd -- "$1" && pwd -P)
    cluster_owner=$(id -un)
    if ((EUID == 0)); then
        cluster_owner=postgres
        # A cluster that an ordinary user created still belongs to that user.
        if [[ -e $cluster_folder/data ]]; then cluster_owner=$(stat --format=%U "$cluster_folder/data"); fi
    fi
    cluster_make_folder
    if ! cluster_as_owner test -w "$cluster_folder"; then
        local there
        there=/var/lib/zemstvo/$(sha256sum <<<"$cluster_folder" | cut -c 1-12)
        say "$cluster_owner cannot enter $cluster_folder: the database is in $there"
        rmdir "$cluster_folder"
        install -d -m 755 /var/lib/zemstvo
        cluster_folder=$there
        cluster_make_folder
    fi
}

# Finds the programs of the version that created the cluster, or the newest version for a new cluster.
cluster_find_programs() {
    local version
    if [[ -f $cluster_folder/data/PG_VERSION ]]; then
        version=$(<"$cluster_folder/data/PG_VERSION")
    else
        version=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' | sort --version-sort | tail -n 1)
    fi
    cluster_programs=/usr/lib/postgresql/$version/bin
    [[ -x $cluster_programs/postgres ]] || die "PostgreSQL $version is not installed: $cluster_folder/data needs it"
}

# A quarter of the machine's memory, 128 MB to 1 GB.
cluster_shared_buffers() {
    local megabytes
    megabytes=$(awk '/^MemTotal:/ { print int($2 / 4096) }' /proc/meminfo)
    printf '%dMB\n' $((megabytes < 128 ? 128 : megabytes > 1024 ? 1024 : megabytes))
}

cluster_create() {
    say "creating a PostgreSQL cluster in $cluster_folder"
    cluster_as_owner "$cluster_programs/initdb" --pgdata="$cluster_folder/data" --username=zemstvo \
        --encoding=UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=reject >/dev/null
    # PostgreSQL's default durability. Checkpoints are rare, because after each one every changed page is logged in full again.
    cluster_as_owner tee --append "$cluster_folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
max_connections = 200
shared_buffers = $(cluster_shared_buffers)
wal_compression = lz4
checkpoint_timeout = 15min
max_wal_size = 2GB
CONF
}

cluster_start() {
    # Short, because the path of a socket is at most 107 bytes; new, because anyone may write to /tmp.
    cluster_socket=$(cluster_as_owner mktemp --directory /tmp/zemstvo.XXXXXX)
    if ! cluster_ctl --log="$cluster_folder/server.log" --options="-k $cluster_socket" --wait --timeout=120 \
        --silent start {cluster_lock}>&-; then
        tail -n 20 "$cluster_folder/server.log" >&2 || true
        die "PostgreSQL did not start"
    fi
}

# The documented roles. A cluster made by an earlier version gets them too.
cluster_make_roles() {
    cluster_sql postgres <<'SQL'
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER', name)
FROM unnest(ARRAY['zemstvo_owner', 'zemstvo_server']) AS role (name)
WHERE name NOT IN (SELECT rolname FROM pg_roles)
\gexec
SQL
}

cluster_database() {
    cluster_sql postgres --set=name="$1" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER zemstvo_owner', :'name')
WHERE :'name' NOT IN (SELECT datname FROM pg_database)
\gexec
SQL
}

# Runs the SQL on standard input as the superuser.
cluster_sql() {
    local database=$1
    shift
    cluster_as_owner "$cluster_programs/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 "$@" \
        --dbname="$(cluster_url "$database")"
}

cluster_open() {
    cluster_settle "$1"
    cluster_find_programs
    # The script and its server hold the lock; the cluster does not inherit it.
    exec {cluster_lock}>>"$cluster_folder/lock"
    flock --nonblock "$cluster_lock" || die "another run uses $cluster_folder"
    [[ -f $cluster_folder/data/PG_VERSION ]] || cluster_create
    if cluster_ctl status >/dev/null 2>&1; then
        say "taking over the cluster that a killed run left running"
        cluster_socket=$(sed --quiet 5p "$cluster_folder/data/postmaster.pid")
    else
        cluster_start
    fi
    cluster_make_roles
}

cluster_url() { printf 'postgresql://zemstvo@/%s?host=%s\n' "$1" "$cluster_socket"; }
cluster_owner_url() { printf 'postgresql://zemstvo_owner@/%s?host=%s\n' "$1" "$cluster_socket"; }
cluster_server_url() { printf 'postgresql://zemstvo_server@/%s?host=%s\n' "$1" "$cluster_socket"; }

cluster_close() {
    [[ -n $cluster_socket ]] || return 0
    cluster_ctl --mode=fast --wait --timeout=120 --silent stop || say "PostgreSQL in $cluster_folder did not stop"
    rmdir "$cluster_socket" 2>/dev/null || true
    cluster_socket=
}
