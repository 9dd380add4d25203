// A town of its own: the real binary with the demo season stopped in the middle of its roadshow, and what it prints.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const binary = process.env.WEIGUANG_BINARY ?? join(root, 'target/debug/weiguang')
const SEASON = join(root, 'demo/seasons/zhaohuimen-2.json')
const PATIENCE = 180_000

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Starts the server of a town; what it says is everything that a newcomer reads on the terminal. */
async function start(told) {
  const child = spawn(binary, told, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaints = ''
  child.stderr.on('data', (text) => (complaints += text))
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the town did not open: ${complaints}`)), PATIENCE)
    child.stdout.on('data', (text) => {
      said += text
      if (/serves the demo season/.test(said)) {
        clearTimeout(late)
        // The links and sign-ins are printed in one go with this line; the rest may still be in the pipe.
        setTimeout(resolve, 300)
      }
    })
    child.once('exit', (code) => reject(new Error(`the town ended with ${code}: ${complaints}`)))
  })
  return { child, said }
}

/** Ends a server by a signal and waits until it is gone. */
async function end(child, signal) {
  child.removeAllListeners('exit')
  child.kill(signal)
  await new Promise((resolve) => child.once('exit', resolve))
}

/** A town of one's own, with the season played up to a point; `edit` changes the rules that the season is told with. */
export async function found(until = 'roadshow', edit = null) {
  const folder = mkdtempSync(join(tmpdir(), 'weiguang-town-'))
  const address = `127.0.0.1:${await freePort()}`
  const season = edit ? join(folder, 'season.json') : SEASON
  if (edit) {
    const told = JSON.parse(readFileSync(SEASON, 'utf8'))
    edit(told.rules)
    writeFileSync(season, JSON.stringify(told))
  }
  const database = join(folder, 'season.db')
  const told = ['demo', '--season', season, '--database', `sqlite:${database}`, '--until', until, '--serve', address]
  let { child, said } = await start(told)
  const base = `http://${address}`
  const rounds = await (await fetch(`${base}/api/v1/rounds`)).json()
  return {
    base,
    said,
    database,
    round: rounds.items[0].id,
    signIn: (who) => signInOf(said, who),
    link: (pattern) => said.match(pattern)?.[0] ?? null,
    /** The server is gone from one instant to the next, as in a power cut. */
    crash: () => end(child, 'SIGKILL'),
    /** It is started again on the same database, at the same address. */
    async rise() {
      ;({ child, said } = await start(told))
      return said
    },
    async close() {
      await end(child, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let running = null

/** The one town of a run: playing a season up to its evening takes a while, and most tests only look. */
export function town() {
  running ??= found()
  return running
}

export async function leave() {
  if (running) await (await running).close()
  running = null
}

/** Login and password of somebody by code, as printed. */
function signInOf(said, who) {
  const found = said.match(new RegExp(`^\\s+${who}\\s+(\\S+)\\s+(\\S+)\\s*$`, 'm'))
  if (!found) throw new Error(`nobody printed a sign-in for ${who}`)
  return { login: found[1], password: found[2] }
}
