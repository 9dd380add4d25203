// The whole roadshow of the demo season, from the first card to the last award, through the pages only.
// Every judge and every resident has a device of their own; the Wi-Fi is gone before and after every send of a judge; one phone dies; the server is killed in the middle.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { device, launch, look, photograph } from './browser.mjs'
import { bar, losing, sendThroughCuts } from './cuts.mjs'
import { awarded, ballots, conflicts, criteria, expected, judges, jurors, lots, order, plain, project, sheetOf, sheets, standing, ties } from './season.mjs'
import { found } from './town.mjs'

const HOST = 'K9'
const ORGANISER = 'K1'
const HALLS = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }]
/** The slots, from 1, at which something goes wrong. */
const DEAD_PHONE = { at: 9, judge: 'J3' }
const KILLED_AT = 15
const SCREEN_GONE_AT = 20
/** From this slot on results are kept back until all are sealed; for one slot the screens are frozen. */
const KEPT_BACK_FROM = 12
const FROZEN_AT = 24
/** After a return everybody agrees within this time. */
const AGREED = 2_000
/** For how long the service lets a token be used. */
const TOKEN_LASTS = 600_000
/** What the failures made on purpose leave on a console, and nothing else may. */
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_NETWORK|network error/

let town
let browser
let host
let organiser
const screens = []
const panel = new Map()
const hall = new Map()
let played = 0
let began
/** Why the evening ended early; said again at the end, where a long log is read first. */
let broken = null

const button = (page, name) => page.getByRole('button', { name, exact: true })
/** A button that acts on one row; its name ends with the row's title. */
const act = (page, word, title) => page.getByRole('button', { name: new RegExp(`^${word}\\s*：${title}$`) })
const stage = (page, kind) => page.locator('.kind[aria-pressed=true]', { hasText: kind })

before(async () => {
  ;[town, browser] = await Promise.all([found('before-roadshow'), launch()])
  began = performance.now()
})
after(() => town?.close())

/** Some at a time: the machine of the test is not twenty phones. */
async function byFours(all, deed) {
  for (let n = 0; n < all.length; n += 4) await Promise.all(all.slice(n, n + 4).map(deed))
}

/** A device with the patience of a machine that plays thirty of them at once: longer than a page takes to notice that its stream is dead. */
async function rehearsing(size, more = {}) {
  const watched = await device(browser, town.base, size, more)
  watched.context.setDefaultTimeout(60_000)
  return watched
}

async function signedIn(who, size) {
  const watched = await rehearsing(size)
  const { page } = watched
  const { login, password } = town.signIn(who)
  await page.goto(`/stage/${town.round}/control`)
  await page.getByLabel('手机号或邮箱').fill(login)
  await page.getByLabel('密码').fill(password)
  await button(page, '登录').click()
  await page.getByRole('heading', { level: 2, name: '大屏', exact: true }).waitFor()
  return watched
}

/** The host chooses what the screens show. */
async function scene(kind) {
  await button(host.page, kind).click()
  await stage(host.page, kind).waitFor()
}

/** The host goes a step on, and sees that it was taken: the next press counts from there. */
async function step(word, to) {
  await button(host.page, word).click()
  await host.page.getByText(`第 ${to} 步`, { exact: true }).waitFor()
}

/** Nothing scrolls on a big screen, whatever it shows. */
async function fits(page) {
  const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])
  assert.deepEqual(over, [0, 0])
}

const onScreens = (look) => Promise.all(screens.map(look))

/** A judge's device, whose sends reach the service once without an answer that comes back. */
async function judgeDevice(judge, card) {
  return losing({ ...(await rehearsing(judge === 'J2' ? 'desktop' : 'phone')), judge, card })
}

/** The judge stands before the sheet of the project that is on stage: the page follows by itself, but for who just came to the list. */
async function atProject({ page }, title) {
  const heading = page.getByRole('heading', { level: 1, name: title, exact: true })
  const now = page.locator('a.now', { hasText: title })
  await heading.or(now).first().waitFor()
  // The page may follow in this very moment, and the link is gone with the list.
  if (!(await heading.isVisible())) await Promise.race([now.click().catch(() => undefined), heading.waitFor()])
  await heading.waitFor()
}

/** A slider counts in thousandths. */
async function fill({ page }, sheet, upTo = criteria.length) {
  const sliders = page.getByRole('radio', { name: '滑块', exact: true })
  if ((await sliders.count()) > 0) await sliders.check()
  for (const [n, criterion] of criteria.slice(0, upTo).entries()) await page.getByRole('slider', { name: criterion.name, exact: true }).fill(String(Math.round(Number(sheet.marks[n]) * 1000)))
  if (sheet.comment && upTo === criteria.length) await page.getByLabel('评语（只给主办方看）').fill(sheet.comment)
}

/** Marks, sends and signs one sheet of the season. */
async function mark(judge, code, lost) {
  const sheet = sheetOf(code, judge)
  const at = panel.get(judge)
  const { page } = at
  await atProject(at, project(code).title)
  await fill(at, sheet)
  const total = sheet.marks.reduce((sum, one) => sum + Number(one), 0)
  assert.equal(await bar(page).locator('output').textContent(), String(total), `${judge} ${code}`)
  await sendThroughCuts(at, () => button(page, '提交本项评分').click(), bar(page).getByText(/^✓ 已送达主办方 · \d\d:\d\d:\d\d$/), lost)
  await button(page, '签名确认').click()
  await sendThroughCuts(at, () => button(page, '确认签名').click(), bar(page).getByText(/^✓ 已签名 · \d\d:\d\d:\d\d$/))
}

/** A resident votes with one press. By turns one of them first errs, and one has no network. */
async function vote(resident, code, choice, n, position) {
  const { page, context } = hall.get(resident)
  const press = (word) => act(page, word, project(code).title).click()
  const words = { approve: '赞成', oppose: '不赞成' }
  const said = page.getByRole('article').getByText('✓ 已收到您的一票，结束前可以改', { exact: true })
  const trouble = (n + position) % jurors.length
  if (trouble === 0) await press(choice === 'approve' ? '不赞成' : '赞成')
  if (trouble === 1) {
    await act(page, '赞成', project(code).title).waitFor()
    await context.setOffline(true)
    await press(words[choice])
    await page.getByRole('article').getByText('已存在本机，等待网络', { exact: true }).waitFor()
    await context.setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
  } else await press(words[choice])
  await page.locator('.choice[aria-pressed=true]', { hasText: new RegExp(`^[✓✕]${words[choice]}：`) }).waitFor()
  await said.waitFor()
}

async function votes(code, position) {
  const box = ballots.find((one) => one.proposal === code)
  const cast = ['approve', 'oppose'].flatMap((choice) => box[choice].map((resident) => [resident, choice]))
  await Promise.all(cast.map(([resident, choice]) => vote(resident, code, choice, jurors.findIndex((one) => one.code === resident), position)))
}

/** Who does not vote on this project is put on record before it opens. */
async function exclusions(code) {
  const { page } = host
  for (const { juror, reason } of ballots.find((one) => one.proposal === code).excluded) {
    const papers = page.locator('details.papers')
    await papers.getByLabel('项目').selectOption({ label: `${order.indexOf(code) + 1} · ${project(code).title}` })
    await papers.getByLabel('居民编号').fill(juror)
    await papers.getByLabel('原因').fill(reason)
    await button(page, '记录回避').click()
    await papers.getByText(`已记录：${juror} 不参加这个项目的投票。`, { exact: true }).waitFor()
  }
}

describe('before the doors open', () => {
  it('organiser and host sign in, and the host opens two screens', async () => {
    ;[host, organiser] = await Promise.all([signedIn(HOST, 'phone'), signedIn(ORGANISER, 'desktop')])
    const { page } = host
    await page.getByText('屏幕、选票、彩排', { exact: true }).click()
    const shown = page.getByText('大屏代码（只显示这一次）').locator('b')
    for (const size of HALLS) {
      const last = screens.length > 0 ? await shown.textContent() : ''
      await button(page, '生成大屏代码').click()
      await page.waitForFunction((old) => ![old, undefined].includes([...document.querySelectorAll('.w-notice b')].at(-1)?.textContent), last)
      const screen = await rehearsing(size, { reducedMotion: 'reduce' })
      await screen.page.goto(`/screen#${await shown.textContent()}`)
      await screen.page.getByText(/实时$/).waitFor()
      screens.push(screen)
    }
  })

  it('draws the order out of the words of the season, in front of everybody', async () => {
    const { page } = organiser
    while ((await page.getByLabel(/^第 \d+ 个词$/).count()) < lots.seed_parts.length) await button(page, '再加一个词').click()
    for (const [n, word] of lots.seed_parts.entries()) await page.getByLabel(`第 ${n + 1} 个词`, { exact: true }).fill(word)
    await button(page, '抽签').click()
    await page.getByText(`下一个：1 号`).waitFor()
    const drawn = await page.getByRole('region', { name: '出场顺序', exact: true }).getByRole('listitem').allTextContents()
    assert.deepEqual(drawn.map((line) => line.match(/P\d\d/)[0]), order)
  })

  it('gives every resident a printed paper, and lets each into the vote', async () => {
    const { page } = host
    await page.getByText('居民选票', { exact: true }).click()
    await page.getByLabel('领票居民').fill(jurors.map((one) => `${one.code} ${one.name}`).join('\n'))
    await button(page, '发放选票').click()
    await page.locator('.voting-papers li').nth(jurors.length - 1).waitFor()
    const papers = await page.locator('.voting-papers li').allTextContents()
    await look(host, 'control-papers')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('heading', { level: 2, name: '大屏', exact: true }).isVisible(), false, 'paper carries the papers alone')
    await photograph(host, 'control-papers-print')
    await page.emulateMedia({ media: null })
    await byFours(jurors, async ({ code, name }) => {
      const [, credential] = papers.find((one) => one.startsWith(`${code} ${name}`)).match(/(\w{4}-\w{4}-\w{4})$/)
      // Twenty service workers would each fetch every file of the pages; the judges' phones have theirs.
      const resident = await rehearsing('phone', { serviceWorkers: 'block' })
      await resident.page.goto(`/vote#${credential}`)
      await resident.page.getByText('现在没有正在投票的项目。', { exact: false }).waitFor()
      hall.set(code, resident)
    })
  })

  it('gives every judge a card; each declares the conflicts of the season and promises to be fair', async () => {
    const { page } = host
    await page.getByText('评委卡与设备', { exact: true }).click()
    for (const { code, name } of judges) {
      await act(page, '换发新卡', name).click()
      await act(page, '确认换发，旧卡作废', name).click()
      const shown = page.getByText(`${name}的新卡（只显示这一次）：`)
      await shown.waitFor()
      const card = await shown.locator('b').textContent()
      await button(page, '已经交给评委').click()
      panel.set(code, await judgeDevice(code, card))
    }
    await byFours([...panel.values()], declare)
  })
})

/** The card opens the declaration; what the service found by itself is said there already. */
async function declare({ page, judge, card }) {
  await page.goto(`/j#${card}`)
  await page.getByRole('checkbox', { name: /我承诺公正打分/ }).waitFor()
  const foundBySystem = expected.conflicts.found_by_system.filter((one) => one.judge === judge).map((one) => one.proposal)
  const declared = conflicts.filter((one) => one.judge === judge)
  const already = new Set((await page.getByText(/^已登记回避：/).allTextContents()).join().match(/P\d\d/g) ?? [])
  for (const code of foundBySystem) assert.ok(already.has(code), `${judge} is tied to ${code}`)
  for (const { proposal, kind } of declared.filter((one) => !already.has(one.proposal))) await page.getByLabel(new RegExp(`^${proposal} `)).selectOption(kind)
  await page.getByRole('checkbox', { name: /我承诺公正打分/ }).check()
  await button(page, '确认，开始打分').click()
  await page.getByRole('heading', { level: 1, name: `${judges.find((one) => one.code === judge).name}的评分`, exact: true }).waitFor()
  const recused = sheets.filter((one) => one.judge === judge && one.status === 'recused').length
  await page.getByText(`已签名 0 / ${order.length - recused}`, { exact: true }).waitFor()
}

describe('the evening', () => {
  for (const [n, code] of order.entries()) {
    it(`${n + 1}: ${code} ${project(code).title}`, async (test) => {
      // What follows a slot that failed says nothing of its own.
      if (played !== n) return test.skip('an earlier slot failed')
      await slot(n + 1, code).catch((error) => {
        broken = error
        throw error
      })
      played += 1
    })
  }
})

async function slot(position, code) {
  const { page } = host
  const { title } = project(code)
  const due = judges.filter(({ code: judge }) => sheetOf(code, judge).status === 'signed')
  const absent = judges.filter(({ code: judge }) => sheetOf(code, judge).status === 'absent')
  await exclusions(code)
  if (position === KEPT_BACK_FROM || position === FROZEN_AT + 1) await page.getByRole('radio', { name: '仅进度', exact: true }).check()
  if (position === FROZEN_AT) {
    await page.getByRole('radio', { name: '冻结', exact: true }).check()
    await onScreens((screen) => screen.page.getByText('画面已冻结', { exact: true }).waitFor())
  }
  await button(page, `开放打分：${position} 号`).click()
  await page.getByText(`现在：${position} 号 · ${code}`, { exact: true }).waitFor()
  await scene('项目卡')
  await button(page, '路演计时').click()
  await onScreens(async (screen) => {
    await screen.page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor()
    await screen.page.getByText(/^路演[45]:\d\d$/).or(screen.page.locator('.timer', { hasText: '路演' })).first().waitFor()
  })
  if (position === DEAD_PHONE.at) await phoneDies(code)
  if (position === SCREEN_GONE_AT) await screenGone()
  await Promise.all([...due.map(({ code: judge }, n) => mark(judge, code, position === KILLED_AT && n === 0 ? serverKilled : undefined)), votes(code, position)])
  await button(page, '归零').click()
  await scene('等待打分')
  await onScreens((screen) => screen.page.getByText(absent.length > 0 ? `评委已提交 ${due.length} / ${due.length + absent.length}，请稍候揭晓` : `评委已全部提交（${due.length} / ${due.length}）`, { exact: true }).waitFor())
  await button(page, '结束打分').click()
  for (const { code: judge } of absent) {
    await button(page, '确认结束').waitFor({ state: 'detached' })
    await button(page, `记 ${judge} 缺席`).click()
  }
  await button(page, '确认结束').click()
  await page.getByText('现在没有项目在打分。', { exact: true }).waitFor()
  // The policy of the season holds a result back until the next project is sealed.
  if (position > 1 && position < KEPT_BACK_FROM) await reveal(order[position - 2])
}

/** One result goes to the screens: not a figure of it before, exactly the season's figure after. */
async function reveal(code) {
  const { title } = project(code)
  const { final } = standing(code)
  await act(host.page, '上大屏', title).click()
  await onScreens(async ({ page }) => {
    await page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor()
    await page.getByText('成绩尚未揭晓', { exact: true }).waitFor()
    assert.equal(await page.evaluate((figure) => window.heard.includes(figure), `"final":"${final}"`), false, `${code} was heard before its reveal`)
  })
  await act(host.page, '揭晓', title).click()
  await onScreens(async ({ page }) => {
    await page.getByText(`最终得分 ${final}`, { exact: true }).waitFor()
    // The hall hears no judge's name with a mark.
    const shown = await page.locator('.marks li').evaluateAll((all) => all.map((one) => [...one.querySelectorAll('b, del, del + small')].map((part) => part.textContent).join(' ')))
    const { totals, dropped_high: high, dropped_low: low } = standing(code).panel
    const words = (judge) => (judge === high ? ' 去掉的最高分' : judge === low ? ' 去掉的最低分' : '')
    assert.deepEqual(shown.map(plain).sort(), Object.entries(totals).map(([judge, total]) => plain(total) + words(judge)).sort())
  })
}

/** A battery is empty in the middle of a sheet. The card lets the judge in on another device; everything that had arrived is there. */
async function phoneDies(code) {
  const { judge } = DEAD_PHONE
  const old = panel.get(judge)
  await atProject(old, project(code).title)
  await fill(old, sheetOf(code, judge), 3)
  await old.context.close()
  const next = await judgeDevice(judge, old.card)
  panel.set(judge, next)
  await next.page.goto(`/j#${old.card}`)
  const signed = order.slice(0, DEAD_PHONE.at - 1).filter((one) => sheetOf(one, judge).status === 'signed').length
  await next.page.getByText(new RegExp(`^已签名 ${signed} / \\d+$`)).waitFor()
  assert.equal(await next.page.locator('.sheets li', { hasText: '已签名' }).count(), signed)
}

/** A screen loses the network while the host goes on, and is right within two seconds after it is back. */
async function screenGone() {
  const [screen] = screens
  await screen.context.setOffline(true)
  await screen.page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await scene('欢迎')
  await scene('等待打分')
  const back = performance.now()
  await screen.context.setOffline(false)
  await screen.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await screen.page.getByText(/^评委已提交 \d \/ \d，请稍候揭晓$/).waitFor({ timeout: AGREED })
  assert.ok(performance.now() - back < AGREED)
}

/** The server dies between an act and its answer, and comes back on the same database: nobody signs in again, nothing is lost, everybody agrees at once. */
async function serverKilled() {
  await town.crash()
  await Promise.all([host, ...screens].map(({ page }) => page.getByText(/正在重新连接$/).first().waitFor()))
  await town.rise()
  const back = performance.now()
  const devices = [...screens.map(({ page }) => page.getByText(/实时$/)), ...[host, ...panel.values()].map(({ page }) => page.getByText('已联网', { exact: true }))]
  await Promise.all(devices.map((seen) => seen.waitFor({ timeout: AGREED })))
  while (new Set(await handedIn()).size > 1) assert.ok(performance.now() - back < AGREED, `host and screens disagree: ${await handedIn()}`)
  const took = performance.now() - back
  assert.ok(took < AGREED, `${Math.round(took)} ms until everybody agreed`)
}

/** How many judges have handed in, as the host's phone and every screen say at this moment. */
async function handedIn() {
  const said = [host.page.locator('.handed b'), ...screens.map(({ page }) => page.locator('.handed .num'))]
  return Promise.all(said.map(async (one) => (await one.textContent()).match(/\d+/)[0]))
}

describe('the end', () => {
  before(() => {
    if (broken) throw broken
    assert.equal(played, order.length, 'the evening was played')
  })

  it('is sealed by the organiser, with lots for the one tie that no rule decides', async () => {
    const { page } = organiser
    for (const { rank, seed_parts } of ties) {
      await page.getByText(new RegExp(`^第 ${rank} 名同分`)).waitFor()
      await page.getByLabel('见证人的词，一行一个').fill(seed_parts.join('\n'))
      await page.getByRole('region', { name: '收官', exact: true }).getByRole('button', { name: '抽签', exact: true }).click()
    }
    await button(page, '封存全部成绩').click()
    await button(page, '确认封存').click()
    await page.getByText('成绩已封存。', { exact: true }).waitFor()
  })

  it('shows on every screen exactly the standings of the season', async () => {
    await host.page.getByRole('radio', { name: '全部提交后显示', exact: true }).check()
    await scene('排名')
    const pages = Math.ceil(expected.standings.length / 8)
    const rows = screens.map(() => [])
    for (let n = 1; n <= pages; n += 1) {
      await onScreens(async ({ page }, at) => {
        await page.getByText(`第 ${n} / ${pages} 页`, { exact: true }).waitFor()
        await fits(page)
        rows[at].push(...(await page.locator('.ranking li').evaluateAll((all) => all.map((row) => [row.querySelector('.rank').textContent, row.querySelector('.what b').textContent, row.querySelector('.final').textContent]))))
      })
      if (n < pages) await step('下一页', n)
    }
    const season = expected.standings.map((row) => [String(row.rank), project(row.proposal).title, row.final])
    for (const shown of rows) assert.deepEqual(shown, season)
  })

  it('publishes the same standings with every total, every dropped mark and every vote', async () => {
    const reader = await device(browser, town.base, 'phone')
    await reader.page.goto(`/results/${town.round}`)
    await reader.page.locator('.row-one').nth(expected.standings.length - 1).waitFor()
    const shown = await reader.page.locator('.row-one').evaluateAll((all) =>
      all.map((row) => ({
        rank: Number(row.querySelector('.rank').textContent),
        code: row.querySelector('small').textContent.match(/P\d\d/)[0],
        votes: row.querySelector('small').textContent.match(/居民赞成 (\d+ \/ \d+)/)[1],
        totals: [...row.querySelectorAll('.judge-totals > span')].map((one) => one.textContent),
        dropped: [...row.querySelectorAll('.judge-totals > del')].map((one) => one.textContent),
        final: row.querySelector('.final').textContent,
      })),
    )
    const byPlace = (a, b) => a.localeCompare(b)
    const season = expected.standings.map(({ rank, proposal, final, panel: { totals, dropped_high: high, dropped_low: low }, public: { approve, cast } }) => ({
      rank,
      code: proposal,
      votes: `${approve} / ${cast}`,
      totals: Object.entries(totals).filter(([judge]) => ![high, low].includes(judge)).map(([, total]) => plain(total)).sort(byPlace),
      dropped: [high && `${plain(totals[high])}（去掉的最高分）`, low && `${plain(totals[low])}（去掉的最低分）`].filter(Boolean).sort(byPlace),
      final,
    }))
    assert.deepEqual(shown.map((row) => ({ ...row, totals: row.totals.map(plain).sort(byPlace), dropped: row.dropped.map(plain).sort(byPlace) })), season)
    await reader.close()
  })

  it('awards from the last to the first, each with the tier and the money of the season', async () => {
    await button(organiser.page, '按规则提出立项方案').click()
    await organiser.page.getByText('立项方案已提出，可以颁奖。', { exact: true }).waitFor()
    await scene('颁奖')
    await onScreens(({ page }) => page.getByText('即将揭晓', { exact: true }).waitFor())
    for (const [n, { proposal, tier, amount_fen }] of awarded.entries()) {
      await step('揭晓下一个', n + 1)
      await onScreens(async ({ page }) => {
        await page.locator('.latest').getByRole('heading', { level: 2, name: project(proposal).title, exact: true }).waitFor()
        const shown = await page.locator('.latest').evaluate((latest) => [latest.querySelector('.tier').textContent, Number(latest.querySelector('.amount').textContent.replace(/[^\d.]/g, ''))])
        assert.deepEqual(shown, [tier, amount_fen / 100], proposal)
        await fits(page)
      })
    }
    await look(screens[0], 'screen-awards')
  })

  it('names the residents\' favourite, thanks everybody, and no device has met a fault that was not made on purpose', async () => {
    const most = [...ballots].sort((a, b) => b.approve.length - a.approve.length || a.oppose.length - b.oppose.length || a.proposal.localeCompare(b.proposal))[0]
    await scene('最受欢迎')
    await onScreens(({ page }) => page.getByRole('heading', { level: 2, name: project(most.proposal).title, exact: true }).waitFor())
    await scene('感谢')
    await onScreens(({ page }) => page.getByText('谢谢大家', { exact: true }).waitFor())
    const repeated = [...panel.values()].flatMap(({ answers }) => [...answers.values()])
    assert.ok(repeated.every(({ times }) => times >= 2), 'every send of a judge has reached the service twice')
    // A machine so slow that tokens ran out has seen them renewed, which begins with a refusal.
    const told = performance.now() - began > TOKEN_LASTS ? new RegExp(`${CUT.source}|status of 401`) : CUT
    for (const watched of [host, organiser, ...screens, ...panel.values(), ...hall.values()]) {
      watched.errors.splice(0, watched.errors.length, ...watched.errors.filter((text) => !told.test(text)))
      await watched.close()
    }
  })
})
