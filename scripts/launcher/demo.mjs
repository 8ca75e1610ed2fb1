// The demo is changed while the application runs (its database is used) or while it is stopped (one is started).
import { runCommand } from './command.mjs'
import { isLoopback } from './connection.mjs'
import { Stop } from './errors.mjs'
import { loadDemo } from './setup.mjs'

function wanted(which) {
  if (!['snapshot', 'full', 'none'].includes(which))
    throw new Stop('Usage: npm run demo -- snapshot|full|none')
  const given = process.env.DATABASE_URL
  if (given && URL.canParse(given) && !isLoopback(given) && process.env.TABAVAR_DEMO !== '1') {
    throw new Stop(
      'DATABASE_URL is on another machine; set TABAVAR_DEMO=1 if its content may be replaced by the demo.',
    )
  }
  return which
}

export const main = ([which]) =>
  runCommand(
    'demo',
    () => wanted(which),
    (context) => loadDemo(which, context),
  )
