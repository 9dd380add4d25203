#!/usr/bin/env bash
# Runs every test of the workspace, then the browser tests, and says how many there were.
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo test --workspace --features weiguang-server/postgres --no-fail-fast 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
tests/setup/browser.sh 2>&1 | tee -a "$log"
[ "${PIPESTATUS[0]}" = 0 ] || status=1
# Cargo says "test result: ok. 3 passed; 0 failed"; node says "pass 3" and "fail 0" on lines of their own.
awk '/^test result:/ { for (i = 1; i <= NF; i++) { if ($i ~ /^passed/) passed += $(i-1); if ($i ~ /^failed/) failed += $(i-1) } }
     /^[^ ]+ pass [0-9]+$/ { passed += $3 } /^[^ ]+ (fail|cancelled) [0-9]+$/ { failed += $3 }
     END { printf "\n%d passed, %d failed\n", passed, failed; exit (failed > 0 || passed == 0) }' "$log" || status=1
exit "$status"
