// The evening as host, judge, resident and big screen live it, each on a device of their own, in the middle of the demo's roadshow.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { device, launch, look, names } from './browser.mjs'
import { town as theTown } from './town.mjs'

const HOST = 'K9'
const SCREENS = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }]

let town
let browser
let host
before(async () => {
  ;[town, browser] = await Promise.all([theTown(), launch()])
  host = await device(browser, town.base, 'phone')
})

const button = (page, name) => page.getByRole('button', { name, exact: true })

/** Nothing scrolls on a big screen, whatever it shows. */
async function fits(page) {
  const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])
  assert.deepEqual(over, [0, 0])
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
    await button(page, '生成大屏代码').click()
    const code = await page.getByText('大屏代码（只显示这一次）').locator('b').textContent()
    const screen = await device(browser, town.base, SCREENS[0], { reducedMotion: 'reduce' })
    await screen.page.goto(`/screen#${code}`)
    for (const [scene, seen] of [
      ['欢迎', '欢迎来到路演现场'],
      ['项目卡', /号/],
      ['等待打分', /评委已提交|评委已全部提交/],
      ['排名', /圆点为各评委总分|排名尚未公布/],
      ['最受欢迎', /居民最喜爱的项目|居民投票结果尚未公布/],
      ['感谢', '谢谢大家'],
    ]) {
      await button(page, scene).click()
      await screen.page.getByText(seen).first().waitFor()
      for (const size of SCREENS) {
        await screen.page.setViewportSize(size)
        await fits(screen.page)
      }
      await screen.page.setViewportSize(SCREENS[0])
      await look(screen, `screen-${scene}`)
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
