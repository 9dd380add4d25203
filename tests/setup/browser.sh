#!/usr/bin/env bash
# Tests the logic of the pages, builds the program with them (and with the features of the other tests, so that nothing is built twice), and plays them in a real browser.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
status=0
(cd web && npm test) || status=1
cargo build -q --workspace --bins --features weiguang-server/postgres,weiguang-server/embedded-web || exit 1
cd tests/browser || exit 1
npm ci --no-audit --no-fund --loglevel=error >/dev/null || exit 1
node --test --test-reporter=spec "$@" all.mjs || status=1
exit "$status"
