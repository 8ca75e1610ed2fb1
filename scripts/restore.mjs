// `npm run restore -- <file> --key <key file>`: puts a copy back into an empty installation.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/backup.mjs').then(({ restore }) => restore(process.argv.slice(2)))
