// The timer of a pitch: what is left, by the service's clock, so that stage, host and screen agree.
import type { StageSlot, StageView, Timer } from '../../api/views'

/** Seconds left; negative once the time is over. */
export function secondsLeft(timer: Timer, now: number): number {
  if (!timer.started_at) return timer.left_secs_when_paused ?? timer.length_secs
  const whole = timer.left_secs_when_paused ?? timer.length_secs
  return Math.ceil(whole - (now - Date.parse(timer.started_at)) / 1000)
}

/** 4:05, and +0:12 when it is over. */
export function face(seconds: number): string {
  const all = Math.abs(seconds)
  return `${seconds < 0 ? '+' : ''}${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')}`
}

export const slotById = (view: StageView, id: string | null): StageSlot | null => view.slots.find((slot) => slot.id === id) ?? null

/** Which slot a scene speaks of: the one it names, else the one on stage, else the next. */
export function slotInScene(view: StageView): StageSlot | null {
  const named = view.slots.find((slot) => slot.proposal.id === view.scene.proposal)
  return named ?? slotById(view, view.now) ?? slotById(view, view.next)
}
