// After the build: weighs it, writes the list of files into the service worker, then a brotli and a gzip copy beside each text file.
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { weigh } from './budgets.mjs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const weights = weigh(dist, JSON.parse(await readFile(new URL('manifest.json', dist), 'utf8')))
for (const { page, bytes, most, files } of weights) console.log(`${page}: ${bytes} bytes gzip in ${files} files, at most ${most}`)
await rm(new URL('manifest.json', dist), { force: true })
const names = (await readdir(dist, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(new URL('.', dist).pathname.length).replace(/^\/+/, ''))
  .filter((name) => !/\.(br|gz)$/.test(name))
  .sort()

const digest = createHash('sha256')
for (const name of names.filter((name) => name !== 'sw.js')) digest.update(name).update(await readFile(new URL(name, dist)))
// Charts are large and never needed without a network; the document is served as the start page.
const files = names.filter((name) => name !== 'sw.js' && !name.includes('chart')).map((name) => (name === 'index.html' ? '/' : `/${name}`))
const worker = new URL('sw.js', dist)
const list = JSON.stringify({ version: digest.digest('hex').slice(0, 16), files })
await writeFile(worker, (await readFile(worker, 'utf8')).replace('__FILES__', () => list))

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
let plain = 0
let packed = 0
for (const name of names) {
  const bytes = await readFile(new URL(name, dist))
  const small = brotliCompressSync(bytes, brotli)
  await writeFile(new URL(`${name}.br`, dist), small)
  await writeFile(new URL(`${name}.gz`, dist), gzipSync(bytes, { level: 9 }))
  plain += bytes.length
  packed += small.length
}
console.log(`${names.length} files, ${Math.round(plain / 1024)} KiB, ${Math.round(packed / 1024)} KiB with brotli`)

if (weights.some(({ bytes, most }) => bytes > most)) {
  console.error('a page is heavier than its budget')
  process.exit(1)
}
