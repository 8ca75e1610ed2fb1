// `npm run backup -- <file> --key <key file>`: everything of this installation but its keys, in one closed file.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/backup.mjs').then(({ backup }) => backup(process.argv.slice(2)))
