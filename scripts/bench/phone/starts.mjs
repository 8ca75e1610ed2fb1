// A cold start without a network: the page out of the service worker's cache, beside an empty shell of the same framework.
import { slowDown } from './taps.mjs'

/** Runs in the page before anything else: when what is waited for stands there. */
function watchStart(selector) {
  const look = () => {
    if (window.__stands || !document.querySelector(selector)) return
    window.__stands = performance.now()
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true })
}

/** One start: the worker asleep, a page of its own. Milliseconds from the beginning of the navigation. */
export async function coldStart(context, address, selector, rate) {
  const page = await context.newPage()
  await page.addInitScript(watchStart, selector)
  const session = await slowDown(page, rate)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await page.goto(address)
  await page.waitForFunction(() => window.__stands)
  const found = await page.evaluate(() => ({
    stands: window.__stands,
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  }))
  await page.close()
  return found
}

/** Until the worker holds the page: what is opened next needs no network. */
export async function waitForWorker(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))
  })
}
