import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './guarded'
import { type OwnBrowser, ownBrowser } from './own-browser'
import { streak } from './own-cohort'
import { open, rows, takeAlong } from './own-phone'

/** F15, as `npm run test:kills` in its long form: how often the browser dies. The seed says when. */
const KILLS = Number(process.env.KILLS ?? 12)
const SEED = Number(process.env.KILLS_SEED ?? 1403)
const PEOPLE = 25
const MOST_WAIT_MS = 350
const NEVER_ENDING_UPGRADES = 3

/** A small seeded generator (mulberry32). */
function chance(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Mark = 'none' | 'PRESENT' | 'ABSENT'
const WORDS = { none: 'ثبت نشده', PRESENT: 'حاضر', ABSENT: 'غایب' }
const after = (mark: Mark): Mark => (mark === 'PRESENT' ? 'ABSENT' : 'PRESENT')
const markIn = (text: string): Mark =>
  text.includes(WORDS.ABSENT) ? 'ABSENT' : text.includes(WORDS.PRESENT) ? 'PRESENT' : 'none'

async function marksOn(page: Page): Promise<Mark[]> {
  await expect(rows(page)).toHaveCount(PEOPLE)
  return (await rows(page).allInnerTexts()).map(markIn)
}

/** The sheet, open, in a browser that has just come up without a network. */
async function sheetIn(browser: OwnBrowser, address: string): Promise<Page> {
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  await page.goto(address)
  await open(page)
  await expect(rows(page)).toHaveCount(PEOPLE)
  return page
}

/** Taps rows one after the other, in the page itself; each row that changes on the screen is told to `shown` at once. */
async function tapAway(page: Page, order: number[]): Promise<void> {
  await page.evaluate(async (turns) => {
    const { shown } = window as unknown as { shown: (row: number) => Promise<void> }
    const lines = [...document.querySelectorAll('main ol > li')]
    lines.forEach((line, row) => {
      const words = () => line.querySelector('button')?.textContent
      let was = words()
      new MutationObserver(() => {
        if (words() === was) return
        was = words()
        void shown(row)
      }).observe(line, { subtree: true, childList: true, characterData: true })
    })
    for (const row of turns) {
      lines[row]?.querySelector('button')?.click()
      await new Promise((done) => setTimeout(done, 12))
    }
  }, order)
}

/** An upgrade of the database that changes all records and never comes to its end. */
async function upgradeForever(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((begun, fail) => {
        const asked = indexedDB.open('tabavar-phone', 99)
        asked.onerror = () => fail(asked.error)
        asked.onupgradeneeded = () => {
          const store = asked.transaction!.objectStore('outbox')
          asked.result.createObjectStore('half')
          store.deleteIndex('byPlace')
          const all = store.getAll()
          all.onsuccess = () => {
            let at = 0
            const next = () => {
              const record = all.result[at % all.result.length]
              at += 1
              store.put({ ...record, n: -at, data: new ArrayBuffer(0) }).onsuccess = next
              if (at === all.result.length) begun(at)
            }
            next()
          }
        }
      }),
  )
}

test(`F15: the browser dies ${KILLS} times at any moment, and every tap that was shown is there; an upgrade that dies leaves all as it was`, async ({
  baseURL,
}, testInfo) => {
  test.setTimeout(180_000 + KILLS * 20_000)
  const next = chance(SEED)
  const folder = testInfo.outputPath('phone')
  const hers = await streak(PEOPLE)
  let browser = await ownBrowser(folder, true)
  const died = { shown: 0, tapped: 0, kept: 0 }
  try {
    const first = browser.context.pages()[0] ?? (await browser.context.newPage())
    // A browser of its own knows no base address.
    const { goto } = first
    first.goto = (url, options) => goto.call(first, new URL(url, baseURL).href, options)
    await takeAlong(first, hers)
    await open(first)
    await expect(first.getByText('همه به دفتر رسیده است')).toBeVisible()
    await browser.close()

    const address = `${baseURL}/fa/phone#${hers.sessions[0]}`
    browser = await ownBrowser(folder, false)
    let marks = await marksOn(await sheetIn(browser, address))
    expect(marks).toEqual(Array(PEOPLE).fill('none'))
    for (let kill = 0; kill < KILLS; kill += 1) {
      const page = browser.context.pages()[0]!
      const order = Array.from({ length: PEOPLE }, (_, row) => ({ row, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ row }) => row)
      const seen = new Set<number>()
      // Before anything can die: a binding half made is an error of the tool.
      await page.exposeBinding('shown', (_source, row: number) => seen.add(row))
      // The connection breaks with the browser; what was told before that counts.
      const tapping = tapAway(page, order).catch(() => {})
      await sleep(next() * MOST_WAIT_MS)
      const shown = new Set(seen)
      await browser.kill()
      await tapping
      browser = await ownBrowser(folder, false)
      const found = await marksOn(await sheetIn(browser, address))
      for (const [row, mark] of found.entries()) {
        const before = marks[row]!
        const may = shown.has(row) ? [after(before)] : [before, after(before)]
        expect(may, `row ${row} after kill ${kill}, seed ${SEED}`).toContain(mark)
        if (mark !== before) died.kept += 1
      }
      died.shown += shown.size
      marks = found
    }

    // Everybody marked, so that an upgrade has something to spoil.
    const page = browser.context.pages()[0]!
    for (const [row, mark] of marks.entries()) {
      if (mark !== 'none') continue
      await rows(page).nth(row).getByRole('button').first().click()
      await expect(rows(page).nth(row)).toContainText(WORDS.PRESENT)
    }
    marks = await marksOn(page)
    for (let turn = 0; turn < NEVER_ENDING_UPGRADES; turn += 1) {
      const other = await browser.context.newPage()
      await other.goto(`${baseURL}/fa/help`)
      expect(await upgradeForever(other)).toBe(PEOPLE)
      await sleep(next() * MOST_WAIT_MS)
      await browser.kill()
      browser = await ownBrowser(folder, false)
      expect(await marksOn(await sheetIn(browser, address))).toEqual(marks)
    }
    await browser.kill()

    // The office gets what stood on the screen, once.
    browser = await ownBrowser(folder, true)
    const last = await sheetIn(browser, address)
    await expect(last.getByText('به دفتر رسید')).toBeVisible()
    await last.goto(`${baseURL}/fa/today/${hers.sessions[0]}`)
    expect(await marksOn(last)).toEqual(marks)
  } finally {
    await browser.kill()
  }
  await testInfo.attach('kills', { body: JSON.stringify({ kills: KILLS, seed: SEED, ...died }) })
  console.log(
    `${KILLS} kills: ${died.shown} taps had been shown and are there, ${died.kept} were kept in all`,
  )
  expect(died.shown).toBeGreaterThan(0)
})
