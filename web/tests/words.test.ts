// Both languages say the same: the same keys with the same figures in them, and a refusal always has words.
import './window'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused, Unreachable } from '../src/api/client'
import { learn, t } from '../src/i18n'
import { en } from '../src/i18n/en'
import { declaration } from '../src/i18n/zh-CN/declaration'
import { desk } from '../src/i18n/zh-CN/desk'
import { judge } from '../src/i18n/zh-CN/judge'
import { links } from '../src/i18n/zh-CN/links'
import { lots } from '../src/i18n/zh-CN/lots'
import { publicPages } from '../src/i18n/zh-CN/public'
import { settings } from '../src/i18n/zh-CN/settings'
import { site } from '../src/i18n/zh-CN/site'
import { stage } from '../src/i18n/zh-CN/stage'
import { vote } from '../src/i18n/zh-CN/vote'
import { said } from '../src/words'

const zh: Record<string, string> = { ...site, ...settings, ...publicPages, ...judge, ...declaration, ...stage, ...vote, ...desk, ...links, ...lots }
const figures = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

test('every text has the same figures in both languages', () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort())
  for (const [key, text] of Object.entries(zh)) {
    for (const form of (en as Record<string, string>)[key]!.split('|')) assert.deepEqual(figures(form), figures(text), key)
  }
})

test('figures are filled in, and words of a group are known once it is opened', () => {
  assert.equal(t('judge.title'), '评委打分')
  assert.equal(t('send.total', { total: '80' }), 'send.total')
  learn(judge)
  assert.equal(t('send.total', { total: '80' }), '总分 80')
})

test('a refusal is told by its rule, else by its class, else in one honest sentence', () => {
  const problem = (type: string, code?: string) => new Refused({ type: `/problems/${type}`, title: '', status: 409, code })
  assert.equal(said(problem('not-now', 'slot_sealed')), '评分已锁定。')
  assert.equal(said(problem('not-now', 'a_rule_without_words')), '条件还不满足，现在不能做。')
  assert.equal(said(problem('a-class-without-words')), '出了点问题，不是您的错。请稍后再试。')
  assert.equal(said(new Unreachable('x')), '连不上服务。请检查网络，稍后再试；已填的内容还在。')
  assert.equal(said(problem('not-found'), 'vote.title'), '居民投票')
})
