#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL of its own, named to it in WEIGUANG_TEST_POSTGRES; the server ends with the command.
set -euo pipefail
find_in() { command -v "$1" 2>/dev/null || ls -1 /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1; }
initdb=$(find_in initdb); postgres=$(find_in postgres)
if [ -z "$initdb" ] || [ -z "$postgres" ]; then echo "PostgreSQL's initdb and postgres are missing; install the package postgresql" >&2; exit 1; fi
home=$(mktemp -d /tmp/weiguang-pg.XXXXXX)
as=()
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses to run as root.
  id -u postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
  chown postgres "$home"; as=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups)
fi
cd "$home"
"${as[@]}" "$initdb" -D "$home/data" --locale=C.UTF-8 --encoding=UTF8 -A trust -U postgres >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; exit 1; }
"${as[@]}" "$postgres" -D "$home/data" -k "$home" -c listen_addresses='' -c fsync="${WEIGUANG_PG_FSYNC:-off}" -c max_connections=400 -c shared_buffers=64MB >"$home/server.log" 2>&1 &
server=$!
trap 'kill -INT "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$home"' EXIT
for _ in $(seq 100); do psql -qX -h "$home" -U postgres -c 'select 1' >/dev/null 2>&1 && break; sleep 0.1; done
export WEIGUANG_TEST_POSTGRES="postgres:///postgres?host=$home&user=postgres"
cd "$OLDPWD"
"$@"
