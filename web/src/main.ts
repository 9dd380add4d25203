// Starts the pages: settings first, so that nothing flashes, then the language, the router and the service worker.
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import './settings'
import { createApp } from 'vue'
import App from './App.vue'
import { greet } from './i18n'
import { router } from './router'

await greet()
createApp(App).use(router).mount('#app')

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined))
}
