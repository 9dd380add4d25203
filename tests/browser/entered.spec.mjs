// What people enter: a bonus out of a paper, the panel's second vote, the chair's decision. Two officers on two devices, and the chair on a phone of their own.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { device, launch, look } from './browser.mjs'
import { found } from './town.mjs'

const [ORGANISER, SECOND, HOST] = ['K1', 'K2', 'K9']
const CRITERIA = { need: 20, plan: 25, innovation: 10, participation: 15, budget: 15, team: 10, presentation: 5 }

/** The panel's mean and a bonus; equals are told apart by people alone. */
function byPeople(rules) {
  const rounding = (stage) => ({ stage, decimals: 2, mode: 'half_up' })
  const roadshow = rules.stages.find((stage) => stage.kind === 'roadshow')
  roadshow.components = [
    { id: 'panel', kind: 'panel_mean', weight: 100 },
    { id: 'matching', kind: 'bonus', weight: 0, cap: '5' },
  ]
  roadshow.rounding = [rounding('panel'), rounding('final')]
  roadshow.tie_chain = ['second_vote', 'chair_decision']
  roadshow.quorum_sheets = 1
}

let town
let browser
let tokens
let slots
let chair
const cards = []
const open = {}

const button = (page, name) => page.getByRole('button', { name, exact: true })

async function ask(token, method, path, body) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const answer = await fetch(`${town.base}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return { ok: answer.ok, said: await answer.json() }
}

async function api(token, method, path, body) {
  const { ok, said } = await ask(token, method, path, body)
  assert.ok(ok, `${method} ${path}: ${JSON.stringify(said)}`)
  return said
}

/** Marks that add up to a total, each on the step and within its most. */
function marksOf(total) {
  let left = total
  const marks = {}
  for (const [id, most] of Object.entries(CRITERIA)) {
    marks[id] = String(Math.min(most, left))
    left -= Math.min(most, left)
  }
  return marks
}

/** Second and third are equal; nobody else is. */
const totalOf = (position) => (position === 1 ? 90 : position <= 3 ? 80 : 79 - position / 2)

/** Every project is marked and closed, as the judges' own programs would; gives the judges who marked both equals. */
async function play(judges) {
  const free = new Set(judges.keys())
  for (const { id, position, proposal } of slots) {
    await api(tokens[HOST], 'POST', `/slots/${id}/opening`, {})
    for (const [n, token] of judges.entries()) {
      const marked = await ask(token, 'PUT', `/proposals/${proposal.id}/sheet`, { marks: marksOf(totalOf(position)) })
      if (marked.ok) await api(token, 'POST', `/proposals/${proposal.id}/sheet/signature`, {})
      else if (position === 2 || position === 3) free.delete(n)
    }
    await api(tokens[HOST], 'POST', `/slots/${id}/seal`, {})
  }
  return [...free]
}

async function at(who, size, place) {
  const watched = await device(browser, town.base, size)
  const { login, password } = town.signIn(who)
  await watched.page.goto(place)
  await watched.page.getByLabel('手机号或邮箱').fill(login)
  await watched.page.getByLabel('密码').fill(password)
  await button(watched.page, '登录').click()
  return watched
}

before(async () => {
  ;[town, browser] = await Promise.all([found('before-roadshow', byPeople), launch()])
  const keys = await Promise.all([ORGANISER, HOST].map(async (who) => [who, (await api(null, 'POST', '/sessions', town.signIn(who))).access_token]))
  tokens = Object.fromEntries(keys)
  const round = `/rounds/${town.round}`
  for (const one of (await api(tokens[HOST], 'GET', `${round}/seats`)).items) cards.push({ person: one.person, card: (await api(tokens[HOST], 'POST', `/seats/${one.id}/card`, {})).card })
  await api(tokens[ORGANISER], 'POST', `${round}/draws`, { purpose: 'order', seed_parts: ['晨', '暮'] })
  slots = (await api(tokens[HOST], 'GET', `${round}/stage`)).slots
  const control = `/stage/${town.round}/control`
  open.host = await at(HOST, 'phone', control)
  open.second = await at(SECOND, 'desktop', control)
})
after(() => town?.close())

describe('what people enter', () => {
  it('a bonus counts when two people entered the same out of the same paper', async () => {
    const enter = async (page, figure) => {
      const form = page.getByRole('form', { name: '加分（matching）', exact: true })
      if (!(await form.isVisible())) await page.getByText('录入加分、扣分、捐款和合议分', { exact: true }).click()
      await form.getByLabel('分数').fill(figure)
      await form.getByLabel('出自哪张表').fill('配捐登记表 3 号')
      await form.getByRole('button', { name: '录入', exact: true }).click()
    }
    const [first, second] = [open.host.page, open.second.page]
    await first.getByText('录入加分、扣分、捐款和合议分', { exact: true }).click()
    await button(first, '录入').click()
    await first.getByText('请填数字，最多四位小数。').waitFor()
    await enter(first, '3')
    await first.getByText('已录入，等第二个人再录一遍。').waitFor()
    await look(open.host, 'figures-waiting')
    await enter(second, '5')
    await second.getByText('两次录入不一致，请对照原表核对。', { exact: true }).waitFor()
    await enter(second, '3')
    await second.getByText('两次一致，已算数。').waitFor()
    await second.getByText('现在算数的是 3（配捐登记表 3 号）。', { exact: false }).waitFor()
    await look(open.second, 'figures-settled')
    open.second.expectErrors(/409/)
  })

  it('the panel votes again and leaves them equal; then the chair decides on a phone of their own', async () => {
    const round = `/rounds/${town.round}`
    const judges = await Promise.all(cards.map(async ({ card }) => (await api(null, 'POST', '/judge-sessions', { code: card })).access_token))
    for (const token of judges) await api(token, 'POST', `${round}/declaration`, { conflicts: [] })
    const [free] = await play(judges)
    chair = cards[free]
    await api(tokens[ORGANISER], 'POST', `/people/${chair.person}/grants`, { role: 'chair', round: town.round })
    const codes = slots.filter(({ position }) => position === 2 || position === 3).map(({ proposal }) => proposal.code).sort()
    const equal = `第 2 名同分，规则走到这里仍分不出：${codes.join('、')}`
    for (const { page } of [open.host, open.second]) await page.getByText(equal, { exact: true }).waitFor()
    const votes = async ({ page }, figures) => {
      for (const [n, code] of codes.entries()) await page.getByLabel(new RegExp(`^${code} .* 的票数$`)).fill(figures[n])
      await page.getByRole('region', { name: '收官' }).getByRole('button', { name: '录入', exact: true }).click()
    }
    await votes(open.host, ['1', ''])
    await open.host.page.getByText('请给每个项目填票数，没有得票填 0。').waitFor()
    await votes(open.host, ['1', '1'])
    await open.host.page.getByText('已录入。请另一位工作人员用自己的账号再录一遍，两次一致才算数。').waitFor()
    await look(open.host, 'tie-votes')
    await votes(open.second, ['1', '1'])
    // Both pages follow by themselves, whoever entered last.
    for (const { page } of [open.second, open.host]) await page.getByText('按规则由评委主席决定。请主席用自己的手机打开：').waitFor()
    await look(open.second, 'tie-ask-chair')

    const phone = await device(browser, town.base, 'phone')
    const { page } = phone
    await page.goto(`/j#${chair.card}`)
    await page.getByRole('heading', { level: 1, name: /的评分$/ }).waitFor()
    await page.goto(`/stage/${town.round}/ties`)
    await page.getByText(equal, { exact: true }).waitFor()
    const place = (code) => page.getByLabel(new RegExp(`^${code} .* 的先后$`))
    await place(codes[0]).fill('2')
    await place(codes[1]).fill('2')
    await button(page, '录入').click()
    await page.getByText('先后从 1 排到 2，每个数用一次。').waitFor()
    await place(codes[1]).fill('1')
    await button(page, '录入').click()
    await page.getByText('请写明理由。').waitFor()
    await page.getByLabel('理由（随成绩一起公布）').fill('覆盖的楼门更多。')
    await look(phone, 'tie-chair')
    await button(page, '录入').click()
    await page.getByText('已定，谢谢。').waitFor()
    await look(phone, 'tie-decided')
    await phone.close()
    await button(open.host.page, '封存全部成绩').waitFor()
    await open.host.close()
  })

  it('then the results are sealed, and desk and residents read how it was decided', async () => {
    const { page } = open.second
    await button(page, '封存全部成绩').click()
    await button(page, '确认封存').click()
    await page.getByText('成绩已封存。').waitFor()
    await page.goto(`/desk/rounds/${town.round}/results?part=ties`)
    await page.getByText('评委主席的理由：覆盖的楼门更多。').waitFor()
    await page.getByText(/^评委再次投票：/).waitFor()
    await look(open.second, 'ties-entered')
    await api(tokens[HOST], 'PUT', `/rounds/${town.round}/stage/reveal-mode`, { mode: 'live' })
    await page.goto(`/results/${town.round}`)
    const why = page.getByText('评委主席的理由：覆盖的楼门更多。')
    await why.first().waitFor()
    assert.equal(await why.count(), 2)
    await look(open.second, 'results-chair')
    await open.second.close()
  })
})
