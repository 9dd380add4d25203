#!/usr/bin/env bash
# Builds the program with its pages (and the features of the other tests, so that nothing is built twice) and plays them in a real browser.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build -q --workspace --bins --features weiguang-server/postgres,weiguang-server/embedded-web
(cd tests/browser && npm ci --no-audit --no-fund --loglevel=error >/dev/null)
cd tests/browser
exec node --test --test-reporter=spec "$@" all.mjs
