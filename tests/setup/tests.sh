#!/usr/bin/env bash
# Runs every test of the workspace and says how many there were.
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cargo test --workspace --features weiguang-server/postgres --no-fail-fast 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
awk '/^test result:/ { for (i = 1; i <= NF; i++) { if ($i ~ /^passed/) passed += $(i-1); if ($i ~ /^failed/) failed += $(i-1) } }
     END { printf "\n%d passed, %d failed\n", passed, failed; exit (failed > 0 || passed == 0) }' "$log" || status=1
exit "$status"
