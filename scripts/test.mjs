// `npm test`, or a part of it: node scripts/test.mjs [static] [unit] [architecture] [db] [e2e] [-- for the runner]
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/test.mjs').then((test) => test.main(process.argv.slice(2)))
