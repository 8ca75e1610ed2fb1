// A copy of everything but the keys as one closed file, and the way back into an empty installation.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { applicationRuns, runCommand } from './command.mjs'
import { explain, Stop } from './errors.mjs'
import { keyringFile } from './keys.mjs'
import { erasuresFile, keysFolder, root } from './paths.mjs'
import { complain, say } from './say.mjs'
import { makeBackup, restoreBackup } from './setup.mjs'

const USAGE = {
  backup: 'Usage: npm run backup -- <file> --key <key file>   or   npm run backup -- new-key <key file>',
  restore: 'Usage: npm run restore -- <file> --key <key file> [--without-erasures]',
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

/** The same of a restore, and whether it is to do without the list of those erased since. */
export function restoreOf(args) {
  const rest = args.filter((arg) => arg !== WITHOUT)
  return { ...filesOf(rest, USAGE.restore), without: rest.length < args.length }
}

function askedRestore(args) {
  const { file, key, without } = restoreOf(args)
  passphraseOf(key)
  if (!existsSync(file)) throw new Stop(`There is no file ${file}.`)
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
  return { file, key, without }
}

export async function backup(args) {
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

export const restore = (args) =>
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
