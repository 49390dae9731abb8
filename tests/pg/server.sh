#!/bin/sh
# A PostgreSQL server of one's own for tests, reached by a socket inside its folder alone.
# usage: server.sh start FOLDER [SETTING=VALUE…]   prints the address; the folder must be new
#        server.sh replica FOLDER FROM [SETTING=VALUE…]   a standby of the one at address FROM
#        server.sh promote FOLDER                  the standby becomes a server by itself
#        server.sh sql FOLDER STATEMENT
#        server.sh stop FOLDER [immediate]         `immediate` is what a power cut does
#        server.sh kill FOLDER                     all its processes, at once
# Started by root it runs as the user postgres, as the server wants.
set -eu
verb=$1 folder=$2
shift 2
bin=$(pg_config --bindir 2>/dev/null || ls -d /usr/lib/postgresql/*/bin | tail -1)
[ -x "$bin/initdb" ] || bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)

# From a folder that the owner may enter too.
as_owner() {
    cd /
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

make_folder() {
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres "$folder"
}

# What comes later holds, so a setting may take one of these back.
configure() {
    {
        echo "listen_addresses = ''"
        echo "unix_socket_directories = '$folder'"
        echo "max_connections = 200"
        for setting in "$@"; do printf '%s\n' "$setting"; done
    } >>"$folder/data/postgresql.conf"
}

begin() {
    as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -s start </dev/null >/dev/null
    printf 'postgresql://moshtari@/postgres?host=%s\n' "$folder"
}

case $verb in
start)
    make_folder
    if [ ! -e "$folder/data/PG_VERSION" ]; then
        as_owner "$bin/initdb" -D "$folder/data" -U moshtari -A trust -E UTF8 \
            --locale=C.UTF-8 --no-sync >"$folder/init.log" 2>&1
        configure "$@"
    fi
    begin
    ;;
replica)
    from=$1
    shift
    make_folder
    as_owner "$bin/pg_basebackup" -D "$folder/data" -d "$from" -R -X stream -c fast --no-sync \
        >"$folder/init.log" 2>&1
    configure "$@"
    begin
    ;;
promote)
    as_owner "$bin/pg_ctl" -D "$folder/data" -w -s promote
    ;;
sql)
    as_owner "$bin/psql" -h "$folder" -U moshtari -d postgres -q -c "$1"
    ;;
stop)
    as_owner "$bin/pg_ctl" -D "$folder/data" -m "${1:-fast}" -w -s stop
    ;;
kill)
    main=$(head -1 "$folder/data/postmaster.pid")
    others=$(pgrep -P "$main")
    kill -9 "$main"
    # They are words apart by blanks, and some end by themselves when the first is gone.
    # shellcheck disable=SC2086
    kill -9 $others 2>/dev/null || :
    ;;
*)
    sed -n 's/^# //p' "$0" >&2
    exit 2
    ;;
esac
