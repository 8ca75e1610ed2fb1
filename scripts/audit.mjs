// `npm run audit`: proves that nobody changed, removed or slipped in a row of the audit behind the application's back.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/audit.mjs').then((audit) => audit.main())
