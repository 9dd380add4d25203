// Every browser test, in one process: one town serves them all, and two cores are not asked for four browsers.
import { after } from 'node:test'
import { quit } from './browser.mjs'
import { leave } from './town.mjs'
import './rehearsal.spec.mjs'
import './hall.spec.mjs'
import './public.spec.mjs'
import './judge.spec.mjs'
import './evening.spec.mjs'
import './desk.spec.mjs'
import './entered.spec.mjs'
import './every.spec.mjs'

after(async () => {
  await quit()
  await leave()
})
