// Every page in both languages, zoomed twice, on the narrowest phone, in the dark; and a sheet that is marked with the keyboard alone.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { device, launch, look, photograph, SIZES } from './browser.mjs'
import { found, town as theTown } from './town.mjs'

const [ORGANISER, HOST] = ['K1', 'K9']
const NARROW = { width: 320, height: 640 }
/** What a desktop of 1280 by 800 shows at 200 per cent. */
const ZOOMED = { width: 640, height: 400 }

let browser
let evening
let sealed
before(async () => ([browser, evening, sealed] = await Promise.all([launch(), theTown(), found('awards')])))
after(() => sealed.close())

const heading = (page, level, name) => page.getByRole('heading', { level, name, exact: true })

/** A device that remembers every text that the service sent: it is people's own words, whatever the language of the page. */
async function listening(base, size, more) {
  const watched = await device(browser, base, size, more)
  watched.sent = new Set()
  const take = (value) => {
    if (typeof value === 'string') watched.sent.add(value)
    else if (value && typeof value === 'object') Object.values(value).forEach(take)
  }
  watched.page.on('response', async (answer) => {
    const type = answer.headers()['content-type'] ?? ''
    if (answer.url().includes('/api/') && type.includes('json')) take(await answer.json().catch(() => null))
  })
  watched.heardAll = async () => {
    const heard = await watched.page.evaluate(() => window.heard)
    for (const line of heard.split('\n')) if (line.startsWith('data:')) take(JSON.parse(line.slice(5)))
  }
  return watched
}

async function signIn(watched, town, who) {
  const { page } = watched
  const { login, password } = town.signIn(who)
  await page.goto('/login')
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(password)
  await page.locator('form .w-button.main').click()
  await page.locator('.w-notice.ok').waitFor()
}

/** What is left of a page's words once those of people are taken out. */
async function ownWords(watched) {
  await watched.heardAll()
  const { page, sent } = watched
  let text = await page.evaluate(() => `${document.title}\n${document.body.innerText}\n${[...document.querySelectorAll('[aria-label],[alt],[title],[data-label],[placeholder]')].map((node) => ['aria-label', 'alt', 'title', 'data-label', 'placeholder'].map((name) => node.getAttribute(name) ?? '').join(' ')).join('\n')}`)
  for (const one of [...sent].sort((a, b) => b.length - a.length)) if (one.length > 1) text = text.replaceAll(one, ' ')
  return text
}

async function speaks(watched, language, name) {
  const text = await ownWords(watched)
  if (language === 'en') assert.deepEqual(text.replaceAll('中文', '').match(/[\u4e00-\u9fff]+/g), null, `${name}: Chinese in English`)
  else assert.deepEqual((text.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !['SHA', 'JSON', 'CSV', 'English', 'https', 'http'].includes(word)), [], `${name}: English in Chinese`)
}

/** Goes through pages one after another in each language and each way of looking. */
async function everyWay(watched, pages) {
  const { page } = watched
  const ways = [
    { language: 'zh-CN', size: NARROW, scheme: 'light', picture: false },
    { language: 'zh-CN', size: ZOOMED, scheme: 'dark', picture: false },
    { language: 'zh-CN', size: SIZES.desktop, scheme: 'dark', picture: true },
    { language: 'en', size: NARROW, scheme: 'dark', picture: false },
    { language: 'en', size: SIZES.phone, scheme: 'light', picture: true },
  ]
  for (const { language, size, scheme, picture } of ways) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate((wanted) => localStorage.setItem('weiguang.language', wanted), language)
    for (const { name, path, ready } of pages) {
      await page.goto(path)
      await ready(page)
      await quiet(page)
      assert.equal(await page.evaluate(() => document.documentElement.lang), language)
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), scheme)
      await look({ ...watched, size }, `${name}-${language}-${scheme}`, { picture })
      await speaks(watched, language, name)
    }
  }
}

/** Until nothing is asked for any more; a live stream never ends, so it is not waited for. */
async function quiet(page) {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => !document.querySelector('.waiting'))
  await page.waitForTimeout(250)
}

const shows = (selector) => (page) => page.locator(selector).first().waitFor()

describe('every page, in both languages, narrow, zoomed and dark', () => {
  it('of the public', async () => {
    const watched = await listening(sealed.base, SIZES.phone)
    await watched.page.goto('/')
    const id = sealed.round
    await everyWay(watched, [
      { name: 'home', path: '/', ready: shows('article.round') },
      { name: 'calls', path: '/calls', ready: shows('article.round') },
      { name: 'call', path: `/calls/${id}`, ready: shows('h2') },
      { name: 'projects', path: `/projects/${id}`, ready: shows('li, article') },
      { name: 'notices', path: `/notices/${id}`, ready: shows('.w-empty, article') },
      { name: 'results', path: `/results/${id}`, ready: shows('ol.rows li, .w-empty') },
      { name: 'login', path: '/login', ready: shows('form') },
      { name: 'missing', path: '/judge', ready: shows('form') },
    ])
    await watched.close()
  })

  it('of the desk', async () => {
    const watched = await listening(sealed.base, SIZES.phone)
    await signIn(watched, sealed, ORGANISER)
    const id = sealed.round
    const table = shows('.desk-table:visible, .plot')
    await everyWay(watched, [
      { name: 'desk', path: '/desk', ready: shows('article a') },
      { name: 'results-ranking', path: `/desk/rounds/${id}/results`, ready: async (page) => (await table(page), page.locator('.open').first().click()) },
      ...['ties', 'judges', 'sure', 'whatif', 'money'].map((part) => ({ name: `results-${part}`, path: `/desk/rounds/${id}/results?part=${part}`, ready: table })),
    ])
    await watched.close()
  })

  it('of the stage', async () => {
    const watched = await listening(evening.base, SIZES.phone)
    await signIn(watched, evening, HOST)
    const id = evening.round
    await everyWay(watched, [
      { name: 'control', path: `/stage/${id}/control`, ready: async (page) => (await page.locator('.kinds').waitFor(), page.locator('details > summary').evaluateAll((all) => all.filter((one) => !one.closest('.w-settings')).forEach((one) => one.click()))) },
      { name: 'ties', path: `/stage/${id}/ties`, ready: shows('#main h1') },
      { name: 'ballots', path: `/stage/${id}/ballots`, ready: shows('section.tally') },
    ])
    await watched.close()
  })

  it('of a judge', async () => {
    const watched = await listening(evening.base, SIZES.phone)
    const { page } = watched
    await page.goto(evening.link(/\/j#\S+/))
    await page.waitForURL(/\/judge\/[0-9a-f-]+/)
    const list = new URL(page.url()).pathname
    if (await page.getByRole('checkbox', { name: /我承诺公正打分/ }).count()) {
      await page.getByRole('checkbox', { name: /我承诺公正打分/ }).check()
      await page.getByRole('button', { name: '确认，开始打分', exact: true }).click()
    }
    await page.locator('main li a').first().waitFor()
    const score = await page.locator(`a[href^="${list}/"]`).evaluateAll((all) => all.map((one) => one.getAttribute('href')).find((href) => /[0-9a-f-]{36}$/.test(href)))
    await everyWay(watched, [
      { name: 'judge-list', path: list, ready: shows('main li a') },
      { name: 'judge-score', path: score, ready: shows('fieldset.dial') },
      { name: 'judge-mine', path: `${list}/mine`, ready: shows('h1') },
      { name: 'judge-sheet', path: `${list}/sheet`, ready: shows('.sheet, .w-empty') },
    ])
    // Print is paper: A4 at 96 dots an inch, one project a page, and nothing that only a screen can use.
    await page.evaluate(() => localStorage.setItem('weiguang.language', 'zh-CN'))
    await page.setViewportSize({ width: 794, height: 1123 })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.goto(`${list}/sheet`)
    await page.locator('.sheet').first().waitFor()
    assert.deepEqual(await page.locator('.sheet').first().evaluate((node) => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(node).color, getComputedStyle(node).breakAfter]), ['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'page'])
    assert.equal(await page.locator('header.bar').isVisible(), false)
    await photograph({ ...watched, size: { width: 794, height: 1123 } }, 'judge-sheet-paper')
    await watched.close()
  })

  it('of a resident', async () => {
    const watched = await listening(evening.base, SIZES.phone)
    await watched.page.goto(evening.link(/\/vote#\S+/))
    await watched.page.locator('.choice, .w-empty').first().waitFor()
    await everyWay(watched, [{ name: 'vote', path: '/vote', ready: shows('.choice, .w-empty') }])
    await watched.close()
  })

  it('of the hall', async () => {
    const host = await device(browser, evening.base, 'phone')
    await signIn(host, evening, HOST)
    await host.page.goto(`/stage/${evening.round}/control`)
    await host.page.getByText('屏幕、选票、彩排', { exact: true }).click()
    await host.page.getByRole('button', { name: '生成大屏代码', exact: true }).click()
    const code = await host.page.getByText('大屏代码（只显示这一次）').locator('b').textContent()
    const watched = await listening(evening.base, SIZES.phone, { reducedMotion: 'reduce' })
    await watched.page.goto(`/screen#${code}`)
    for (const scene of ['欢迎', '项目卡', '等待打分', '单个成绩', '排名', '颁奖', '最受欢迎', '感谢']) {
      await host.page.getByRole('button', { name: scene, exact: true }).click()
      await host.page.locator('.kind[aria-pressed=true]', { hasText: scene }).waitFor()
      await everyWay(watched, [{ name: `screen-${['欢迎', '项目卡', '等待打分', '单个成绩', '排名', '颁奖', '最受欢迎', '感谢'].indexOf(scene)}`, path: '/screen', ready: shows('.stage-main > *') }])
    }
    await watched.close()
    await host.close()
  })
})

describe('a sheet', () => {
  it('is marked, handed in and signed with the keyboard alone', async () => {
    const host = await device(browser, evening.base, 'desktop')
    await signIn(host, evening, HOST)
    await host.page.goto(`/stage/${evening.round}/control`)
    await host.page.locator('.kinds').waitFor()
    const missing = (await host.page.getByText(/^未交：/).textContent()).replace('未交：', '').split('、').at(-1)
    await host.page.getByText('评委卡与设备', { exact: true }).click()
    const seat = host.page.locator('li', { hasText: missing })
    await seat.getByRole('button', { name: /换发新卡/ }).click()
    await host.page.getByRole('button', { name: /确认换发/ }).click()
    const card = await host.page.locator('.w-notice.ok b').first().textContent()
    await host.close()
    const judge = await device(browser, evening.base, 'desktop')
    const { page } = judge
    const press = (key) => page.keyboard.press(key)
    await page.goto('/j')
    await heading(page, 1, '评委入场').waitFor()
    await reach(page, (node) => node.id === 'code' || node.tagName === 'INPUT')
    await page.keyboard.type(card)
    await press('Enter')
    await page.locator('a.now').waitFor()
    await reach(page, (node) => node.matches('a.now'))
    await press('Enter')
    await page.locator('fieldset.dial').first().waitFor()
    const sliders = await page.getByRole('slider').count()
    for (let n = 0; n < sliders; n += 1) {
      await reach(page, (node, at) => [...document.querySelectorAll('input[type=range]')].indexOf(node) === at, n)
      await press('Home')
      for (let step = 0; step < 5; step += 1) await press('ArrowRight')
    }
    await photograph(judge, 'keyboard-marked')
    await reach(page, (node) => node.id === 'comment')
    await page.keyboard.type('现场看得很清楚。')
    await reach(page, (node) => node.textContent.trim() === '提交本项评分')
    await press('Enter')
    await page.locator('footer.send').getByText(/^✓ 已送达主办方 · \d\d:\d\d:\d\d$/).waitFor()
    assert.equal(await page.locator('footer.send output').textContent(), '17.5')
    await reach(page, (node) => node.textContent.trim() === '签名确认')
    await press('Enter')
    await reach(page, (node) => node.textContent.trim() === '确认签名')
    await press('Enter')
    await page.locator('footer.send').getByText(/^✓ 已签名 · \d\d:\d\d:\d\d$/).waitFor()
    await look(judge, 'keyboard-signed')
    await judge.close()
  })

  /** Presses Tab until the control is reached; each one on the way shows its focus. */
  async function reach(page, wanted, argument) {
    for (let tries = 0; tries < 80; tries += 1) {
      if (await page.evaluate(`(${wanted})(document.activeElement, ${JSON.stringify(argument ?? null)})`)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`nobody reaches ${wanted} with Tab`)
  }
})
