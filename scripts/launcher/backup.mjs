// A copy of everything but the keys as one closed file, and the way back into an empty installation.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { requireArchiveKey, wantedArchive } from './archive.mjs'
import { applicationRuns, runCommand } from './command.mjs'
import { ensurePasswords } from './database.mjs'
import { explain, Stop } from './errors.mjs'
import { keyringFile } from './keys.mjs'
import { erasuresFile, keysFolder, logsFolder, root } from './paths.mjs'
import { lastingHome } from './postgres-home.mjs'
import { instantOf, recoverCluster } from './recovery.mjs'
import { complain, say, step } from './say.mjs'
import { afterRestore, makeBackup, makeBase, restoreBackup } from './setup.mjs'

const USAGE = {
  backup:
    'Usage: npm run backup -- <file> --key <key file>   or   npm run backup -- base   or   npm run backup -- new-key <key file>',
  restore:
    'Usage: npm run restore -- <file> --key <key file>   or   npm run restore -- --to <instant>|latest [--archive <folder> --key <key file>], both with [--without-erasures]',
}
const LEAST_LETTERS = 20
const WITHOUT = '--without-erasures'
const here = process.cwd()
const inHere = (path) => resolve(process.env.INIT_CWD || here, path)

/** The file and the key file of what was typed, both as they are meant from where it was typed. */
export function filesOf(args, usage) {
  const [file, flag, key, ...rest] = args
  if (!file || file.startsWith('-') || flag !== '--key' || !key || rest.length > 0) throw new Stop(usage)
  return { file: inHere(file), key: inHere(key) }
}

/** The passphrase of a key file: its one line. */
export function passphraseOf(key) {
  if (!existsSync(key))
    throw new Stop(`There is no key file ${key}; «npm run backup -- new-key <file>» makes one.`)
  const text = readFileSync(key, 'utf8').trim()
  if ([...text].length < LEAST_LETTERS || text.includes('\n'))
    throw new Stop(`${key} must hold one line of at least ${LEAST_LETTERS} letters.`)
  return text
}

export function makeKey(key) {
  if (existsSync(key)) throw new Stop(`${key} is already there; nothing is written over it.`)
  writeFileSync(key, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(key, 0o600)
}

function askedBackup(args) {
  const { file, key } = filesOf(args, USAGE.backup)
  passphraseOf(key)
  if (existsSync(file)) throw new Stop(`${file} is already there; nothing is written over it.`)
  return { file, key }
}

/** Whether a restore is to do without the list of those erased since, and what else was asked. */
function withoutErasures(args) {
  const rest = args.filter((arg) => arg !== WITHOUT)
  return { rest, without: rest.length < args.length }
}

export function restoreOf(args) {
  const { rest, without } = withoutErasures(args)
  return { ...filesOf(rest, USAGE.restore), without }
}

/** An archive that is named, or that of the settings. */
export function archiveAsked(args, usage) {
  const [flag, folder, keyFlag, key, ...rest] = args
  if (flag === undefined) {
    const archive = wantedArchive()
    if (!archive)
      throw new Stop('TABAVAR_ARCHIVE says where the archive is, and TABAVAR_ARCHIVE_KEY its key file.')
    return archive
  }
  if (flag !== '--archive' || !folder || keyFlag !== '--key' || !key || rest.length > 0) throw new Stop(usage)
  requireArchiveKey(inHere(key))
  return { folder: inHere(folder), key: inHere(key) }
}

function askedBase(args) {
  if (args.length !== 1) throw new Stop(USAGE.backup)
  if (process.env.DATABASE_URL)
    throw new Stop(
      'A base is made of the built-in database; yours (DATABASE_URL) is copied with its own programs.',
    )
  return archiveAsked([], USAGE.backup)
}

function askedInstant(args) {
  const { rest: asking, without } = withoutErasures(args)
  const [, to, ...rest] = asking
  if (!to) throw new Stop(USAGE.restore)
  if (process.env.DATABASE_URL)
    throw new Stop(
      'An instant is put back into the built-in database; yours (DATABASE_URL) has its own programs.',
    )
  const asked = { to: instantOf(to), ...archiveAsked(rest, USAGE.restore), without }
  requireEnded(without)
  return asked
}

function askedRestore(args) {
  const { file, key, without } = restoreOf(args)
  passphraseOf(key)
  if (!existsSync(file)) throw new Stop(`There is no file ${file}.`)
  requireEnded(without)
  return { file, key, without }
}

function requireEnded(without) {
  if (applicationRuns()) throw new Stop('Tabavar is running from this folder; stop it first.')
  // Keys made now would be none that open anything of the copy.
  if (!existsSync(keyringFile(keysFolder())))
    throw new Stop(
      `Put keyring.json (and certificate-keys.json) of the installation the copy is of into ${keysFolder()} first.`,
    )
  if (!without && !existsSync(erasuresFile()))
    throw new Stop(
      `There is no ${erasuresFile()}, by which whoever was erased since is erased again: put it there, or type ${WITHOUT} where nobody was.`,
    )
}

export async function backup(args) {
  if (args[0] === 'base') {
    return runCommand(
      'backup',
      () => askedBase(args),
      async ({ env, run, database }, asked) => {
        const { file, files, bytes } = await makeBase(asked, database, { env, run })
        say(`${file} holds ${files} files, ${Math.ceil(bytes / 1e6)} MB; every page of them was checked.`)
        say('From its moment on, any instant can be put back: npm run restore -- --to <instant>')
      },
    )
  }
  if (args[0] !== 'new-key') {
    return runCommand(
      'backup',
      () => askedBackup(args),
      async (context, asked) => {
        const { tables, rows } = await makeBackup(asked, context)
        say(`${asked.file} holds ${rows} rows of ${tables} tables.`)
        say(`Not in it: the key file, and the keys in ${keysFolder()}; keep each apart from it.`)
      },
    )
  }
  process.chdir(root)
  try {
    if (args.length !== 2) throw new Stop(USAGE.backup)
    makeKey(inHere(args[1]))
    say(`Made ${inHere(args[1])}: without it no copy made with it opens. Keep it apart from the copies.`)
  } catch (error) {
    complain(explain(error))
    process.exit(1)
  }
}

/** As the installation was at an instant; what was written after it is not there. */
const restoreTo = (args) =>
  runCommand(
    'restore',
    () => askedInstant(args),
    async (context, { to, without }) => {
      const { erased } = await afterRestore({ without }, context)
      if (erased > 0) say(`${erased} who were erased since are erased again.`)
      say(
        `The installation is as it was ${to === 'latest' ? 'when its archive ends' : `at ${to}`}; «npm run audit» proves it.`,
      )
      say('Make a new base before anybody works in it: npm run backup -- base')
    },
    async ({ run, keysFolder: folder }, { folder: archive, key, to }) => {
      const password = ensurePasswords(folder).superuser
      const log = join(logsFolder(), 'postgres-restore.log')
      mkdirSync(logsFolder(), { recursive: true })
      const env = { ...process.env, TABAVAR_KEYS: folder }
      await step('Putting the database back', async () => {
        const { at } = await recoverCluster(lastingHome(), { archive, key, to, log, password, env, run })
        return `from the base of ${at}`
      })
    },
  )

export const restore = (args) => (args[0] === '--to' ? restoreTo(args) : restoreCopy(args))

const restoreCopy = (args) =>
  runCommand(
    'restore',
    () => askedRestore(args),
    async (context, asked) => {
      const { tables, rows, erased } = await restoreBackup(asked, context)
      say(`Put back ${rows} rows of ${tables} tables; each was read again and is what the copy holds.`)
      say(
        asked.without
          ? 'Nobody was looked for who was erased after the copy was made.'
          : `${erased} people who were erased after the copy was made were erased again.`,
      )
    },
  )
