// Taps on a register in a slow browser: how long until the next paint, and until what was tapped is on the disk and shown.
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../stats.mjs'

/** A thumb that knows its way: so long after a row has come into view it is tapped. */
const PACE_MS = 300
/** What the browser does not report is shorter than this. */
const LEAST_MS = 16

/** Runs in the page before anything else: keeps the event timings, and when the tapped row changed. */
export function watchTaps() {
  window.__paints = new Map()
  window.__stored = []
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId)
        window.__paints.set(interactionId, Math.max(window.__paints.get(interactionId) ?? 0, duration))
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  window.__watchRow = (row) => {
    const begun = { at: 0 }
    row.addEventListener(
      'click',
      (event) => {
        begun.at = event.timeStamp
      },
      { capture: true, once: true },
    )
    const observer = new MutationObserver(() => {
      if (begun.at === 0) return
      observer.disconnect()
      window.__stored.push(performance.now() - begun.at)
    })
    observer.observe(row, { subtree: true, childList: true, characterData: true, attributes: true })
  }
}

export async function slowDown(page, rate) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  return session
}

/** Brings the button into view, then taps it as a finger does. `watch`: the row is to be watched for its change. */
export async function tapOn(page, session, selector, at, watch) {
  const point = await page.evaluate(
    ([where, index, rows]) => {
      const button = document.querySelectorAll(where)[index]
      button.scrollIntoView({ block: 'center' })
      if (rows) window.__watchRow(button.closest('li'))
      const { x, y, width, height } = button.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    },
    [selector, at, watch],
  )
  await sleep(PACE_MS)
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

/** All that one page saw, `taps` of them: what was not reported was faster than can be told. */
export async function seen(page, taps) {
  await sleep(500)
  const { paints, stored } = await page.evaluate(() => ({
    paints: [...window.__paints.values()],
    stored: window.__stored,
  }))
  const unreported = Math.max(0, taps - paints.length)
  return { paints: [...paints, ...Array(unreported).fill(LEAST_MS)], stored, unreported }
}

const sorted = (values) => [...values].sort((a, b) => a - b)
export const p98 = (values) => percentile(sorted(values), 0.98)
export const p50 = (values) => percentile(sorted(values), 0.5)
