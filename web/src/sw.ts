// The service worker: the files of the pages without a network. It never touches /api, so nothing old is ever taken for new data.
/** Filled in after the build by scripts/compress.mjs. */
declare const __FILES__: { version: string; files: string[] }

const worker = self as unknown as ServiceWorkerGlobalScope
const { version, files } = __FILES__
const CACHE = `weiguang-${version}`

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(files))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api')) return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => document()))
  } else if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg') {
    event.respondWith(caches.match(request).then((held) => held ?? fetch(request)))
  }
})

/** Every page is the same document. */
async function document(): Promise<Response> {
  return (await caches.match('/')) ?? Response.error()
}
