// One judge's evening, held once for all pages under /judge/:roundId.
import { computed, inject, provide, reactive, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { as, view } from '../../api/client'
import type { JudgingPack, JudgingProposal, StageView } from '../../api/views'
import { follow, type Following } from '../../api/live'
import { all, put } from '../../offline/db'
import { reading, type Reading } from '../../offline/kept'
import { arrived, hurry, leave, open, sender, waiting } from '../../offline/outbox'
import { ownerOf, type Identity } from './identity'
import { delivered, draftOf, markSubject, signSubject, slotState, where, type Draft, type Held, type Where } from './sheets'

export interface Judging {
  round: string
  pack: Reading<JudgingPack>
  stage: Ref<StageView | null>
  link: Following['link']
  online: ComputedRef<boolean>
  proposals: ComputedRef<JudgingProposal[]>
  now: ComputedRef<JudgingProposal | null>
  follows: Ref<boolean>
  held(proposal: JudgingProposal): Held
  where(proposal: JudgingProposal): Where
  draft(proposal: JudgingProposal): Draft
  keep(draft: Draft): void
  submit(draft: Draft): Promise<void>
  sign(proposal: string): Promise<void>
  stop(): void
}

const KEY: InjectionKey<Judging> = Symbol('judging')

export function useJudging(): Judging {
  const judging = inject(KEY)
  if (!judging) throw new Error('a judge page outside of its shell')
  return judging
}

/** A draft is written this long after the last touch, or at once when the page is left. */
const PAUSE = 200

export async function begin(identity: Identity): Promise<Judging> {
  const owner = ownerOf(identity)
  const round = identity.round
  const pack = reading<JudgingPack>(`pack ${owner}`, () =>
    view(as('judge').GET('/api/v1/rounds/{id}/judging', { params: { path: { id: round } } })),
  )
  const drafts = reactive(new Map<string, Draft>())
  for (const kept of (await all('drafts')) as (Draft & { owner: string })[]) {
    if (kept.owner === owner) drafts.set(kept.proposal, { proposal: kept.proposal, marks: kept.marks, comment: kept.comment })
  }
  await open(owner)
  await pack.load()
  const live = follow(round, 'judge')
  const writing = new Map<string, ReturnType<typeof setTimeout>>()

  const proposals = computed(() =>
    [...(pack.value.value?.proposals ?? [])].sort((a, b) => (a.position ?? 999) - (b.position ?? 999) || a.code.localeCompare(b.code)),
  )
  const held = (proposal: JudgingProposal): Held => ({
    waiting: waiting.value,
    arrived: arrived.value,
    draft: drafts.get(proposal.id),
    slot: slotState(proposal, live.view.value),
  })
  const write = (draft: Draft) => put('drafts', `${owner} ${draft.proposal}`, { ...draft, owner })

  // What the pack says of slots, cards and marks grows old when the evening moves on.
  const turn = computed(() => live.view.value?.slots.map((slot) => slot.state).join() + String(live.view.value?.rehearsal))
  watch(turn, () => void pack.load())
  watch(live.link, (link, before) => {
    if (link !== 'live' || before !== 'lost') return
    hurry()
    void pack.load()
  })

  // A short gap may leave the stream standing, and what was read in it is old all the same.
  const fresh = () => pack.oldSince.value !== null && void pack.load()
  window.addEventListener('online', fresh)
  watch([live.view, sender], fresh)

  const entry = { owner, kind: 'judge' as const }
  return {
    round,
    pack,
    stage: live.view,
    link: live.link,
    online: computed(() => live.link.value === 'live' && sender.value !== 'offline'),
    proposals,
    now: computed(() => {
      const slot = live.view.value?.slots.find((one) => one.id === live.view.value?.now)
      return proposals.value.find((proposal) => proposal.id === slot?.proposal.id) ?? null
    }),
    follows: ref(true),
    held,
    where: (proposal) => where(proposal, held(proposal)),
    draft(proposal) {
      const sent = waiting.value.find((one) => one.subject === markSubject(proposal.id))?.body
      const known = delivered(proposal, arrived.value)
      return drafts.get(proposal.id) ?? draftOf(proposal.id, (sent as Draft | undefined) ?? known)
    },
    keep(draft) {
      drafts.set(draft.proposal, draft)
      clearTimeout(writing.get(draft.proposal))
      writing.set(draft.proposal, setTimeout(() => void write(draft), PAUSE))
    },
    async submit(draft) {
      drafts.set(draft.proposal, draft)
      clearTimeout(writing.get(draft.proposal))
      await write(draft)
      const comment = draft.comment.trim()
      const marks = { ...draft.marks }
      await leave({
        ...entry,
        subject: markSubject(draft.proposal),
        method: 'PUT',
        path: `/api/v1/proposals/${draft.proposal}/sheet`,
        body: comment ? { marks, comment } : { marks },
      })
    },
    async sign(proposal) {
      await leave({ ...entry, subject: signSubject(proposal), method: 'POST', path: `/api/v1/proposals/${proposal}/sheet/signature`, body: {} })
    },
    stop() {
      live.stop()
      window.removeEventListener('online', fresh)
      for (const timer of writing.values()) clearTimeout(timer)
    },
  }
}

export function share(judging: Judging): void {
  provide(KEY, judging)
}
