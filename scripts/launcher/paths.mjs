// Where things are. Everything the launcher writes lies under the data folder, `dist/` or Next's build folder.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const inRoot = (path) => resolve(root, path)

/** An optional `.env` in the project; what the environment already says wins. */
export function loadEnvFile() {
  const file = inRoot('.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

export const dataFolder = () => inRoot(process.env.TABAVAR_DATA || '.data')
export const keysFolder = () =>
  process.env.TABAVAR_KEYS ? inRoot(process.env.TABAVAR_KEYS) : join(dataFolder(), 'keys')
export const runsFolder = () => join(dataFolder(), 'runs')
export const logsFolder = () => join(dataFolder(), 'logs')
/** The released pages as plain files; a web server may be pointed at `current` in it. */
export const siteFolder = () =>
  process.env.TABAVAR_SITE ? inRoot(process.env.TABAVAR_SITE) : join(dataFolder(), 'site')
const mapFile = () =>
  process.env.TABAVAR_MAP ? inRoot(process.env.TABAVAR_MAP) : join(dataFolder(), 'map.geojson')
/** Where the ends of the audit's chains are written down, outside the database. */
const anchorsFile = () =>
  process.env.TABAVAR_ANCHORS
    ? inRoot(process.env.TABAVAR_ANCHORS)
    : join(dataFolder(), 'audit-anchors.jsonl')
/** Who was erased, as marks that tell nothing without the keys: a restore erases them again. */
export const erasuresFile = () =>
  process.env.TABAVAR_ERASURES ? inRoot(process.env.TABAVAR_ERASURES) : join(dataFolder(), 'erasures.jsonl')
/** What the front server and the worker are told of these. */
export const siteSettings = () => ({
  TABAVAR_SITE: siteFolder(),
  TABAVAR_MAP: mapFile(),
  TABAVAR_ANCHORS: anchorsFile(),
  TABAVAR_ERASURES: erasuresFile(),
})
export const buildFolder = () => inRoot(process.env.NEXT_DIST_DIR || '.next')
export const bundleFolder = () => inRoot('dist/server')
export const setupProgram = () => join(bundleFolder(), 'setup.mjs')
export const frontProgram = () => join(bundleFolder(), 'front.mjs')
export const workerProgram = () => join(bundleFolder(), 'worker.mjs')
export const nodeModule = (path) => join(root, 'node_modules', path)
