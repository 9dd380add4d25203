// Which judge this device belongs to: kept, so that a reload without a network still knows whose drafts these are.
import { get, put } from '../../offline/db'

export interface Identity {
  round: string
  code: string
  name: string
}

export async function remember(identity: Identity): Promise<void> {
  await put('kept', 'judge', { at: Date.now(), value: identity })
}

export async function recall(): Promise<Identity | null> {
  return ((await get('kept', 'judge'))?.value as Identity | undefined) ?? null
}

export const ownerOf = (identity: Identity): string => `judge ${identity.round} ${identity.code}`
