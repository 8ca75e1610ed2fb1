// Row 10: recording on a slow phone without a network. Two speeds of the processor; each beside its limit in the same run.
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { bundleInto } from '../../bundle.mjs'
import { ensureBrowser } from '../../launcher/browser.mjs'
import { root } from '../../launcher/paths.mjs'
import { interval } from '../stats.mjs'
import { servePages, weighServed } from '../weight.mjs'
import { CLOSE, DIGIT, NAMES, openSheet, SCREEN, takeAlong, unlock } from './field.mjs'
import { servePlain } from './plain.mjs'
import { coldStart, waitForWorker } from './starts.mjs'
import { p50, p98, seen, slowDown, tapOn, watchTaps } from './taps.mjs'

const PEOPLE = 25
const SESSIONS = 30
const ABSENT = [2, 11, 24]
const RATES = [6, 20]
/** Whole registers at each speed. */
const SHEETS = 5
const STARTS = 9
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]

/** A facilitator with a group of 25 and 30 sessions, eleven of them to be recorded. */
async function facilitator(env) {
  const folder = join(root, 'test-results/bench')
  mkdirSync(folder, { recursive: true })
  await bundleInto(root, folder, { 'phone-cohort': join(root, 'tests/e2e/follow-up-cohort.ts') })
  const program = join(folder, 'phone-cohort.mjs')
  const args = [program, String(PEOPLE), String(SESSIONS)]
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' }))
}

/** One register from the first head to the last mark: how many taps it took. */
async function record(page, session, rows) {
  let taps = 0
  const tap = async (selector, at, watch) => {
    taps += 1
    await tapOn(page, session, selector, at, watch)
  }
  if (rows.pad) {
    await tap(DIGIT, 0, false)
    await tap(DIGIT, 0, false)
    await tap(CLOSE, 0, false)
  }
  for (let at = 0; at < PEOPLE; at += 1) await tap(rows.names, at, rows.watch)
  for (const at of ABSENT) await tap(rows.names, at, rows.watch)
  return taps
}

async function oursAt(context, served, her, rate, sheets) {
  const page = await context.newPage()
  await page.addInitScript(watchTaps)
  await page.goto(`${served.address}/fa/phone`)
  await unlock(page)
  const session = await slowDown(page, rate)
  let taps = 0
  for (const sheet of sheets) {
    await openSheet(page, her.sessions[sheet], PEOPLE)
    taps += await record(page, session, { pad: true, names: NAMES, watch: true })
  }
  const found = await seen(page, taps)
  await page.close()
  return { ...found, taps }
}

async function plainAt(browser, plain, rate) {
  const context = await browser.newContext(SCREEN)
  const all = { paints: [], stored: [], taps: 0, unreported: 0 }
  for (let turn = 0; turn < SHEETS; turn += 1) {
    const page = await context.newPage()
    await page.addInitScript(watchTaps)
    await page.goto(plain.address)
    await page.waitForFunction(() => document.documentElement.dataset.ready)
    const session = await slowDown(page, rate)
    const taps = await record(page, session, { pad: false, names: 'ol > li button', watch: false })
    const found = await seen(page, taps)
    all.paints.push(...found.paints)
    all.stored.push(...found.stored)
    all.taps += taps
    all.unreported += found.unreported
    await page.close()
  }
  await context.close()
  return all
}

async function startsOf(browser, served, context) {
  const shell = await browser.newContext(SCREEN)
  const first = await shell.newPage()
  await first.goto(`${served.empty}/shell`)
  await waitForWorker(first)
  await first.close()
  await shell.setOffline(true)
  const pairs = []
  for (let turn = 0; turn < STARTS; turn += 1) {
    const ours = () => coldStart(context, `${served.address}/fa/phone`, '#pin', 6)
    const empty = () => coldStart(shell, `${served.empty}/shell`, '#stands', 6)
    const pair =
      turn % 2 ? { empty: await empty(), ours: await ours() } : { ours: await ours(), empty: await empty() }
    if (turn > 0) pairs.push(pair)
  }
  await shell.close()
  return pairs
}

const spread = (values) => {
  const { median } = interval(values)
  return { median, least: Math.min(...values), most: Math.max(...values) }
}
const flat = (text, value, more) => ({ text, median: value, low: value, high: value, target: null, ...more })
const atMost = (value, target) => ({ target, kind: 'at most', met: value <= target })

function rateRows(rate, ours, plain) {
  const lines = [
    [`tap → next paint, ${rate}×, ours`, spread(ours.paints), `p98 ${p98(ours.paints)} of ${ours.taps} taps`],
    [
      `tap → next paint, ${rate}×, plain`,
      spread(plain.paints),
      `p98 ${p98(plain.paints)} of ${plain.taps} taps`,
    ],
    [
      `tap → on the disk and shown, ${rate}×, ours`,
      spread(ours.stored),
      `p98 ${p98(ours.stored).toFixed(0)}`,
    ],
    [`tap → on the disk, ${rate}×, plain`, spread(plain.stored), `p98 ${p98(plain.stored).toFixed(0)}`],
  ]
  const mine = p98(ours.paints)
  const ratio = mine / p98(plain.paints)
  const goals =
    rate === 6
      ? [flat('interaction to next paint at 6×, p98', mine, { unit: ' ms', digits: 0, ...atMost(mine, 100) })]
      : [
          flat('interaction to next paint at 20×, p98', mine, { unit: ' ms', digits: 0 }),
          flat('the same over the plain page', ratio, atMost(ratio, 1.2)),
        ]
  return {
    lines,
    goals: [
      ...goals,
      flat(`tap → stored and shown at ${rate}×, median`, p50(ours.stored), { unit: ' ms', digits: 0 }),
    ],
  }
}

/** How much lies in IndexedDB, as the browser counts it. */
async function storedBytes(context, address) {
  const page = await context.newPage()
  await page.goto(`${address}/fa/phone`)
  const found = await page.evaluate(async () => {
    const { usage, usageDetails } = await navigator.storage.estimate()
    return { usage, database: usageDetails?.indexedDB ?? Number.NaN }
  })
  await page.close()
  return found
}

export async function playPhone({ run, later, given, say }) {
  const executablePath = await ensureBrowser(run)
  const served = await servePages({ run, later, given })
  const js = await weighServed(served)
  const her = await facilitator(served.env)
  const plain = await servePlain(PEOPLE)
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  try {
    say('Row 10: a register on a slow phone, without a network')
    const context = await browser.newContext(SCREEN)
    const first = await context.newPage()
    await takeAlong(first, served.address, her)
    await unlock(first)
    await first.close()
    await context.setOffline(true)
    const starts = await startsOf(browser, served, context)
    const speeds = {}
    const rows = []
    for (const [turn, rate] of RATES.entries()) {
      const sheets = Array.from({ length: SHEETS }, (_, at) => turn * SHEETS + at)
      const ours = await oursAt(context, served, her, rate, sheets)
      const beside = await plainAt(browser, plain, rate)
      speeds[rate] = { ours, plain: beside }
      rows.push(rateRows(rate, ours, beside))
    }
    const stored = await storedBytes(context, served.address)
    const ratio = interval(starts.map(({ ours, empty }) => ours.stands / empty.stands))
    const lines = [
      ...rows.flatMap((each) => each.lines),
      ['cold start, 6×: the closed phone stands', spread(starts.map(({ ours }) => ours.stands)), ''],
      ['cold start, 6×: the empty shell stands', spread(starts.map(({ empty }) => empty.stands)), ''],
      ['first paint of the phone', spread(starts.map(({ ours }) => ours.painted)), ''],
      ['first paint of the empty shell', spread(starts.map(({ empty }) => empty.painted)), ''],
    ]
    const mb = stored.database / 1e6
    const goals = [
      ...rows.flatMap((each) => each.goals),
      { text: 'cold start over the empty shell', ...ratio, ...atMost(ratio.high, 1.5) },
      flat(`IndexedDB with ${PEOPLE} people, ${SESSIONS} sessions and ${2 * SHEETS} registers not sent`, mb, {
        unit: ' MB',
        ...atMost(mb, 2),
      }),
    ]
    return {
      js,
      row10: { title: 'Row 10: a register on a slow phone, offline', lines, goals, speeds, starts, stored },
    }
  } finally {
    await browser.close()
    plain.stop()
    await served.stop()
  }
}
