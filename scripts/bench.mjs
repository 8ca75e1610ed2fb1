// `npm run bench`: how fast the hot paths are, each beside its limit in the same run. See docs/performance.md.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./bench/main.mjs').then((bench) => bench.main(process.argv.slice(2)))
