// Bundles each test of the pages' own logic and runs it with node's test runner; no second test framework is needed for that.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'weiguang-pages-'))
const tests = readdirSync(join(root, 'tests')).filter((name) => name.endsWith('.test.ts'))
const input = Object.fromEntries(tests.map((name) => [name.replace('.ts', ''), join(root, 'tests', name)]))
await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: { ssr: true, outDir: out, emptyOutDir: true, rolldownOptions: { input, output: { entryFileNames: '[name].mjs' } } },
  ssr: { noExternal: true },
})
const run = spawnSync(process.execPath, ['--test', '--test-force-exit', '--test-reporter=spec', ...tests.map((name) => join(out, name.replace('.ts', '.mjs')))], { stdio: 'inherit' })
rmSync(out, { recursive: true, force: true })
process.exit(run.status ?? 1)
