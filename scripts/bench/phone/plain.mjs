// What a phone can do at best: a register of 25 as plain markup, each tap one record into IndexedDB. And the worker of an
// empty shell, which keeps its one page as ours keeps its own.
import { createServer } from 'node:http'

const row = (n) =>
  `<li><button type="button" data-row="${n}"><span>${n}</span> <b>Person ${n}</b> <i>not recorded</i></button></li>`

const page = (people) => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Plain</title>
<style>body{font:16px sans-serif;margin:0}ol{list-style:none;margin:0;padding:0 12px}li{border-bottom:1px solid #ccc}
button{display:flex;gap:8px;width:100%;min-height:56px;background:none;border:0;font:inherit;text-align:start;align-items:center}
b{flex:1}[data-mark=PRESENT] i{color:#00735a}[data-mark=ABSENT] i{color:#b54708}</style>
<ol>${Array.from({ length: people }, (_, at) => row(at + 1)).join('')}</ol>
<script>
const opened = indexedDB.open('plain', 1)
opened.onupgradeneeded = () => opened.result.createObjectStore('taps', { keyPath: 'id' })
opened.onsuccess = () => document.documentElement.dataset.ready = '1'
let n = 0
document.querySelector('ol').addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (!button) return
  const mark = button.dataset.mark === 'PRESENT' ? 'ABSENT' : 'PRESENT'
  button.dataset.mark = mark
  button.querySelector('i').textContent = mark === 'PRESENT' ? 'present' : 'absent'
  const tx = opened.result.transaction('taps', 'readwrite', { durability: 'strict' })
  tx.objectStore('taps').put({ id: ++n, row: button.dataset.row, mark, at: Date.now() })
  tx.oncomplete = () => window.__stored?.push(performance.now() - event.timeStamp)
})
</script></html>`

/** Serves the plain register on a loopback port of its own. */
export async function servePlain(people) {
  const server = createServer((request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(request.url === '/' ? page(people) : '')
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { address: `http://localhost:${server.address().port}`, stop: () => server.close() }
}

/** Files of the empty shell: one page that says when it stands, and a worker that keeps it. */
export const SHELL_FILES = {
  'app/shell/page.jsx':
    'import { Shell } from "./shell"\nexport default function Page() { return <Shell /> }',
  'app/shell/shell.jsx': `'use client'
import { useEffect, useState } from 'react'
export function Shell() {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    setReady(true)
    void navigator.serviceWorker.register('/sw.js')
  }, [])
  return <main>{ready ? <p id="stands">.</p> : null}</main>
}`,
  'public/sw.js': `const NAME = 'shell'
async function fill() {
  const cache = await caches.open(NAME)
  const answer = await fetch('/shell', { cache: 'reload' })
  const found = new Set((await answer.clone().text()).match(/\\/_next\\/static\\/[\\w./~%@-]+/g))
  await cache.put('/shell', answer)
  for (const path of found) await cache.put(path, await fetch(path, { cache: 'reload' }))
}
addEventListener('install', (event) => event.waitUntil(fill().then(() => skipWaiting())))
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method === 'GET' && url.origin === location.origin)
    event.respondWith(caches.open(NAME).then((cache) => cache.match(url.pathname)).then((kept) => kept ?? fetch(event.request)))
})`,
}
