// The host's acts, one function each, with one place for what went wrong.
import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import { as, body } from '../../api/client'
import type { RevealMode, SceneKind, StageSlot, StageView, Timer } from '../../api/views'
import { said } from '../../words'

export interface Control {
  round: string
  view: Ref<StageView>
  wrong: Ref<string | null>
  busy: Ref<boolean>
  open(slot: StageSlot): Promise<void>
  seal(slot: StageSlot): Promise<void>
  absent(slot: StageSlot, code: string): Promise<void>
  voting(slot: StageSlot, wanted: 'open' | 'closed'): Promise<void>
  reveal(slot: StageSlot, wanted: 'shown' | 'hidden'): Promise<void>
  scene(kind: SceneKind, proposal?: string | null, step?: number): Promise<void>
  undo(): Promise<void>
  mode(mode: RevealMode): Promise<void>
  timer(phase: Timer['phase'], act: 'start' | 'pause' | 'reset'): Promise<void>
  rehearsal(wanted: 'on' | 'off'): Promise<void>
  attempt<T>(asking: () => Promise<T>): Promise<T | null>
}

const KEY: InjectionKey<Control> = Symbol('control')

export function useControl(): Control {
  const control = inject(KEY)
  if (!control) throw new Error('a part of the control outside of its page')
  return control
}

export function share(round: string, view: Ref<StageView>): Control {
  const control = make(round, view)
  provide(KEY, control)
  return control
}

function make(round: string, view: Ref<StageView>): Control {
  const wrong = ref<string | null>(null)
  const busy = ref(false)
  const host = as('person')
  const evening = { params: { path: { id: round } } }
  const of = (slot: StageSlot) => ({ params: { path: { id: slot.id } } })

  async function attempt<T>(asking: () => Promise<T>): Promise<T | null> {
    busy.value = true
    wrong.value = null
    try {
      return await asking()
    } catch (error) {
      wrong.value = said(error)
      return null
    } finally {
      busy.value = false
    }
  }
  const act = async (asking: () => Promise<unknown>) => void (await attempt(asking))

  return {
    round,
    view,
    wrong,
    busy,
    attempt,
    open: (slot) => act(() => body(host.POST('/api/v1/slots/{id}/opening', { ...of(slot), body: {} as never }))),
    seal: (slot) => act(() => body(host.POST('/api/v1/slots/{id}/seal', { ...of(slot), body: {} as never }))),
    // The view names judges by code; the record of an absence wants the person.
    absent: (slot, code) =>
      act(async () => {
        const seats = (await body(host.GET('/api/v1/rounds/{id}/seats', evening))).items
        const judge = seats.find((seat) => seat.code === code)?.person ?? ''
        await body(host.POST('/api/v1/proposals/{id}/absences', { params: { path: { id: slot.proposal.id } }, body: { judge } }))
      }),
    voting: (slot, wanted) =>
      act(() => (wanted === 'open' ? body(host.POST('/api/v1/slots/{id}/voting', { ...of(slot), body: {} as never })) : body(host.DELETE('/api/v1/slots/{id}/voting', of(slot))))),
    reveal: (slot, wanted) =>
      act(() => (wanted === 'shown' ? body(host.POST('/api/v1/slots/{id}/reveal', { ...of(slot), body: {} as never })) : body(host.DELETE('/api/v1/slots/{id}/reveal', of(slot))))),
    scene: (kind, proposal, step) =>
      act(() => body(host.PUT('/api/v1/rounds/{id}/stage/scene', { ...evening, body: { kind, ...(proposal ? { proposal } : {}), ...(step === undefined ? {} : { step }) } }))),
    undo: () => act(() => body(host.DELETE('/api/v1/rounds/{id}/stage/scene', evening))),
    mode: (mode) => act(() => body(host.PUT('/api/v1/rounds/{id}/stage/reveal-mode', { ...evening, body: { mode } }))),
    timer: (phase, what) => act(() => body(host.PUT('/api/v1/rounds/{id}/stage/timer', { ...evening, body: { phase, act: what } }))),
    rehearsal: (wanted) =>
      act(() => (wanted === 'on' ? body(host.POST('/api/v1/rounds/{id}/rehearsal', evening)) : body(host.DELETE('/api/v1/rounds/{id}/rehearsal', evening)))),
  }
}
