// F22 to F25 of docs/faults.md: the whole application as `npm start` runs it, with its demonstration and the bench's world, under load.
import { loadDemo } from '../../launcher/setup.mjs'
import { openApplication } from '../servers.mjs'
import { fillWorld, signIn } from '../world.mjs'

const ROWS = {
  flood: async () => (await import('./flood.mjs')).playFlood,
  burst: async () => (await import('./burst.mjs')).playBurst,
  soak: async () => (await import('./soak.mjs')).playSoak,
}
/** The office at its desks looks back on ten years: a world of its own, and an application on it. */
const DESK = 'desk'
export const LOAD_ROWS = [...Object.keys(ROWS), DESK]

export async function playLoad(asked) {
  const results = asked.rows.some((row) => row in ROWS) ? await playTogether(asked) : []
  if (asked.rows.includes(DESK)) results.push(...(await (await import('./desk.mjs')).playDesk(asked)))
  return results
}

async function playTogether({ rows, full, run, later, given, say }) {
  let cookies
  const application = await openApplication({
    run,
    later,
    given,
    fill: async ({ sql, env }, room) => {
      // The burst needs no public page.
      if (rows.some((row) => row in ROWS && row !== 'burst')) await loadDemo('snapshot', { env, run })
      await fillWorld(sql)
      cookies = await signIn(sql, room.keys.authSecret)
      await sql.unsafe('analyze')
    },
  })
  const names = ['Next', 'the front server', 'the worker']
  const servers = application.servers.map(({ pid }, at) => ({ pid, name: names[at] }))
  const context = { ...application, servers, cookies, officer: cookies.at(-1), full, say }
  const results = []
  for (const name of Object.keys(ROWS))
    if (rows.includes(name)) results.push(await (await ROWS[name]())(context))
  return results
}
