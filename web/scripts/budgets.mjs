// What the first visit of a page costs over the wire, gzip, from the build's own manifest; the build fails above a budget.
import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'

/** Budgets in bytes of gzip: document, scripts and styles that the page needs before it shows. */
export const BUDGETS = {
  judge: { most: 60_000, parts: ['src/pages/judge/JudgeShell.vue', 'src/pages/judge/ScorePage.vue'] },
  home: { most: 70_000, parts: ['src/pages/public/PublicShell.vue', 'src/pages/public/HomePage.vue'] },
  desk: { most: 220_000, parts: ['src/pages/desk/DeskShell.vue', 'src/pages/desk/StandingsDesk.vue', 'src/pages/desk/StandingsPart.vue', 'src/pages/desk/JudgesPart.vue', 'src/pages/desk/MoneyPart.vue'] },
  screen: { most: 230_000, parts: ['src/pages/stage/ScreenPage.vue'] },
}

/** All files that a set of entries pulls in before it can run. */
function closure(manifest, keys) {
  const seen = new Set()
  const files = new Set(['index.html'])
  const visit = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${key} is not in the manifest`)
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const next of chunk.imports ?? []) visit(next)
  }
  keys.forEach(visit)
  return [...files]
}

export function weigh(dist, manifest) {
  return Object.entries(BUDGETS).map(([page, { most, parts }]) => {
    const files = closure(manifest, ['index.html', ...parts])
    const bytes = files.reduce((all, file) => all + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0)
    return { page, bytes, most, files: files.length }
  })
}
