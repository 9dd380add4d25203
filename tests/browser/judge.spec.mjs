// A judge on a phone: card, declaration, marks, a network that fails, signature; and a resident who votes.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { device, launch, look, names, photograph } from './browser.mjs'
import { town as theTown } from './town.mjs'

let town
let browser
let judge
before(async () => {
  ;[town, browser] = await Promise.all([theTown(), launch()])
  judge = await device(browser, town.base, 'phone')
})

const button = (page, name) => page.getByRole('button', { name, exact: true })
/** What the sheet says under the total. */
const bar = (page) => page.locator('footer.send')

describe('a judge', () => {
  it('comes in by the card, declares, and sees who is on stage', async () => {
    const { page } = judge
    await page.goto(town.link(/\/j#\S+/))
    await page.getByText('我承诺公正打分', { exact: false }).or(page.getByText(/^现在：\d+ 号$/)).first().waitFor()
    assert.equal(await page.evaluate(() => location.hash), '', 'the code stays out of the address')
    if (await page.getByRole('checkbox', { name: /我承诺公正打分/ }).count()) {
      await button(page, '确认，开始打分').click()
      await page.getByText('请先勾选上面的承诺。').waitFor()
      await look(judge, 'judge-declaration')
      await page.getByRole('checkbox', { name: /我承诺公正打分/ }).check()
      await button(page, '确认，开始打分').click()
    }
    await page.getByText(/^现在：\d+ 号$/).waitFor()
    await look(judge, 'judge-list')
  })

  it('is told what is missing, marks by keyboard and thumb, and hears that it has arrived', async () => {
    const { page } = judge
    await page.locator('a.now').click()
    await button(page, '提交本项评分').click()
    assert.equal(await page.getByText('这一项还没打分').count(), 7)
    await look(judge, 'judge-missing')
    const marks = [16, 20, 8, 12, 12, 8, 4]
    const sliders = await page.getByRole('slider').all()
    for (const [n, slider] of sliders.entries()) await slider.fill(String(marks[n] * 1000))
    await sliders[0].press('ArrowRight')
    await sliders[0].press('ArrowLeft')
    assert.equal(await bar(page).locator('output').textContent(), '80')
    await button(page, '提交本项评分').click()
    await bar(page).getByText(/^✓ 已送达主办方 · \d\d:\d\d:\d\d$/).waitFor()
    await look(judge, 'judge-arrived')
    assert.deepEqual((await names(page, 'button')).filter((name) => name.includes('需求与必要性')), ['需求与必要性减分', '需求与必要性加分'])
  })

  it('goes on without a network, over a reload, and delivers when it is back', async () => {
    const { page, context } = judge
    await page.evaluate(() => navigator.serviceWorker.ready)
    await context.setOffline(true)
    await button(page, '需求与必要性加分').click()
    await button(page, '提交修改').click()
    await bar(page).getByText('已存在本机，等待网络（1 条待发送）').waitFor()
    await look(judge, 'judge-offline')
    await page.reload()
    await bar(page).getByText('已存在本机，等待网络（1 条待发送）').waitFor()
    assert.equal(await bar(page).locator('output').textContent(), '80.5')
    await context.setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await bar(page).getByText(/^✓ 已送达主办方/).waitFor()
    await page.reload()
    await bar(page).getByText(/^✓ 已送达主办方/).waitFor()
    judge.expectErrors(/ERR_INTERNET_DISCONNECTED|network error|ERR_NETWORK/)
  })

  it('signs with a second press, after which nothing can be changed', async () => {
    const { page } = judge
    await button(page, '签名确认').click()
    await bar(page).getByText('签名后不能再改。').waitFor()
    await look(judge, 'judge-signing')
    await button(page, '确认签名').click()
    await bar(page).getByText(/^✓ 已签名 · \d\d:\d\d:\d\d$/).waitFor()
    assert.equal(await page.getByRole('button', { name: '需求与必要性加分' }).isDisabled(), true)
    await look(judge, 'judge-signed')
  })

  it('sees the own totals on one line, and the sheets as they print', async () => {
    const { page } = judge
    await page.getByRole('link', { name: '全部项目' }).click()
    await page.getByRole('link', { name: '我的总分', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '我的总分', exact: true }).waitFor()
    await look(judge, 'judge-mine')
    await page.getByRole('link', { name: '全部项目' }).click()
    await page.getByRole('link', { name: '打印评分表', exact: true }).click()
    await page.getByRole('cell', { name: '需求与必要性', exact: true }).first().waitFor()
    await look(judge, 'judge-sheet')
    await page.emulateMedia({ media: 'print' })
    await photograph(judge, 'judge-sheet-print')
    assert.equal(await page.locator('header.bar').isVisible(), false)
    await judge.close()
  })
})

describe('a resident', () => {
  it('votes with one press, changes the vote, and is told that it has arrived', async () => {
    const resident = await device(browser, town.base, 'phone')
    const { page } = resident
    await page.goto(town.link(/\/vote#\S+/))
    const approve = page.getByRole('button', { name: /^赞成/ }).first()
    await approve.click()
    await page.getByText('✓ 已收到您的一票，结束前可以改').waitFor()
    await page.getByRole('button', { name: /^不赞成/ }).first().click()
    await page.locator('.choice[aria-pressed=true]', { hasText: '不赞成' }).waitFor()
    await page.getByText('✓ 已收到您的一票，结束前可以改').waitFor()
    await look(resident, 'vote')
    await page.reload()
    await page.locator('.choice[aria-pressed=true]', { hasText: '不赞成' }).waitFor()
    await resident.close()
  })
})
