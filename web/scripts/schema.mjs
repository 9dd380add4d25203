// Writes src/api/schema.d.ts out of ../api-spec/openapi.json; with --check it fails when the two differ.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const from = new URL('../../api-spec/openapi.json', import.meta.url)
const to = new URL('../src/api/schema.d.ts', import.meta.url)
const text = '// Generated from api-spec/openapi.json by `npm run schema`; do not edit.\n' + astToString(await openapiTS(from))

if (process.argv.includes('--check')) {
  const held = await readFile(to, 'utf8').catch(() => '')
  if (held !== text) {
    console.error('src/api/schema.d.ts is not what api-spec/openapi.json says; run `npm run schema` in web/')
    process.exit(1)
  }
} else {
  await writeFile(to, text)
}
