// The rules of the pages that a type checker does not see. Each rule has a planted offender that it must find.
import { readdir, readFile } from 'node:fs/promises'

const src = new URL('../src/', import.meta.url)

const RULES = [
  ['writes HTML from a string', (_, text) => /v-html|innerHTML|outerHTML|insertAdjacentHTML/.test(text)],
  ['has an inline style attribute', (path, text) => path.endsWith('.vue') && /[^:\w-]style="/.test(text)],
  ['opens element-plus outside the desk', (path, text) => /from 'element-plus/.test(text) && !/^(desk|pages\/(organiser|finance|evaluator|audit|admin))\//.test(path)],
  ['opens echarts outside WChart', (path, text) => /from 'echarts/.test(text) && path !== 'ui/WChart.vue' && path !== 'ui/chart.ts'],
  ['is longer than 350 lines', (path, text) => text.split('\n').length > 350 && !/^(i18n\/|api\/schema)/.test(path)],
  ['has Chinese words outside the dictionary', (path, text) => path.endsWith('.vue') && /<template>[\s\S]*[\u4e00-\u9fff]/.test(text.replace(/<!--[\s\S]*?-->/g, ''))],
]

const offences = (path, text) => RULES.filter(([, finds]) => finds(path, text)).map(([what]) => `${path} ${what}`)

const planted = [
  ['ui/A.vue', '<template><p v-html="a" /></template>', 'writes HTML from a string'],
  ['ui/A.vue', '<template><p style="color:red" /></template>', 'has an inline style attribute'],
  ['ui/a.ts', "import { ElTable } from 'element-plus'", 'opens element-plus outside the desk'],
  ['pages/judge/a.ts', "import * as e from 'echarts/core'", 'opens echarts outside WChart'],
  ['ui/A.vue', '<template><p>评分</p></template>', 'has Chinese words outside the dictionary'],
]
for (const [path, text, what] of planted) {
  if (offences(path, text).join() !== `${path} ${what}`) throw new Error(`the rule "${what}" finds nothing`)
}

const names = (await readdir(src, { recursive: true })).filter((name) => /\.(ts|vue)$/.test(name))
const found = []
for (const name of names) found.push(...offences(name, await readFile(new URL(name, src), 'utf8')))
if (found.length > 0) {
  console.error(found.join('\n'))
  process.exit(1)
}
