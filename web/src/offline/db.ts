// What this device keeps: four stores in IndexedDB. Where a browser forbids them, memory stands in until the page closes.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Waiting, Acknowledged } from './outbox'
import type { Kept } from './kept'

interface Stores extends DBSchema {
  kept: { key: string; value: Kept }
  drafts: { key: string; value: unknown }
  outbox: { key: string; value: Waiting }
  acks: { key: string; value: Acknowledged }
}

type Store = 'kept' | 'drafts' | 'outbox' | 'acks'

const memory = new Map<Store, Map<string, unknown>>()
let opened: Promise<IDBPDatabase<Stores> | null> | undefined

// Asynchronous throughout: where IndexedDB is forbidden, naming it already throws.
async function connect(): Promise<IDBPDatabase<Stores> | null> {
  return openDB<Stores>('weiguang', 1, {
    upgrade(db) {
      for (const name of ['kept', 'drafts', 'outbox', 'acks'] as const) db.createObjectStore(name)
    },
  })
}

function database(): Promise<IDBPDatabase<Stores> | null> {
  opened ??= connect().catch(() => null)
  return opened
}

function inMemory(store: Store): Map<string, unknown> {
  let held = memory.get(store)
  if (!held) memory.set(store, (held = new Map()))
  return held
}

// IndexedDB copies by structure; a reactive proxy is no plain object and must be unwrapped first.
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export async function get<S extends Store>(store: S, key: string): Promise<Stores[S]['value'] | undefined> {
  const db = await database()
  return db ? db.get(store, key) : (inMemory(store).get(key) as Stores[S]['value'] | undefined)
}

export async function put<S extends Store>(store: S, key: string, value: Stores[S]['value']): Promise<void> {
  const db = await database()
  if (db) await db.put(store, plain(value) as never, key)
  else inMemory(store).set(key, plain(value))
}

/** Sets `next` in the place of what is kept (nothing: takes it away) if that is still what `known` says; nobody can write in between. */
export async function settle<S extends Store>(store: S, key: string, known: (held: Stores[S]['value']) => boolean, next?: Stores[S]['value']): Promise<void> {
  const db = await database()
  if (!db) {
    const kept = inMemory(store)
    const held = kept.get(key) as Stores[S]['value'] | undefined
    if (held && known(held)) next ? kept.set(key, plain(next)) : kept.delete(key)
    return
  }
  const act = db.transaction(store, 'readwrite')
  const held = await act.store.get(key)
  if (held && known(held)) await (next ? act.store.put(plain(next) as never, key) : act.store.delete(key))
  await act.done
}

export async function remove(store: Store, key: string): Promise<void> {
  const db = await database()
  if (db) await db.delete(store, key)
  else inMemory(store).delete(key)
}

export async function all<S extends Store>(store: S): Promise<Stores[S]['value'][]> {
  const db = await database()
  return db ? db.getAll(store) : ([...inMemory(store).values()] as Stores[S]['value'][])
}

/** Whether what is kept outlives the page. */
export async function lasting(): Promise<boolean> {
  return (await database()) !== null
}
