// Wi-Fi as it is in a hall: gone before a send, and gone again before its answer is back.
import assert from 'node:assert/strict'

/** The bar under the thumb of a judge. */
export const bar = (page) => page.locator('footer.send')

/** Makes a judge's device lose answers when it is told to, and keeps what was answered under every key. */
export async function losing(watched) {
  const state = { ...watched, offline: false, lose: null, looked: null, goOn: null, answers: new Map() }
  await watched.context.route(/\/api\/v1\/proposals\/[^/]+\/sheet/, async (route) => {
    // A request that is routed passes the switched-off network by.
    if (state.offline) return route.abort('internetdisconnected')
    // Whatever is sent by itself after a lost answer waits until the page was looked at.
    await state.looked
    const key = route.request().headers()['idempotency-key']
    let response
    try {
      response = await route.fetch()
    } catch {
      return route.abort('internetdisconnected')
    }
    const text = await response.text()
    const known = state.answers.get(key)
    if (known) assert.equal(text, known.text, `${watched.judge}: the same key got another answer`)
    state.answers.set(key, { text, times: (known?.times ?? 0) + 1 })
    if (!state.lose) return route.fulfill({ response, body: text })
    const lost = state.lose
    state.lose = null
    state.looked = new Promise((open) => (state.goOn = open))
    await route.abort('internetdisconnected')
    lost()
  })
  return state
}

/** Waits for words in the bar; when they do not come, says what stands there instead. */
async function says(page, words) {
  await words.waitFor().catch(async (error) => {
    throw new Error(`the bar says "${await bar(page).innerText()}"`, { cause: error })
  })
}

/** Presses a button that sends while the Wi-Fi is gone; when it is back the answer is lost on its way; then it is sent a third time. */
export async function sendThroughCuts(device, press, settled, lost) {
  const { page, context } = device
  const waits = bar(page).getByText('已存在本机，等待网络（1 条待发送）', { exact: true })
  device.offline = true
  await context.setOffline(true)
  await press()
  await says(page, waits)
  const swallowed = new Promise((resolve) => (device.lose = resolve))
  device.offline = false
  await context.setOffline(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await swallowed
  await lost?.()
  // The answer is lost and another one cannot come yet: nothing may be called delivered.
  await says(page, waits.or(bar(page).getByText('已存在本机，正在发送……', { exact: true })).first())
  assert.equal(await settled.isVisible(), false)
  device.goOn()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await says(page, settled)
}
