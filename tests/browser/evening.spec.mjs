// The evening as host, judge, resident and big screen live it, each on a device of their own, in the middle of the demo's roadshow.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { device, launch, look, names, SIZES } from './browser.mjs'
import { readFileSync } from 'node:fs'
import { town as theTown } from './town.mjs'

const HOST = 'K9'
const expected = JSON.parse(readFileSync(new URL('../../demo/seasons/zhaohuimen-2.expected.json', import.meta.url)))
const SCREENS = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }]

let town
let browser
let host
before(async () => {
  ;[town, browser] = await Promise.all([theTown(), launch()])
  host = await device(browser, town.base, 'phone')
})

/** A button that acts on one row; its name ends with the row's title. */
const act = (page, word, title) => page.getByRole('button', { name: new RegExp(`^${word}\\s*：${title}$`) })
const button = (page, name) => page.getByRole('button', { name, exact: true })

/** Nothing scrolls on a big screen, whatever it shows. */
async function fits(page) {
  const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])
  assert.deepEqual(over, [0, 0])
}

/** A screen that is let in by a code of its own. */
async function newScreen() {
  const { page } = host
  const shown = page.getByText('大屏代码（只显示这一次）').locator('b')
  const last = (await shown.count()) > 0 ? await shown.textContent() : ''
  await button(page, '生成大屏代码').click()
  await page.waitForFunction((old) => ![old, undefined].includes([...document.querySelectorAll('.w-notice b')].at(-1)?.textContent), last)
  const screen = await device(browser, town.base, SCREENS[0], { reducedMotion: 'reduce' })
  await screen.page.goto(`/screen#${await shown.textContent()}`)
  await screen.page.getByText(/实时$/).waitFor()
  return screen
}

describe('the host', () => {
  it('is asked to sign in and comes back to the board', async () => {
    const { page } = host
    await page.goto(`/stage/${town.round}/control`)
    await page.getByRole('heading', { level: 1, name: '登录', exact: true }).waitFor()
    const { login, password } = town.signIn(HOST)
    await page.getByLabel('手机号或邮箱').fill(login)
    await page.getByLabel('密码').fill(password)
    await button(page, '登录').click()
    await page.getByRole('heading', { level: 2, name: '大屏', exact: true }).waitFor()
    await look(host, 'control')
    await page.setViewportSize(SIZES.desktop)
    await look({ ...host, size: 'desktop' }, 'control')
    await page.setViewportSize(SIZES.phone)
  })

  it('finds every scene by its name', async () => {
    const all = await names(host.page, 'button')
    for (const scene of ['欢迎', '项目卡', '等待打分', '单个成绩', '排名', '颁奖', '最受欢迎', '感谢', '黑屏', '撤销']) assert.equal(all.filter((name) => name === scene).length, 1, scene)
  })
})

describe('the big screen', () => {
  it('shows what the host chooses, in every hall, without scrolling', async () => {
    const { page } = host
    await page.getByText('屏幕、选票、彩排', { exact: true }).click()
    const screen = await newScreen()
    for (const [scene, seen, name] of [
      ['欢迎', '欢迎来到路演现场', 'welcome'],
      ['项目卡', /号/, 'card'],
      ['等待打分', /评委已提交|评委已全部提交/, 'waiting'],
      ['排名', /圆点为各评委总分|排名尚未公布/, 'ranking'],
      ['最受欢迎', /居民最喜爱的项目|居民投票结果尚未公布/, 'favourite'],
      ['感谢', '谢谢大家', 'thanks'],
    ]) {
      await button(page, scene).click()
      await screen.page.getByText(seen).first().waitFor()
      for (const size of SCREENS) {
        await screen.page.setViewportSize(size)
        await fits(screen.page)
      }
      await screen.page.setViewportSize(SCREENS[0])
      await look(screen, `screen-${name}`)
    }
    assert.equal(await screen.page.evaluate(() => location.hash), '', 'the code stays out of the address')
    await screen.close()
  })

  it('goes back when the host takes a scene back', async () => {
    const { page } = host
    await button(page, '黑屏').click()
    await page.locator('.kind[aria-pressed=true]', { hasText: '黑屏' }).waitFor()
    await button(page, '撤销').click()
    await page.locator('.kind[aria-pressed=true]', { hasText: '感谢' }).waitFor()
  })
})

describe('a result', () => {
  // A project whose result may come out, and what the season says it is.
  const project = { code: 'P10', title: '无声咖啡时光', final: expected.standings.find((row) => row.proposal === 'P10').final }

  it('is not sent to any screen until the host reveals it, is then the figure of the season, and can be taken back', async () => {
    const { page } = host
    await act(page, '上大屏', project.title).click()
    const screen = await newScreen()
    await screen.page.getByText('成绩尚未揭晓', { exact: true }).waitFor()
    const heard = await screen.page.evaluate(() => window.heard)
    assert.ok(heard.includes(project.code), 'the stream was heard')
    assert.equal(heard.includes(project.final), false, 'the hidden figure arrived')
    await act(page, '揭晓', project.title).click()
    await screen.page.getByText(`最终得分 ${project.final}`, { exact: true }).waitFor()
    await look(screen, 'screen-single')
    await fits(screen.page)
    await act(page, '收回', project.title).click()
    await screen.page.getByText('成绩尚未揭晓', { exact: true }).waitFor()
    await screen.close()
  })
})

describe('a screen whose network fails', () => {
  it('keeps what it shows, says so, and is right again by itself', async () => {
    const screen = await newScreen()
    await screen.context.setOffline(true)
    await screen.page.evaluate(() => window.dispatchEvent(new Event('offline')))
    await button(host.page, '欢迎').click()
    await host.page.locator('.kind[aria-pressed=true]', { hasText: '欢迎' }).waitFor()
    await screen.context.setOffline(false)
    await screen.page.evaluate(() => window.dispatchEvent(new Event('online')))
    await screen.page.getByText('欢迎来到路演现场', { exact: true }).waitFor({ timeout: 6_000 })
    screen.errors.splice(0)
    await screen.close()
  })

  it('and the host has met no fault all evening', () => host.close())
})
