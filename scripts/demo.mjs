// `npm run demo -- snapshot|full|none`: empties the demo and loads the one asked for.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/demo.mjs').then((demo) => demo.main(process.argv.slice(2)))
