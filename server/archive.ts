// What stands between the built-in database and its archive. The server runs as a user who may read neither the key nor the archive,
// so it asks by an empty file `<name>.want` in a folder of its own and waits for `<name>.done`; this program answers there.
import { readFileSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { baseBefore, isKept, keepSegment, openSegment, systemOf } from '@/db/backup/archive'
import { unpackBase } from '@/db/backup/base'
import { BackupRefused } from '@/db/backup/refused'

const LOOK_MS = 50
const AFTER_FAILURE_MS = 1000
const passphraseIn = (key: string) => readFileSync(key, 'utf8').trim()
let stopping = false

async function wanted(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => name.endsWith('.want'))
    .map((name) => name.slice(0, -'.want'.length))
    .filter(isKept)
    .sort()
}

/** Takes into the archive what the server gives, one after the other, for as long as there is a server. */
async function keep(folder: string, data: string, archive: string, key: string): Promise<void> {
  const said = new Map<string, number>()
  const log = join(data, 'pg_wal')
  // The histories of earlier returns to an instant: the server that returned gave nothing to an archive.
  const histories = new Set((await readdir(log)).filter((name) => name.endsWith('.history')))
  while (!stopping) {
    let failed = false
    for (const name of [...histories, ...(await wanted(folder))]) {
      try {
        const system = join(archive, await systemOf(data))
        await keepSegment(system, name, { from: join(log, name), passphrase: passphraseIn(key) })
        if (histories.delete(name)) continue
        await rm(join(folder, `${name}.want`), { force: true })
        await writeFile(join(folder, `${name}.done`), '')
      } catch (error) {
        failed = true
        const text = String((error as Error).message)
        // Once a minute for the same trouble: it may last for days.
        if (Date.now() - (said.get(text) ?? 0) < 60_000) break
        said.set(text, Date.now())
        console.error(`${new Date().toISOString()} ${name}: ${text}`)
        break
      }
    }
    await sleep(failed ? AFTER_FAILURE_MS : LOOK_MS)
  }
}

/** Hands a server that is being put back what it asks for. */
async function feed(folder: string, system: string, key: string): Promise<void> {
  while (!stopping) {
    for (const name of await wanted(folder)) {
      await rm(join(folder, `${name}.want`), { force: true })
      let answer = 'none'
      try {
        if (await openSegment(system, name, { to: join(folder, name), passphrase: passphraseIn(key) }))
          answer = 'done'
      } catch (error) {
        console.error((error as Error).message)
        answer = 'bad'
      }
      await writeFile(join(folder, `${name}.${answer}`), '')
    }
    await sleep(LOOK_MS / 5)
  }
}

/** Puts the base of an instant into a new folder and says which archive its log is in. */
async function unpack(archive: string, key: string, target: string, instant: string): Promise<void> {
  const base = await baseBefore(archive, instant === 'latest' ? undefined : new Date(instant))
  await unpackBase(base.file, passphraseIn(key), target)
  console.log(JSON.stringify({ file: base.file, system: base.system, at: base.at.toISOString() }))
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    stopping = true
  })
const [what, ...rest] = process.argv.slice(2) as [string, string, string, string, string]
const tasks: Record<string, (...args: [string, string, string, string]) => Promise<void>> = {
  keep,
  feed,
  unpack,
}
tasks[what]!(...(rest as unknown as [string, string, string, string])).catch((error) => {
  console.error(error instanceof BackupRefused ? error.message : error)
  process.exitCode = error instanceof BackupRefused ? 2 : 1
})
