import { createHmac } from 'node:crypto'

/** Asks the database something as the login at hand and answers the rows. */
export type Ask = <T extends object>(text: string, values?: unknown[]) => Promise<T[]>

/** A row of the audit as it is sealed: its chain (0 the nation, else a province's place in the tree) and its text. */
export type Sealable = { stream: number; seq: number; body: string }
export type Head = { stream: number; n: number; mac: Buffer }

/** What stands before the first link of a chain. */
export const START = Buffer.alloc(32)
/** How many rows are sealed in one transaction. */
const AT_ONCE = 2000

/** HMAC-SHA-256 of a row over the link before it; when it was sealed is part of it. */
export function link(
  key: Buffer,
  before: Buffer,
  { stream, n, sealedAt, body }: { stream: number; n: number; sealedAt: Date; body: string },
): Buffer {
  return createHmac('sha256', key)
    .update(before)
    .update(`${stream}\n${n}\n${sealedAt.getTime()}\n${body}`)
    .digest()
}

/**
 * Seals what waits, at most `AT_ONCE` rows, inside the caller's transaction; answers how many. Nobody else seals or changes the key meanwhile:
 * it is asked for once the rows are, with which the lock is taken.
 */
async function sealSome(ask: Ask, keyNow: () => Buffer, now: Date): Promise<number> {
  const rows = await ask<Sealable>('select stream, seq, body from audit.to_seal($1)', [AT_ONCE])
  const key = keyNow()
  const heads = new Map(
    (await ask<Head>('select stream, n, mac from audit.seal_heads()')).map((head) => [head.stream, head]),
  )
  const links = rows.map((row) => {
    const before = heads.get(row.stream) ?? { stream: row.stream, n: 0, mac: START }
    const n = before.n + 1
    const mac = link(key, before.mac, { ...row, n, sealedAt: now })
    heads.set(row.stream, { stream: row.stream, n, mac })
    return { ...row, n, mac: `\\x${mac.toString('hex')}` }
  })
  await ask(
    'select audit.append_seals($1::int[], $2::int[], $3::int[], $4::text[]::bytea[], $5::timestamptz)',
    [
      links.map(({ stream }) => stream),
      links.map(({ n }) => n),
      links.map(({ seq }) => seq),
      links.map(({ mac }) => mac),
      now.toISOString(),
    ],
  )
  return rows.length
}

/** Seals everything that is committed. `within` runs its work in one transaction. Answers how many rows were sealed. */
export async function sealAll(
  within: <T>(work: (ask: Ask) => Promise<T>) => Promise<T>,
  key: () => Buffer,
  now: () => Date,
): Promise<number> {
  let sealed = 0
  for (;;) {
    const some = await within((ask) => sealSome(ask, key, now()))
    sealed += some
    if (some < AT_ONCE) return sealed
  }
}

/** Where each chain ended at an instant, kept where whoever can change the database cannot write. */
export type Anchor = { at: string; stream: number; n: number; mac: string }

export const anchorsOf = (heads: readonly Head[], at: Date): Anchor[] =>
  heads.map(({ stream, n, mac }) => ({ at: at.toISOString(), stream, n, mac: mac.toString('hex') }))
