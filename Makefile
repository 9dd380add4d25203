# The five things a person does here.
.PHONY: run test check bench faults

# Builds the program, plays the demo season up to the middle of its roadshow, and serves it with printed sign-ins.
run: web/dist/index.html
	@tests/setup/machine.sh build
	cargo build --release -p weiguang-server --features embedded-web
	@mkdir -p target/demo && rm -f target/demo/season.db*
	target/release/weiguang demo --season demo/seasons/zhaohuimen-2.json --database sqlite:target/demo/season.db --until roadshow --serve 127.0.0.1:8080

# The built pages, made anew when a source of theirs is younger; `cargo build` and `cargo test` do without them.
web/dist/index.html: api-spec/openapi.json $(shell find web -type f -not -path "web/node_modules/*" -not -path "web/dist/*")
	@tests/setup/machine.sh pages
	cd web && npm ci --no-audit --no-fund && npm run build

# Runs every test, on SQLite and on a throw-away PostgreSQL that it starts itself.
test:
	@tests/setup/machine.sh test
	$(MAKE) web/dist/index.html
	tests/setup/postgres.sh tests/setup/tests.sh

# Format, lints, docs, drift of the OpenAPI document, tidy rules and licences.
check:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --features weiguang-server/postgres -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps
	cargo run -q -p weiguang-server -- openapi --check api-spec/openapi.json
	cargo test -q -p weiguang-tests --test tidy
	@tests/setup/machine.sh pages
	cd web && npm ci --no-audit --no-fund && npm run check

# Measures against baselines in the same run; prints a table and writes target/bench.json. LINES="cold start" runs only those.
bench:
	@tests/setup/machine.sh test
	cargo build --release -p weiguang-server -p weiguang-tests --features weiguang-server/postgres --bin weiguang --bin bench
	@# Ten thousand viewers need as many open files; where the machine allows fewer, the line says so.
	ulimit -n "$$(ulimit -Hn)"; WEIGUANG_PG_FSYNC=on tests/setup/postgres.sh target/release/bench $(LINES)

# The fault suite is not built yet.
faults:
	@echo "The fault suite (kill, power cut, full disk, lost database) is not part of this version yet." >&2; exit 1
