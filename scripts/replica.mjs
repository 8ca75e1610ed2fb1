// `npm run replica -- <folder>`: a second server on this machine that follows the built-in one; with `--promote` it takes its place.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/follow.mjs').then((follow) => follow.main(process.argv.slice(2)))
