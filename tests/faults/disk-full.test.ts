import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Arena, openArena } from './arena'
import { type Field, openField, type Phone } from './field'
import { beside, told } from './ledger'
import { type Senders, startSending } from './senders'
import { verdictOf } from './verdict'

// F04: everything an installation writes lies on one small disk: its database with its log, the logs of its programs, its
// pages, its temporary files. Only root may lay such a disk out; where it cannot be, that is said and nothing is claimed.
const SIZE = '900m'
const PIECE = Buffer.alloc(1024 * 1024)

const disk = mkdtempSync(join(tmpdir(), 'tabavar-disk-'))
const laid = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', disk], {
  encoding: 'utf8',
})
const possible = laid.status === 0

let arena: Arena
let field: Field
beforeAll(async () => {
  if (!possible) return
  mkdirSync(join(disk, 'tmp'))
  arena = await openArena({ folder: disk, env: { TMPDIR: join(disk, 'tmp') } })
  await arena.start()
  field = await openField(arena)
})
afterAll(async () => {
  await arena?.remove()
  if (possible) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

const filler = join(disk, 'filler')

/** To the last byte. */
function fill(): void {
  for (let piece = PIECE; piece.length > 0; piece = piece.subarray(0, Math.floor(piece.length / 2))) {
    try {
      for (;;) appendFileSync(filler, piece)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error
    }
  }
}
const makeSpace = () => rmSync(filler)

async function expectWhole(phones: Phone[], senders: Senders) {
  expect(senders.complaints).toEqual([])
  expect(senders.acked.size).toBe(senders.total)
  const verdict = await arena.asked((sql) => verdictOf(sql, phones, senders.acked))
  expect(verdict).toEqual({ lost: 0, doubled: 0, partial: 0, agrees: true })
  return verdict
}

const status = (path: string) =>
  fetch(`http://127.0.0.1:${arena.port}${path}`).then((answer) => answer.status)

/** Waits until nothing has been acknowledged for a while, which is what a full disk comes to. */
async function stalled(senders: Senders): Promise<void> {
  for (let before = -1; before !== senders.acked.size; ) {
    before = senders.acked.size
    await sleep(3000)
    // The disk gives back what the database drops meanwhile.
    fill()
  }
}

it('F04 a disk that fills up refuses with a sentence, loses nothing, and needs nobody when there is space again', async () => {
  if (!possible)
    return told('F04', {
      notShown: `no disk could be laid out here: ${laid.stderr.trim() || laid.error?.message}`,
    })
  const phones = await field.phones(16, 594)
  const senders = startSending(arena.port, phones, { seed: 1404, paceMs: 60 })
  const before = arena.programs().filter(({ name }) => name !== 'database')
  await senders.until(senders.total / 5)
  fill()
  await stalled(senders)
  const refusedAt = senders.acked.size
  expect(refusedAt).toBeLessThan(senders.total)
  const refusals = Object.fromEntries(senders.refusals)
  // The log of the database cannot grow either: it ends, and cannot start.
  await arena
    .ruled(async (sql) => {
      for (let turn = 0; turn < 200; turn += 1)
        await sql.unsafe(
          'select pg_switch_wal(); select pg_logical_emit_message(false, $$x$$, repeat($$x$$, 100000))',
        )
    })
    .catch(() => {})
  await sleep(4000)
  expect(await status('/healthz')).toBe(200)
  const readyWhileFull = await status('/readyz')
  const freed = performance.now()
  makeSpace()
  const first = ((await senders.nextAck(freed)) - freed) / 1000
  await senders.done
  const verdict = await expectWhole(phones, senders)
  expect(arena.programs().filter(({ name }) => name !== 'database')).toEqual(before)
  // What a refusal says: a code that both languages have a sentence for.
  expect(Object.keys(refusals).filter((each) => !/^503 E-GEN-09$/.test(each))).toEqual([])
  told('F04', {
    operations: senders.total,
    acknowledgedWhenItStopped: refusedAt,
    refusals: JSON.stringify(refusals),
    readyWhileFull,
    ...verdict,
    first: beside([first], 10),
  })
})

it('an act whose audit cannot be written does not happen', async () => {
  if (!possible) return told('F04', { notShown: 'the audit beside a full disk' })
  await arena.asked((sql) =>
    sql.unsafe(`create function faults.full() returns trigger language plpgsql as $$ begin
        raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger full_disk before insert on audit.event for each row execute function faults.full();`),
  )
  const phones = await field.phones(2, 27)
  const senders = startSending(arena.port, phones, { seed: 1405, lostAnswers: 0, paceMs: 0 })
  while (senders.failures < 10) await sleep(20)
  // Marks are written down as well as the handing in: not one of them is there, and none was acknowledged.
  const ids = phones.flatMap(({ batches }) => batches.flatMap(({ ops }) => ops.map(({ op }) => op.id)))
  const [row] = await arena.asked(
    (sql) => sql`select count(*)::int stored from app.operation where id = any(${ids}::uuid[])`,
  )
  expect(row).toEqual({ stored: 0 })
  expect(senders.acked.size).toBe(0)
  expect([...senders.refusals.keys()]).toEqual(['503 E-GEN-09'])
  await arena.asked((sql) => sql.unsafe('drop trigger full_disk on audit.event'))
  await senders.done
  await expectWhole(phones, senders)
  told('F04 audit', { refusedWhileItCouldNotBeWritten: senders.failures, lost: 0, doubled: 0 })
})
