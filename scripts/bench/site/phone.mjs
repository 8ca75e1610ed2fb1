// Row 9: the public page on a throttled phone, beside the same content as plain markup without any style.
import { createServer } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { ensureBrowser } from '../../launcher/browser.mjs'
import { interval } from '../stats.mjs'

const PAIRS = 9
const CPU = 6
/** Slow 4G as Lighthouse has it. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}
const SCREEN = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]

/** Runs in the page before anything else: what is painted, what moves, what holds the thread. */
function watch() {
  window.seen = { paint: 0, shift: 0, blocked: 0 }
  const on = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true })
  on('largest-contentful-paint', (entry) => {
    window.seen.paint = entry.startTime
  })
  on('layout-shift', (entry) => {
    if (!entry.hadRecentInput) window.seen.shift += entry.value
  })
  on('longtask', (entry) => {
    window.seen.blocked += Math.max(0, entry.duration - 50)
  })
}

async function visit(browser, address) {
  // A browser that has never been here.
  const context = await browser.newContext(SCREEN)
  const page = await context.newPage()
  await page.addInitScript(watch)
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', NETWORK)
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU })
  const types = new Map()
  const bytes = { Document: 0, Font: 0, Script: 0, Other: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId)
    bytes[type in bytes ? type : 'Other'] += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'load' })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(1500)
  const seen = await page.evaluate(() => window.seen)
  await context.close()
  return { ...seen, bytes }
}

/** The page as it is served, with its style and typeface taken out. */
async function servePlain(address) {
  const html = (await (await fetch(address)).text())
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<link [^>]*>/g, '')
    .replace(/<meta http-equiv[^>]*>/, '')
    .replace(/ class="[^"]*"/g, '')
  const body = brotliCompressSync(html)
  const server = createServer((_, answer) => {
    answer.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      'content-length': body.length,
    })
    answer.end(body)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { address: `http://localhost:${server.address().port}/`, stop: () => server.close() }
}

const most = (values) => Math.max(...values)

export async function playSlowPhone({ run, address, say }) {
  say('Row 9: the public page on slow 4G with a processor six times slower')
  const browser = await chromium.launch({ executablePath: await ensureBrowser(run), args: FLAGS })
  const plain = await servePlain(`${address}/fa`)
  const pairs = []
  try {
    for (let turn = 0; turn <= PAIRS; turn += 1) {
      const ours = () => visit(browser, `${address}/fa`)
      const beside = () => visit(browser, plain.address)
      const pair =
        turn % 2
          ? { plain: await beside(), ours: await ours() }
          : { ours: await ours(), plain: await beside() }
      if (turn > 0) pairs.push(pair)
    }
  } finally {
    await browser.close()
    plain.stop()
  }
  const ours = pairs.map((pair) => pair.ours)
  const spread = (values) => ({
    median: interval(values).median,
    least: Math.min(...values),
    most: most(values),
  })
  const kb = (of) => most(ours.map(({ bytes }) => of(bytes))) / 1000
  const flat = (text, value, target, digits = 1, unit = '') => ({
    ...{ text, median: value, low: value, high: value, digits, unit },
    ...{ kind: 'at most', target, met: value <= target },
  })
  const ratio = interval(pairs.map((pair) => pair.ours.paint / pair.plain.paint))
  return {
    title: 'Row 9: the public page on a slow phone',
    pairs,
    lines: [
      ['largest paint, ours', spread(ours.map(({ paint }) => paint)), ''],
      ['largest paint, plain markup', spread(pairs.map((pair) => pair.plain.paint)), ''],
    ],
    goals: [
      {
        text: 'largest paint over plain markup',
        ...ratio,
        kind: 'at most',
        target: 1.2,
        met: ratio.high <= 1.2,
      },
      flat(
        'thread held beyond 50 ms, the worst of all',
        most(ours.map(({ blocked }) => blocked)),
        50,
        0,
        ' ms',
      ),
      flat('layout shift, the worst of all', most(ours.map(({ shift }) => shift)), 0.02, 4),
      flat(
        'bytes with the typeface',
        kb((bytes) => bytes.Document + bytes.Font + bytes.Script + bytes.Other),
        100,
        1,
        ' kB',
      ),
      flat(
        'bytes without it',
        kb((bytes) => bytes.Document + bytes.Script + bytes.Other),
        30,
        1,
        ' kB',
      ),
      flat(
        'script',
        kb((bytes) => bytes.Script),
        10,
        1,
        ' kB',
      ),
    ],
  }
}
