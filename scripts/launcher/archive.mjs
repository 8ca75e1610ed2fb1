// The built-in database gives its log to an archive, piece by piece; with a base beside it (`npm run backup -- base`) the
// installation can be taken back to any instant since. The server may be another user, so a keeper of ours does the closing.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Stop } from './errors.mjs'
import { bundleFolder, inRoot } from './paths.mjs'
import { gone, identity, signal } from './runs.mjs'

/** A change is in the archive after this many seconds at the latest, or as soon as 16 MB of log are full. */
const ARCHIVE_SECONDS = 60
/** How long the server waits for the keeper before it counts a failure and asks again. */
const PATIENCE_SECONDS = 20

const quoted = (path) => `'${path.replaceAll("'", "'\\''").replaceAll('%', '%%')}'`
export const archiveProgram = () => join(bundleFolder(), 'archive.mjs')

/** The one line of a key made by `npm run backup -- new-key`: each piece is closed with it while people work. */
export function requireArchiveKey(key) {
  if (!existsSync(key))
    throw new Stop(`There is no key file ${key}; «npm run backup -- new-key <file>» makes one.`)
  if (!/^[\w-]{43}$/.test(readFileSync(key, 'utf8').trim()))
    throw new Stop(`${key} is no key made by «npm run backup -- new-key», which the archive needs.`)
}

/**
 * Where the archive is and the key it is closed with; undefined where none is wanted.
 * @param {Record<string, string | undefined>} env
 */
export function wantedArchive(env = process.env) {
  if (!env.TABAVAR_ARCHIVE) return undefined
  if (!env.TABAVAR_ARCHIVE_KEY)
    throw new Stop('TABAVAR_ARCHIVE needs TABAVAR_ARCHIVE_KEY: a key file of «npm run backup -- new-key».')
  const archive = { folder: inRoot(env.TABAVAR_ARCHIVE), key: inRoot(env.TABAVAR_ARCHIVE_KEY) }
  requireArchiveKey(archive.key)
  return archive
}

/** A folder of the server's own in which it and a program of ours leave each other word. */
export function wordFolder(home, name) {
  const folder = join(home.folder, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  chmodSync(folder, 0o700)
  if (home.user.uid !== undefined) chownSync(folder, home.user.uid, home.user.gid)
  return folder
}

/** Asks for a file by name and waits: 0 when it is done, 1 when there is none of it, 255 (the server gives up) when it is bad. */
const asking = (folder, seconds, late, done) =>
  `w=${quoted(folder)}; n=0; : > "$w/%f.want" || exit 1; while :; do ` +
  `if [ -e "$w/%f.done" ]; then ${done}rm -f "$w/%f.done" "$w/%f.want"; exit 0; fi; ` +
  `if [ -e "$w/%f.none" ]; then rm -f "$w/%f.none"; exit 1; fi; if [ -e "$w/%f.bad" ]; then exit 255; fi; ` +
  `n=$((n+1)); if [ $n -gt ${seconds * 20} ]; then exit ${late}; fi; sleep 0.05; done`

export const restoreCommand = (folder) => asking(folder, 600, 255, `cp "$w/%f" '%p' && rm -f "$w/%f"; `)

const KEEPERS = new Set()

/** The settings of a server that archives, and the keeper it hands its log to. */
export function openArchive(
  home,
  { folder, key },
  { run, log, seconds = ARCHIVE_SECONDS, patience = PATIENCE_SECONDS },
) {
  const words = wordFolder(home, 'archiving')
  const settings = {
    archive_mode: 'on',
    archive_timeout: `${seconds}s`,
    archive_command: asking(words, patience, 1, ''),
  }
  const keeper = { ended: false, pid: 0, mark: '', stop: async () => {} }
  /** It is of no use without a server, and a server's log grows without it: it lives as long, whatever befalls it. */
  const start = () => {
    mkdirSync(join(log, '..'), { recursive: true })
    const output = openSync(log, 'a')
    const args = [
      '--enable-source-maps',
      archiveProgram(),
      'keep',
      words,
      join(home.folder, 'data'),
      folder,
      key,
    ]
    const child = spawn(process.execPath, args, { stdio: ['ignore', output, output], detached: true })
    closeSync(output)
    keeper.pid = child.pid ?? 0
    keeper.mark = identity(child.pid) ?? ''
    if (keeper.mark) run?.addChild('keeper of the archive', child.pid, 'SIGTERM')
    child.once('error', () => {})
    child.once('exit', async () => {
      run?.removeChild(child.pid)
      if (keeper.ended) return
      await sleep(1000)
      if (!keeper.ended) start()
    })
    child.unref()
  }
  keeper.stop = async () => {
    keeper.ended = true
    KEEPERS.delete(keeper)
    if (!keeper.mark || identity(keeper.pid) !== keeper.mark) return
    signal(keeper.pid, 'SIGTERM')
    if (!(await gone(keeper.pid, keeper.mark, 5000))) signal(keeper.pid, 'SIGKILL')
  }
  KEEPERS.add(keeper)
  return { settings, keeper, start }
}

/** After the servers: their last pieces are taken too. */
export const stopKeepers = () => Promise.all([...KEEPERS].map((keeper) => keeper.stop()))
