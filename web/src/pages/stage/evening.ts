// The evening as whoever leads it follows it; who is not signed in is sent to sign in and comes back.
import { computed, onUnmounted, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { follow, type Following } from '../../api/live'
import { wasSigned } from '../../api/session'
import type { StageView } from '../../api/views'

export function lead(): { round: string; live: Following; view: ComputedRef<StageView | null> } {
  const route = useRoute()
  const router = useRouter()
  const round = String(route.params.roundId)
  const signIn = () => router.replace({ path: '/login', query: { next: route.fullPath } })

  // The public sees an evening too, so that a missing session shows only here.
  if (!wasSigned('person')) void signIn()
  const live = follow(round, 'person')
  watch(live.link, (link) => link === 'refused' && !wasSigned('person') && void signIn(), { immediate: true })
  onUnmounted(() => live.stop())
  return { round, live, view: computed(() => live.view.value) }
}
