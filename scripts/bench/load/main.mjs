// F22, F23 and F25 of docs/faults.md: the whole application as `npm start` runs it, with its demonstration and the bench's world, under load.
import { loadDemo } from '../../launcher/setup.mjs'
import { openApplication } from '../servers.mjs'
import { fillWorld, signIn } from '../world.mjs'

const ROWS = {
  flood: async () => (await import('./flood.mjs')).playFlood,
  burst: async () => (await import('./burst.mjs')).playBurst,
  soak: async () => (await import('./soak.mjs')).playSoak,
}
export const LOAD_ROWS = Object.keys(ROWS)

export async function playLoad({ rows, full, run, later, given, say }) {
  let cookies
  const application = await openApplication({
    run,
    later,
    given,
    fill: async ({ sql, env }, room) => {
      // The burst needs no public page.
      if (rows.some((row) => row !== 'burst')) await loadDemo('snapshot', { env, run })
      await fillWorld(sql)
      cookies = await signIn(sql, room.keys.authSecret)
      await sql.unsafe('analyze')
    },
  })
  const names = ['Next', 'the front server', 'the worker']
  const servers = application.servers.map(({ pid }, at) => ({ pid, name: names[at] }))
  const context = { ...application, servers, cookies, officer: cookies.at(-1), full, say }
  const results = []
  for (const name of LOAD_ROWS) if (rows.includes(name)) results.push(await (await ROWS[name]())(context))
  return results
}
