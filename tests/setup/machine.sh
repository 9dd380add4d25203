#!/usr/bin/env bash
# Sees that the machine has what building ("build"), building the pages ("pages") or testing ("test") needs; installs it where that is possible.
set -euo pipefail
need=()
command -v cargo >/dev/null || { echo "Rust 1.95 or newer is needed: install it with rustup" >&2; exit 1; }
node_is_new() { node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }
if [ "${1:-build}" = pages ] || [ "${1:-build}" = test ]; then
  # Distributions carry old versions of Node.js, so it is not installed from there.
  { node_is_new && command -v npm >/dev/null; } || { echo "Node.js 20.19 or newer with npm is needed to build the pages: see https://nodejs.org" >&2; exit 1; }
fi
command -v cc >/dev/null || need+=(gcc libc6-dev)
if [ "${1:-build}" = test ]; then
  command -v psql >/dev/null || need+=(postgresql-client)
  { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || need+=(postgresql)
  ls /usr/lib/*/libpq.so /usr/lib/libpq.so >/dev/null 2>&1 || need+=(libpq-dev)
  { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 || need+=(chromium)
  ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || need+=(fonts-noto-cjk)
  command -v setpriv >/dev/null || need+=(util-linux)
fi
[ ${#need[@]} = 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}"
else
  echo "These packages are missing: ${need[*]}. Install them (as root: apt-get install ${need[*]}) and try again." >&2
  exit 1
fi
