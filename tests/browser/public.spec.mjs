// What everybody may see, at both sizes: pages show, read aloud well, keep their policy, and speak both languages.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { device, launch, look, names, SIZES } from './browser.mjs'
import { town as theTown } from './town.mjs'

let town
let browser
before(async () => ([town, browser] = await Promise.all([theTown(), launch()])))

const PAGES = {
  home: { at: () => '/', heading: '小项目，点亮一条街' },
  calls: { at: () => '/calls', heading: '征集' },
  call: { at: () => `/calls/${town.round}`, heading: '第二届社区公益微创投大赛' },
  projects: { at: () => `/projects/${town.round}`, heading: '项目' },
  notices: { at: () => `/notices/${town.round}`, heading: '公示' },
  results: { at: () => `/results/${town.round}`, heading: '成绩' },
  login: { at: () => '/login', heading: '登录' },
}

for (const size of Object.keys(SIZES)) {
  describe(`public pages on a ${size}`, () => {
    for (const [name, { at, heading }] of Object.entries(PAGES)) {
      it(`${name} shows its heading and has no fault`, async () => {
        const watched = await device(browser, town.base, size)
        await watched.page.goto(at())
        await watched.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
        await watched.page.waitForLoadState('networkidle')
        await look(watched, name)
        await watched.page.getByRole('link').last().hover()
        await look(watched, `${name}-hover`, { picture: false })
        await watched.close()
      })
    }
  })
}

describe('the words', () => {
  it('change to English on the same page and back, with no Chinese of ours left', async () => {
    const watched = await device(browser, town.base, 'phone')
    const { page } = watched
    await page.goto('/login')
    await page.getByText('显示', { exact: true }).click()
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('heading', { level: 1, name: 'Sign in', exact: true }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
    const text = (await page.evaluate(() => document.body.innerText)).replaceAll('中文', '')
    assert.deepEqual(text.match(/[\u4e00-\u9fff]+/g), null)
    await look(watched, 'login-en')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Sign in', exact: true }).waitFor()
    await page.getByText('Display', { exact: true }).click()
    await page.getByRole('radio', { name: '中文' }).check()
    await page.getByRole('heading', { level: 1, name: '登录', exact: true }).waitFor()
    await watched.close()
  })

  it('fit at the largest size on the narrowest phone, light and dark', async () => {
    for (const colorScheme of ['light', 'dark']) {
      const watched = await device(browser, town.base, { width: 320, height: 640 }, { colorScheme })
      await watched.page.addInitScript(() => localStorage.setItem('weiguang.size', 'largest'))
      await watched.page.goto(`/calls/${town.round}`)
      await watched.page.getByRole('heading', { level: 2, name: '日程', exact: true }).waitFor()
      await look(watched, `call-largest-${colorScheme}`)
      await watched.close()
    }
  })
})

describe('without a network', () => {
  it('a page that was seen opens again, marked as old', async () => {
    const watched = await device(browser, town.base, 'phone')
    const { page, context } = watched
    await page.goto(`/calls/${town.round}`)
    await page.getByRole('heading', { level: 2, name: '日程', exact: true }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('heading', { level: 2, name: '日程', exact: true }).waitFor()
    await page.getByText(/^现在没有网络，显示的是/).waitFor()
    await look(watched, 'call-offline')
    watched.expectErrors(/ERR_INTERNET_DISCONNECTED/)
    await context.setOffline(false)
    await watched.close()
  })
})

describe('signing in', () => {
  it('says what is missing, what is wrong, and then lets in', async () => {
    const watched = await device(browser, town.base, 'phone')
    const { page } = watched
    const { login, password } = town.signIn('A01')
    await page.goto('/login')
    assert.deepEqual(await names(page, 'button'), ['登录'])
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('请填手机号或邮箱。').waitFor()
    await look(watched, 'login-missing')
    await page.getByLabel('手机号或邮箱').fill(login)
    await page.getByLabel('密码').fill('falsch')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('账号或密码不对。').waitFor()
    await look(watched, 'login-wrong')
    watched.expectErrors(/401/)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('已登录。').waitFor()
    await watched.close()
  })
})

describe('addresses', () => {
  it('outside of the pages are not answered with a page', async () => {
    for (const path of ['/assets/none-12345678.js', '/api/v1/none', '/nowhere']) assert.equal((await fetch(town.base + path)).status, 404, path)
    const page = await fetch(`${town.base}/judge/1/2`)
    assert.equal(page.status, 200)
    assert.equal(
      page.headers.get('content-security-policy'),
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    )
  })
})
