// `npm run build`: what `npm start` would build first, and nothing if that is done.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/build.mjs').then(({ main }) => main())
