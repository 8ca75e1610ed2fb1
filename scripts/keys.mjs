// `npm run keys -- rotate | retire | status`: a new master key while the application runs, and the end of the former one.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/rotation.mjs').then((rotation) => rotation.main(process.argv.slice(2)))
