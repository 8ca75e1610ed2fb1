// `npm run verify`: what needs neither a database nor a browser, in seconds.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/test.mjs').then((test) => test.main(['static', 'unit', 'architecture']))
