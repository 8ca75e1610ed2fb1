import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { type Keyring, keyring, keyringFile } from '@/lib/env'
import type { Head } from './audit-chain'
import { changingAlone, whole } from './key-change'
import { keepSecrets } from './secret-file'

// A new key of the audit. See docs/decisions/0041-keys-are-changed-while-everything-goes-on.md.

type Ends = Keyring['formerAuditKeys'][number]['ends']

/**
 * Links made from now on are under a new key. Where each chain ends is written into the keyring, out of the database's reach: the former
 * key proves what lies before, and whoever has it can neither change that nor go on behind it.
 */
export async function rotateAudit(
  owner: Sql,
  { now }: { now: Date },
): Promise<{ chains: number; links: number }> {
  return changingAlone(owner, (sql) =>
    whole(sql, async () => {
      await sql`select audit.record('keys.rotate-audit', 'installation', '1', 1, null, null, null, 'setup')`
      // Nobody seals until the new key is in the file: whoever seals takes this lock before she asks for the key.
      await sql`select pg_advisory_xact_lock(hashtextextended('audit.seal', 0))`
      const ring = keyring(true)
      const ends = endsOf(await heads(sql))
      keepSecrets(keyringFile(), {
        ...ring,
        auditKey: randomBytes(32).toString('base64'),
        formerAuditKeys: [...ring.formerAuditKeys, { key: ring.auditKey, until: now.toISOString(), ends }],
      })
      return { chains: ends.length, links: ends.reduce((sum, { n }) => sum + n, 0) }
    }),
  )
}

/** After a copy was put back: chains that end in it before a change of the key go on under the present key from there. */
export async function endsAsRestored(sql: Sql): Promise<void> {
  const ring = keyring(true)
  const there = new Map(endsOf(await heads(sql)).map((end) => [end.stream, end]))
  const cut = (ends: Ends): Ends =>
    ends.flatMap((end) => {
      const head = there.get(end.stream)
      return head ? [head.n < end.n ? head : end] : []
    })
  const formerAuditKeys = ring.formerAuditKeys.map((former) => ({ ...former, ends: cut(former.ends) }))
  if (JSON.stringify(formerAuditKeys) !== JSON.stringify(ring.formerAuditKeys))
    keepSecrets(keyringFile(), { ...ring, formerAuditKeys })
}

const heads = (sql: Sql) => sql<Head[]>`select stream, n, mac from audit.seal_heads()`
const endsOf = (heads: readonly Head[]): Ends =>
  heads.map(({ stream, n, mac }) => ({ stream, n, mac: Buffer.from(mac).toString('hex') }))
