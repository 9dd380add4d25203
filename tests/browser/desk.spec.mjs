// The desk of those who run or oversee a round: how the result came about, the draw in public, ballots on paper.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { device, launch, look, names, SIZES } from './browser.mjs'
import { found, town as theTown } from './town.mjs'

const [ORGANISER, OVERSEER, HOST] = ['K1', 'K8', 'K9']
const expected = JSON.parse(readFileSync(new URL('../../demo/seasons/zhaohuimen-2.expected.json', import.meta.url)))
const season = JSON.parse(readFileSync(new URL('../../demo/seasons/zhaohuimen-2.json', import.meta.url)))

let browser
let evening
let sealed
before(async () => ([browser, evening, sealed] = await Promise.all([launch(), theTown(), found('awards')])))
after(() => sealed.close())

const button = (page, name) => page.getByRole('button', { name, exact: true })
const heading = (page, level, name) => page.getByRole('heading', { level, name, exact: true })

/** Signs in where a page has asked for it. */
async function signIn(page, town, who) {
  const { login, password } = town.signIn(who)
  await heading(page, 1, '登录').waitFor()
  await page.getByLabel('手机号或邮箱').fill(login)
  await page.getByLabel('密码').fill(password)
  await button(page, '登录').click()
}

async function at(town, who, size, place) {
  const watched = await device(browser, town.base, size)
  await watched.page.goto(place)
  await signIn(watched.page, town, who)
  return watched
}

const PARTS = {
  ranking: '名次与算式',
  ties: '同分',
  judges: '评委',
  sure: '有多确定',
  whatif: '换个规则',
  money: '奖金方案',
}

describe('the way to the desk', () => {
  for (const size of Object.keys(SIZES)) {
    it(`leads from the sign-in to the rounds on a ${size}`, async () => {
      const watched = await at(sealed, ORGANISER, size, '/login')
      const { page } = watched
      await page.getByText('已登录。', { exact: true }).waitFor()
      await look(watched, 'login-done')
      await page.getByRole('link', { name: '去工作台', exact: true }).click()
      await heading(page, 2, '第二届社区公益微创投大赛').waitFor()
      await page.getByRole('link', { name: /^成绩核对台/ }).waitFor()
      await look(watched, 'desk')
      const links = (await names(page.locator('main'), 'link')).map((name) => name.replace('：第二届社区公益微创投大赛', ''))
      assert.deepEqual(links, ['成绩核对台', '现场控制', '纸质选票', '公开页面'])
      await page.getByRole('link', { name: /^成绩核对台/ }).hover()
      await look(watched, 'desk-hover', { picture: false })
      await page.getByRole('link', { name: /^成绩核对台/ }).click()
      await heading(page, 2, '名次与算式').waitFor()
      assert.deepEqual(await names(page.getByRole('navigation', { name: '成绩核对台的各部分' }), 'link'), Object.values(PARTS))
      await button(page, '退出登录').click()
      await heading(page, 1, '登录').waitFor()
      await page.goto('/desk')
      await heading(page, 1, '登录').waitFor()
      await watched.close()
    })
  }

  it('shows an applicant no page that would refuse, and the page refuses in words', async () => {
    const watched = await at(sealed, 'A01', 'phone', '/login?next=/desk')
    const { page } = watched
    await page.getByText(/^您的账号没有主办、主持或监督的角色/).waitFor()
    await look(watched, 'desk-no-role')
    await page.goto(`/desk/rounds/${sealed.round}/results`)
    await page.getByText('这一步由别的角色来做。', { exact: true }).waitFor()
    await look(watched, 'desk-refused')
    assert.deepEqual(await names(page.locator('main'), 'button'), ['再试一次'])
    watched.expectErrors(/403/)
    await watched.close()
  })

  it('says in words that nothing is shown before the seal', async () => {
    const watched = await at(evening, ORGANISER, 'phone', `/desk/rounds/${evening.round}/results`)
    const { page } = watched
    await page.getByText(/^成绩还没有封存。/).waitFor()
    await look(watched, 'desk-not-sealed')
    const body = await page.locator('body').innerText()
    for (const row of expected.standings) assert.equal(body.includes(row.final), false, row.proposal)
    watched.expectErrors(/409/)
    await watched.close()
  })
})

describe('the results', () => {
  for (const size of Object.keys(SIZES)) {
    it(`are read part by part on a ${size}`, async () => {
      const watched = await at(sealed, OVERSEER, size, `/desk/rounds/${sealed.round}/results`)
      const { page } = watched
      for (const [part, name] of Object.entries(PARTS)) {
        await page.getByRole('navigation', { name: '成绩核对台的各部分' }).getByRole('link', { name, exact: true }).click()
        await heading(page, 2, name).waitFor()
        await page.locator('.desk-table:visible, .plot').first().waitFor()
        await page.waitForLoadState('networkidle')
        await look(watched, `results-${part}`)
        for (const table of await page.getByText('看成表格', { exact: true }).all()) await table.click()
        await page.locator('.desk-table').last().hover()
        await look(watched, `results-${part}-open`, { picture: false })
      }
      await watched.close()
    })
  }

  it('are those of the season, in its order, and each opens to its marks', async () => {
    const watched = await at(sealed, ORGANISER, 'desktop', `/desk/rounds/${sealed.round}/results`)
    const { page } = watched
    await page.getByText('✓ 用存下的评分表、选票和抽签重新算过，和封存的名次完全一致。', { exact: true }).waitFor()
    const rows = await page.locator('.desk-table > tbody > tr').evaluateAll((all) => all.map((row) => [row.querySelector('th small').textContent, row.children[0].innerText, row.children[4].innerText]))
    const ranked = [...expected.standings].sort((a, b) => a.award_order - b.award_order)
    assert.deepEqual(rows, ranked.map((row) => [row.proposal, String(row.rank), row.final]))
    const open = page.getByRole('button', { name: /^看算式/ }).first()
    assert.equal((await open.textContent()).trim(), '看算式：无障碍胡同行动')
    await open.focus()
    await page.keyboard.press('Enter')
    const said = await page.locator('.below .steps p.num').allTextContents()
    assert.deepEqual(said, [
      '去掉最高：J2 98.5',
      '去掉最低：J3 91',
      '92 + 94 + 94.5 = 280.5，÷ 3 = 93.5',
      '93.5 保留 2 位小数（四舍五入）→ 93.50',
      '居民 18 人赞成，共 19 人表态：100 × 18 ÷ 19 = 94.736842…',
      '94.736842… 保留 2 位小数（四舍五入）→ 94.74',
      '93.5 × 70% + 94.74 × 30% = 93.872',
      '93.872 保留 2 位小数（四舍五入）→ 93.87',
    ])
    await look(watched, 'results-trace')
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, '下载全部算式（JSON）').click()])
    const trace = JSON.parse(readFileSync(await download.path()))
    assert.equal(trace[0].standings.rows.length, expected.standings.length)
    await watched.close()
  })

  it('say how the pool is used, who misses by how much, and who is too close to call', async () => {
    const watched = await at(sealed, ORGANISER, 'phone', `/desk/rounds/${sealed.round}/results?part=money`)
    const { page } = watched
    await page.getByText('26 个项目共得 ¥99,562.35，占资金总额 ¥100,000 的 99.6%，还剩 ¥437.65。', { exact: true }).waitFor()
    assert.deepEqual(await page.getByText(/^只剩/).allTextContents(), ['只剩 ¥2,437.65，差 ¥562.35', '只剩 ¥437.65，差 ¥562.35'])
    await page.getByText('及格线 60 分，差 0.05 分', { exact: true }).waitFor()
    await page.goto(`/desk/rounds/${sealed.round}/results?part=sure`)
    await page.getByText('2–3 名难分高下', { exact: true }).waitFor()
    await page.goto(`/desk/rounds/${sealed.round}/results?part=judges`)
    await page.getByRole('radio', { name: 'J3', exact: true }).check()
    await look(watched, 'results-judge-chosen')
    await watched.close()
  })
})

/** So many seconds ahead by the service's clock, as a field for date and time takes it. */
async function inAWhile(page, seconds) {
  const told = await page.evaluate(async () => (await fetch('/api/v1/rounds')).headers.get('x-server-time'))
  return new Date(Date.parse(told) + (8 * 3600 + seconds) * 1000).toISOString().slice(0, 19)
}

describe('the draw', () => {
  it('is committed to, drawn out of what witnesses say, shown to the hall, and drawn again by whoever doubts', async () => {
    const town = await found('shortlist')
    const host = await at(town, ORGANISER, 'phone', `/stage/${town.round}/control`)
    const { page } = host
    await heading(page, 2, '当众抽签').waitFor()
    await look(host, 'draw')
    await page.getByText('屏幕、选票、彩排', { exact: true }).click()
    await button(page, '生成大屏代码').click()
    const code = await page.getByText('大屏代码（只显示这一次）').locator('b').textContent()
    const screen = await device(browser, town.base, { width: 1280, height: 720 }, { reducedMotion: 'reduce' })
    await screen.page.goto(`/screen#${code}`)
    await screen.page.getByText('欢迎来到路演现场', { exact: true }).waitFor()
    await button(page, '生成并公布承诺').click()
    await page.getByText('请写明用哪个公开号码。').waitFor()
    await look(host, 'draw-missing')
    await page.getByLabel('最后一个词用哪个公开号码').fill('福彩 3D 今晚的开奖号码')
    await page.getByLabel('那个号码什么时候揭晓（北京时间）').fill(await inAWhile(page, 45))
    await button(page, '生成并公布承诺').click()
    await page.getByText(/^.+ 已公布承诺。最后一个词：福彩 3D 今晚的开奖号码$/).waitFor()
    const commitment = await page.locator('section .mono').first().textContent()
    await screen.page.getByText(commitment, { exact: true }).waitFor()
    await look(screen, 'screen-commitment')
    await button(page, '亮出原文').click()
    await page.getByText('至少要两个词。', { exact: true }).waitFor()
    await look(host, 'draw-few')
    await page.getByLabel('第 1 个词', { exact: true }).fill('石榴树')
    await page.getByLabel('第 2 个词', { exact: true }).fill('老城墙')
    await button(page, '亮出原文').click()
    await page.getByText('原文已亮出。现场说的词：石榴树、老城墙', { exact: true }).waitFor()
    await look(host, 'draw-shown')
    await page.getByLabel('最后一个词：福彩 3D 今晚的开奖号码', { exact: true }).fill('5 2 6')
    await page.waitForFunction(() => !document.getElementById('beacon-word-hint'), null, { timeout: 90_000 })
    await button(page, '抽签').click()
    await page.getByText('出场顺序已抽定，看怎么核对', { exact: true }).click()
    await page.getByText('✓ 这台设备用同样的词重新抽了一次，顺序完全一致。', { exact: true }).waitFor()
    await page.getByText('抽签前公布的承诺（SHA-256）', { exact: true }).waitFor()
    await look(host, 'draw-done')
    await screen.page.getByText('出场顺序已当众抽定', { exact: true }).waitFor()
    for (const size of [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }]) {
      await screen.page.setViewportSize(size)
      assert.deepEqual(await screen.page.evaluate(() => [document.documentElement.scrollHeight - innerHeight, document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight]), [0, 0])
    }
    await screen.page.setViewportSize({ width: 1280, height: 720 })
    await look(screen, 'screen-order')
    await screen.close()
    await host.close()
    const resident = await device(browser, town.base, 'phone')
    await resident.page.goto(`/results/${town.round}`)
    await resident.page.getByText(/^出场顺序是怎么抽的/).click()
    await resident.page.getByText('✓ 这台设备用同样的词重新抽了一次，顺序完全一致。', { exact: true }).waitFor()
    await look(resident, 'results-draw')
    await resident.close()
    await town.close()
  })
})

describe('ballots on paper', () => {
  it('count when two people copied the same, once, and the papers add up', async () => {
    const place = `/stage/${evening.round}/ballots`
    const first = await at(evening, HOST, 'phone', place)
    const second = await at(evening, ORGANISER, 'desktop', place)
    await button(first.page, '录入这张票').waitFor()
    const [issued, used, unused] = await papers(first.page)
    assert.equal(issued, used + unused)
    await button(first.page, '录入这张票').click()
    await first.page.getByText('请填选票上的编号。').waitFor()
    await look(first, 'ballots-missing')
    const juror = await notYetVoted(first.page)
    await first.page.getByText(juror, { exact: true }).waitFor()
    await first.page.getByText(/等第二人$/).waitFor()
    await first.page.getByText('还有 1 张等第二个人录入，暂不计票。', { exact: true }).waitFor()
    await look(first, 'ballots')
    await copy(second.page, juror, '不赞成')
    await second.page.getByText('两次录入不一致，请对照原表核对。', { exact: true }).waitFor()
    await look(second, 'ballots-differ')
    await copy(second.page, juror, '赞成')
    await second.page.getByText(/已计票$/).waitFor()
    await look(second, 'ballots-counted')
    await copy(first.page, juror, '赞成')
    await first.page.getByText('这位居民已经投过票。', { exact: true }).waitFor()
    const now = await papers(second.page)
    assert.deepEqual([now[0], now[1] + now[2]], [issued, issued])
    assert.equal(now[1] === used || now[1] === used + 1, true)
    for (const one of [first, second]) {
      one.errors.splice(0, one.errors.length, ...one.errors.filter((text) => !/409/.test(text)))
      await one.close()
    }
  })

  async function papers(page) {
    const shown = page.getByRole('region', { name: '选票清点' })
    await shown.waitFor()
    return (await shown.locator('b').allTextContents()).map(Number)
  }

  async function copy(page, juror, choice) {
    await page.getByLabel('选票上的居民编号').fill(juror)
    await page.getByRole('radio', { name: choice, exact: true }).check()
    await button(page, '录入这张票').click()
  }

  /** Tries residents one by one until one has not voted by phone yet. */
  async function notYetVoted(page) {
    for (const { code } of season.roadshow.jurors) {
      await copy(page, code, '赞成')
      const taken = page.getByText(/等第二人$/)
      await taken.or(page.locator('.w-notice.bad')).first().waitFor()
      if ((await taken.count()) > 0) return code
    }
    throw new Error('every resident has voted by phone')
  }
})
