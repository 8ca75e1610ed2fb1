// How much JavaScript a browser loads for the register and for the public page, over an empty page of the framework.
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { encode } from 'next-auth/jwt'
import { ensureBuild } from '../launcher/build.mjs'
import { keepProgram, runProgram, stopChild } from '../launcher/children.mjs'
import { Stop, tail } from '../launcher/errors.mjs'
import { dataFolder, logsFolder, nodeModule, root } from '../launcher/paths.mjs'
import { freePort } from '../launcher/ports.mjs'
import { step } from '../launcher/say.mjs'
import { serve } from '../launcher/serve.mjs'
import { loadDemo } from '../launcher/setup.mjs'
import { SHELL_FILES } from './phone/plain.mjs'
import { openDatabase, openRoom } from './servers.mjs'

const EMPTY = {
  'package.json': '{ "private": true, "type": "module" }',
  'next.config.js': `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} }`,
  'app/layout.jsx':
    'export default function Layout({ children }) { return <html lang="fa"><body>{children}</body></html> }',
  'app/page.jsx': 'export default function Page() { return <p>.</p> }',
}

/** An empty application of the same framework, built beside the project so that it finds the same packages. */
async function buildEmpty(run, later) {
  const folder = join(dataFolder(), 'bench-empty')
  rmSync(folder, { recursive: true, force: true })
  later(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ ...EMPTY, ...SHELL_FILES })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
  for (const name of ['NODE_ENV', 'NEXT_DIST_DIR', 'FORCE_COLOR']) delete env[name]
  const built = await runProgram(
    'empty build',
    process.execPath,
    [nodeModule('next/dist/bin/next'), 'build', folder],
    { env, run },
  )
  if (built.code !== 0) throw new Stop(`The empty application could not be built:\n${tail(built.output)}`)
  return folder
}

async function serveEmpty(folder, run) {
  const port = await freePort(26_000)
  const args = [nodeModule('next/dist/bin/next'), 'start', folder, '-H', '127.0.0.1', '-p', String(port)]
  let wanted = true
  const child = keepProgram('empty', process.execPath, args, {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    run,
    log: join(logsFolder(), 'bench-empty.log'),
    onEnd: (error) => wanted && console.error(error.message),
  })
  const address = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(address)
        .then((answer) => answer.ok)
        .catch(() => false)
    )
      break
    await sleep(50)
  }
  const stop = () => {
    wanted = false
    return stopChild(child)
  }
  return { address, stop }
}

/** Addresses of the scripts a page makes a browser load: its script elements and what its data names. */
export function scriptsOf(html) {
  const elements = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)]
  const old = new Set(elements.filter(([tag]) => /nomodule/i.test(tag)).map(([, address]) => address))
  const named = [...html.matchAll(/static\/chunks\/[^"'\\\s<>]+?\.js/g)].map(([path]) => `/_next/${path}`)
  const all = new Set(
    [...elements.map(([, address]) => address.replaceAll('&amp;', '&')), ...named].map(
      (each) => each.split('?')[0],
    ),
  )
  return [...all].filter((each) => ![...old].some((one) => one.split('?')[0] === each))
}

export async function weigh(address, path, cookie) {
  const answer = await fetch(`${address}${path}`, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
  if (answer.status !== 200)
    throw new Stop(`${path} answers ${answer.status}; its scripts cannot be weighed.`)
  const html = await answer.text()
  const files = {}
  for (const each of scriptsOf(html)) {
    const script = await fetch(new URL(each, address), { headers: { 'accept-encoding': 'identity' } })
    if (!script.ok) throw new Stop(`${each} answers ${script.status}`)
    files[each] = gzipSync(Buffer.from(await script.arrayBuffer())).length
  }
  const bytes = Object.values(files).reduce((sum, each) => sum + each, 0)
  return { path, bytes, html: gzipSync(html).length, files }
}

/** A facilitator of the demo, signed in, and a session of hers to be recorded. */
async function facilitator(sql, secret) {
  const [row] = await sql`
    select s.id, f.user_id from app.session s join app.run r on r.id = s.run_id
    join app.cohort_facilitator cf on cf.cohort_id = s.cohort_id join app.facilitator f on f.id = cf.facilitator_id
    where f.user_id is not null and s.starts_at <= app.run_clock(r) and s.cohort_id is not null
      and exists (select from app.user_grant g where g.user_id = f.user_id and g.ended_at is null)
    order by s.status <> 'SCHEDULED', s.starts_at desc limit 1`
  if (!row) throw new Stop('The demo has no facilitator with a session.')
  const sid = randomBytes(32).toString('base64url')
  await sql`insert into app.auth_session (token_hash, user_id, expires_at)
    values (${createHash('sha256').update(sid).digest()}, ${row.user_id}, now() + interval '1 day')`
  return { session: row.id, cookie: `tabavar=${await encode({ token: { sid }, secret, maxAge: 86_400 })}` }
}

/** The application with its demonstration and an empty one of the framework, both as they are shipped. */
export async function servePages({ run, later, given }) {
  const room = openRoom(run, later)
  const database = await openDatabase({ given, run, later, room })
  await loadDemo('snapshot', { env: database.env, run })
  const port = await freePort(24_500)
  const address = `http://localhost:${port}`
  const env = { ...database.env, NEXTAUTH_URL: address }
  delete env.NODE_ENV
  await ensureBuild({ run, env })
  let empty
  await step('Building an empty application of the framework', async () => {
    empty = await serveEmpty(await buildEmpty(run, later), run)
  })
  const servers = await serve({ env, run, host: '127.0.0.1', port, onEnd: () => {}, logPrefix: 'bench-' })
  const stop = async () => {
    await empty.stop()
    await Promise.all(servers.map((each) => stopChild(each)))
  }
  return { address, empty: empty.address, env, sql: database.sql, secret: room.keys.authSecret, stop }
}

const MOST_KB = 170
const MOST_OVER_KB = 35

export async function weighScripts(given) {
  const served = await servePages(given)
  const weighed = await weighServed(served)
  await served.stop()
  return weighed
}

/** The scripts of each page, and what is asked of them. */
export async function weighServed({ address, empty, sql, secret }) {
  const { session, cookie } = await facilitator(sql, secret)
  const pages = {}
  const troubles = []
  const asked = {
    empty: [empty, '/'],
    register: [address, `/fa/today/${session}`, cookie],
    phone: [address, '/fa/phone'],
    public: [address, '/fa'],
  }
  for (const [name, page] of Object.entries(asked)) {
    try {
      pages[name] = await weigh(...page)
    } catch (error) {
      troubles.push(error.message)
    }
  }
  const line = (text, kb, most) => {
    const value = { median: kb, low: kb, high: kb }
    const told = most === undefined ? { target: null } : { target: most, kind: 'at most', met: kb <= most }
    return { text, ...value, ...told, digits: 1, unit: ' kB' }
  }
  const kb = (page) => pages[page].bytes / 1000
  const goals = []
  if (pages.empty) goals.push(line('an empty page of the framework, gzip', kb('empty')))
  if (pages.register) goals.push(line('the register, gzip', kb('register'), MOST_KB))
  if (pages.phone) goals.push(line('the phone, gzip', kb('phone'), MOST_KB))
  if (pages.public) goals.push(line('the public page, gzip', kb('public')))
  const most = { register: MOST_OVER_KB, phone: undefined, public: undefined }
  for (const [name, over] of Object.entries(most)) {
    if (pages.empty && pages[name])
      goals.push(line(`the ${name} page over the empty page`, kb(name) - kb('empty'), over))
  }
  return { pages, troubles, goals }
}
