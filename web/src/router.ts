// Which address is which page. The service answers exactly these first words with the document (crates/server/src/pages.rs; a test compares).
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { nextTick, watch } from 'vue'
import { language, t, type Key } from './i18n'

declare module 'vue-router' {
  interface RouteMeta {
    title?: Key
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./pages/public/PublicShell.vue'),
    children: [
      { path: '', component: () => import('./pages/public/HomePage.vue'), meta: { title: 'home.title' } },
      { path: '/calls', component: () => import('./pages/public/CallsPage.vue'), meta: { title: 'calls.title' } },
      { path: '/calls/:roundId', component: () => import('./pages/public/CallPage.vue'), meta: { title: 'call.title' } },
      { path: '/projects', component: () => import('./pages/public/ProjectsPage.vue'), meta: { title: 'projects.title' } },
      { path: '/projects/:roundId', component: () => import('./pages/public/ProjectsPage.vue'), meta: { title: 'projects.title' } },
      { path: '/notices/:roundId', component: () => import('./pages/public/NoticesPage.vue'), meta: { title: 'notices.title' } },
      { path: '/results/:roundId', component: () => import('./pages/public/ResultsPage.vue'), meta: { title: 'results.title' } },
      { path: '/login', component: () => import('./pages/public/LoginPage.vue'), meta: { title: 'login.title' } },
    ],
  },
  { path: '/j', component: () => import('./pages/judge/CardPage.vue'), meta: { title: 'card.title' } },
  { path: '/judge', component: () => import('./pages/judge/CardPage.vue'), meta: { title: 'card.title' } },
  {
    path: '/judge/:roundId',
    component: () => import('./pages/judge/JudgeShell.vue'),
    meta: { title: 'judge.title' },
    children: [
      { path: '', name: 'judge', component: () => import('./pages/judge/ListPage.vue') },
      { path: 'mine', name: 'mine', component: () => import('./pages/judge/MinePage.vue') },
      { path: 'sheet', name: 'sheet', component: () => import('./pages/judge/SheetPage.vue') },
      { path: ':projectId', name: 'score', component: () => import('./pages/judge/ScorePage.vue') },
    ],
  },
  { path: '/stage/:roundId/control', component: () => import('./pages/stage/ControlPage.vue'), meta: { title: 'control.title' } },
  { path: '/stage/:roundId/ties', component: () => import('./pages/stage/TiesPage.vue'), meta: { title: 'tie.title' } },
  { path: '/stage/:roundId/ballots', component: () => import('./pages/stage/BallotsPage.vue'), meta: { title: 'ballots.title' } },
  {
    path: '/desk',
    component: () => import('./pages/desk/DeskShell.vue'),
    children: [
      { path: '', component: () => import('./pages/desk/DeskPage.vue'), meta: { title: 'desk.title' } },
      { path: 'rounds/:roundId/results', component: () => import('./pages/desk/StandingsDesk.vue'), meta: { title: 'standingsDesk.title' } },
    ],
  },
  { path: '/screen', component: () => import('./pages/stage/ScreenPage.vue'), meta: { title: 'screen.title' } },
  { path: '/vote', component: () => import('./pages/vote/VotePage.vue'), meta: { title: 'vote.title' } },
  { path: '/:rest(.*)*', component: () => import('./pages/public/NotFoundPage.vue'), meta: { title: 'missing.title' } },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

function entitle(): void {
  const key = router.currentRoute.value.meta.title
  document.title = key ? `${t(key)} · ${t('app.name')}` : t('app.name')
}

router.afterEach(async (to, from) => {
  entitle()
  if (from.matched.length === 0 || to.path === from.path) return
  await nextTick()
  // A screen reader hears the new page by its heading; without this it hears nothing.
  const heading = document.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  heading?.focus({ preventScroll: true })
})
watch(language, entitle)
