// The service's time. A phone's own clock may be wrong by minutes, and deadlines are the service's.
import { ref } from 'vue'

let ahead = 0

/** The service's time now, in milliseconds; good to about a second. */
export function serverNow(): number {
  return Date.now() + ahead
}

/** Takes the time from an answer of the service and hands the answer on. */
export function note(answer: Response): Response {
  setTime(answer.headers.get('x-server-time'))
  return answer
}

export function setTime(text: string | null): void {
  const at = text ? Date.parse(text) : Number.NaN
  if (Number.isFinite(at)) ahead = at - Date.now()
}

/** Ticks every second while the page is open. */
export const now = ref(Date.now())
setInterval(() => {
  now.value = serverNow()
}, 1000)
