// `npm start`. Only the version check is imported statically: an old Node must be able to read this file.
import { requireNode } from './launcher/node-version.mjs'

requireNode()
import('./launcher/start.mjs').then((launcher) => launcher.main())
