// `npm run replica`: follows this installation's built-in database until Ctrl-C, or lets the follower take its place.
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { wantedArchive } from './archive.mjs'
import { urlOf } from './cluster.mjs'
import { runCommand } from './command.mjs'
import { withConnection } from './connection.mjs'
import { ensurePasswords, noteServer } from './database.mjs'
import { report, Stop } from './errors.mjs'
import { keysFolder, loadEnvFile, logsFolder, root } from './paths.mjs'
import { freePort } from './ports.mjs'
import { lastingHome } from './postgres-home.mjs'
import { openReplica } from './replica.mjs'
import { say, step } from './say.mjs'

const USAGE = 'Usage: npm run replica -- <folder> [--promote]'
const FIRST_PORT = 16_432
const here = process.cwd()
const portFile = (folder) => join(folder, 'port')

function folderOf(args) {
  const [folder, ...rest] = args
  if (!folder || folder.startsWith('-') || rest.length > 1 || (rest[0] && rest[0] !== '--promote'))
    throw new Stop(USAGE)
  return { folder: resolve(process.env.INIT_CWD || here, folder), promote: rest[0] === '--promote' }
}

function asked(args) {
  const { folder } = folderOf(args)
  if (process.env.DATABASE_URL)
    throw new Stop(
      'This follows the built-in database; yours (DATABASE_URL) is followed with pg_basebackup and its own settings.',
    )
  const archive = wantedArchive()
  if (!archive)
    throw new Stop('A follower begins from the archive: set TABAVAR_ARCHIVE and TABAVAR_ARCHIVE_KEY first.')
  return { folder, archive }
}

async function promote(folder) {
  if (!existsSync(portFile(folder))) throw new Stop(`There is no follower in ${folder}.`)
  const port = Number(readFileSync(portFile(folder), 'utf8'))
  const { superuser } = ensurePasswords(keysFolder())
  await step('Letting the follower take the place of its primary', () =>
    withConnection(urlOf(port, 'postgres', superuser, 'postgres'), async (sql) => {
      const [row] = await sql`select pg_promote(true, 60) as done`
      if (!row.done) throw new Stop('The follower did not take its place within a minute.')
    }),
  )
  say(
    `It writes now, at 127.0.0.1:${port}, database and owner «tabavar», with the password in ${join(keysFolder(), 'database.json')}.`,
  )
  say('Give that address as DATABASE_URL, and never start the old one beside it.')
}

export async function main(args) {
  if (args.includes('--promote')) {
    try {
      process.chdir(root)
      loadEnvFile()
      await promote(folderOf(args).folder)
    } catch (error) {
      report(error)
      process.exitCode = 1
    }
    return
  }
  await runCommand(
    'replica',
    () => asked(args),
    async ({ env, run, database }, { folder, archive }) => {
      const { native, user } = lastingHome()
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
      const port = await freePort(FIRST_PORT)
      await step('Starting a follower', async () => {
        const log = join(logsFolder(), 'postgres-follower.log')
        const wish = {
          primary: database.superuser,
          port,
          archive: archive.folder,
          key: archive.key,
          log,
          env,
          run,
        }
        noteServer(await openReplica({ native, user, folder }, wish))
        writeFileSync(portFile(folder), `${port}\n`)
        return `127.0.0.1:${port}`
      })
      say('It follows until Ctrl-C. Should the primary be lost: npm run replica -- <folder> --promote')
      await new Promise(() => {})
    },
  )
}
