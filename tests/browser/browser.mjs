// A real browser that watches: every console error, every breach of the content-security policy, every accessibility violation fails the test.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import { chromium } from 'playwright-core'

export const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const pictures = fileURLToPath(new URL('../../target/pictures/', import.meta.url))
const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

let running = null

/** The one browser of a run; each device is a context of its own in it. */
export function launch() {
  running ??= start()
  return running
}

export async function quit() {
  if (running) await (await running).close()
  running = null
}

async function start() {
  const executablePath = places.find((place) => place && existsSync(place))
  if (!executablePath) throw new Error('no Chromium: install the package chromium')
  mkdirSync(pictures, { recursive: true })
  // Containers run as root, where Chromium's own sandbox cannot start.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'] })
}

/** A device of its own, with its own cookies and storage. */
export async function device(browser, base, size, more = {}) {
  const context = await browser.newContext({ baseURL: base, viewport: SIZES[size] ?? size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...more })
  await context.addInitScript(() => {
    window.breaches = []
    // Everything that comes in over the live stream, as text: what is hidden must not even arrive.
    window.heard = ''
    const decode = TextDecoder.prototype.decode
    TextDecoder.prototype.decode = function (...given) {
      const text = decode.apply(this, given)
      window.heard += text
      return text
    }
    document.addEventListener('securitypolicyviolation', (event) => window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`))
  })
  context.setDefaultTimeout(12_000)
  const page = await context.newPage()
  const errors = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  return {
    context,
    page,
    size,
    errors,
    /** Takes errors that the test has caused on purpose off the list; fails when they did not come. */
    expectErrors(pattern) {
      const kept = errors.filter((text) => !pattern.test(text))
      assert.ok(kept.length < errors.length, `no console error like ${pattern}`)
      errors.splice(0, errors.length, ...kept)
    },
    async close() {
      const breaches = await page.evaluate(() => window.breaches).catch(() => [])
      await context.close()
      assert.deepEqual(breaches, [], 'breaches of the content-security policy')
      assert.deepEqual(errors, [], 'errors on the console')
    },
  }
}

/** Looks at a page as it stands: accessibility, words, overflow; keeps a picture. */
export async function look(watched, name, { picture = true } = {}) {
  const { page } = watched
  await page.evaluate(() => document.fonts.ready)
  await settled(page)
  await audit(page, name)
  if (picture) await photograph(watched, name)
  const { wide, raw } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    // A key of the dictionary that has no words shows as itself.
    raw: document.body.innerText.match(/\b[a-z]+\.[a-z]+(?:\.[A-Za-z]+)*\b(?!\S*\/)/g)?.filter((word) => !/\.(invalid|html|db|json)$/.test(word)) ?? [],
  }))
  assert.equal(wide, 0, `${name} scrolls sideways by ${wide} px`)
  assert.deepEqual(raw, [], `${name} shows keys instead of words`)
}

/** Keeps a picture of the whole page. */
export async function photograph({ page, size }, name) {
  const said = typeof size === 'string' ? size : `${size.width}x${size.height}`
  await page.screenshot({ path: join(pictures, `${name}-${said}.png`), fullPage: true })
}

/** Waits until nothing moves: a half-faded text has no contrast. */
async function settled(page) {
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished.catch(() => null))))
}

export async function audit(page, name) {
  await page.evaluate(axe.source)
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`)
  assert.deepEqual(told, [], `${name}: accessibility`)
}

/** The exact accessible names of everything of a role, in order; a stray word in a button shows here. */
export async function names(page, role) {
  const all = await page.getByRole(role).all()
  return Promise.all(all.map((one) => one.evaluate((node) => (node.getAttribute('aria-label') ?? node.textContent ?? '').replace(/\s+/g, ' ').trim())))
}
