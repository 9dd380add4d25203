// Who sits at the desk, and which pages their roles open; the service itself decides, this only spares people links that end in a refusal.
import type { InjectionKey, Ref } from 'vue'
import type { components } from '../../api/schema'

export type Me = components['schemas']['SelfView']
export const ME: InjectionKey<Ref<Me | null>> = Symbol('me')

const holds = (me: Me, ...roles: string[]) => me.grants.some((grant) => roles.includes(grant.role))

export const mayReadResults = (me: Me): boolean => holds(me, 'organiser', 'operator', 'overseer')
export const mayLead = (me: Me): boolean => holds(me, 'organiser', 'operator', 'stage_host')
