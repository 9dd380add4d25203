// What a browser has and node has not, as far as the tested files touch it. The network is a function that each test gives.
const held = new Map<string, string>()
const listeners = new Map<string, () => void>()

if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: {} })
Object.assign(globalThis, {
  window: {
    addEventListener: (name: string, run: () => void) => listeners.set(name, run),
    removeEventListener: (name: string) => listeners.delete(name),
    matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
  },
  location: { origin: 'http://weiguang.test' },
  localStorage: { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => held.set(key, value), removeItem: (key: string) => held.delete(key) },
})
const Native = globalThis.Request
globalThis.Request = class extends Native {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, 'http://weiguang.test') : input, init)
  }
} as typeof Request

export const fire = (name: string): void => listeners.get(name)?.()
