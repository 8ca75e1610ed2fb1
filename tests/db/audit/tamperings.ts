import type { TransactionSql } from 'postgres'
import type { Anchor } from '@/db/audit-chain'

type World = { provinces: number[]; anchors: Anchor[] }
type Row = { stream: number; n: number; seq: number }

/** A sealed row that lies before the last place written down; which one, the number decides. */
async function sealed(sql: TransactionSql, i: number, { anchors }: World): Promise<Row> {
  const { stream, n } = anchors[i % anchors.length]!
  const at = 1 + ((i * 7919) % (n - 1))
  const [row] = await sql<Row[]>`select stream, n, seq from audit.seal where stream = ${stream} and n = ${at}`
  return row!
}

const COLUMNS: [string, string][] = [
  ['at', "at - interval '1 second'"],
  ['province_id', 'case when province_id is null then 1 end'],
  ['actor_id', 'app.uuid_v7()'],
  ['actor_role', "'AUDITOR'"],
  ['action', "action || 'x'"],
  ['entity', "'cohort'"],
  ['entity_id', "'x'"],
  ['before', "'{}'"],
  ['after', 'null'],
  ['reason', "''"],
  ['request_id', 'null'],
]

/** What somebody with the database's owner's rights, but without the key, may do to hide a trace. Deterministic by its number. */
export const TAMPERINGS: {
  name: string
  tamper: (sql: TransactionSql, i: number, world: World) => Promise<unknown>
}[] = [
  {
    name: 'a column is changed',
    tamper: async (sql, i, world) => {
      const { seq } = await sealed(sql, i, world)
      const [column, value] = COLUMNS[Math.floor(i / TAMPERINGS.length) % COLUMNS.length]!
      await sql.unsafe(`update audit.event set ${column} = ${value} where seq = ${seq}`)
    },
  },
  {
    name: 'a row is taken out, its link stays',
    tamper: async (sql, i, world) => {
      const { seq } = await sealed(sql, i, world)
      await sql`delete from audit.event where seq = ${seq}`
    },
  },
  {
    name: 'a row and its link are taken out',
    tamper: async (sql, i, world) => {
      const { seq } = await sealed(sql, i, world)
      await sql`delete from audit.seal where seq = ${seq}`
      await sql`delete from audit.event where seq = ${seq}`
    },
  },
  {
    name: 'a row and its link are taken out and the links after it move up',
    tamper: async (sql, i, world) => {
      const { seq, stream, n } = await sealed(sql, i, world)
      await sql`delete from audit.seal where seq = ${seq}`
      await sql`delete from audit.event where seq = ${seq}`
      await sql`update audit.seal set n = 1000000 + n where stream = ${stream} and n > ${n}`
      await sql`update audit.seal set n = n - 1000001 where stream = ${stream} and n > 1000000`
    },
  },
  {
    name: 'two rows change places',
    tamper: async (sql, i, world) => {
      const { seq, stream, n } = await sealed(sql, i, world)
      const [other] = await sql<Row[]>`select seq from audit.seal where stream = ${stream} and n = ${n + 1}`
      await sql`update audit.seal set seq = -1 where seq = ${seq}`
      await sql`update audit.seal set seq = ${seq} where seq = ${other!.seq}`
      await sql`update audit.seal set seq = ${other!.seq} where seq = -1`
    },
  },
  {
    name: 'a row is slipped in where all had been sealed',
    tamper: async (sql, i, world) => {
      const { seq } = await sealed(sql, i, world)
      await sql`insert into audit.event (seq, at, action, entity) overriding system value
        select ${-1 - i}, at, action, entity from audit.event where seq = ${seq}`
    },
  },
  {
    name: 'a row is slipped in and the worker seals it, as it would an honest one',
    tamper: async (sql, i, world) => {
      const { seq } = await sealed(sql, i, world)
      await sql`insert into audit.event (at, action, entity, province_id) select at, 'test.slipped', entity, province_id
        from audit.event where seq = ${seq}`
      // As the worker does, with the right key: it cannot know better.
      const { sealAll } = await import('@/db/audit-chain')
      const [last] = await sql<{ at: Date }[]>`select max(sealed_at) as at from audit.seal`
      await sealAll(
        (work) => work((text, values = []) => sql.unsafe(text, values as never[]) as never),
        Buffer.alloc(32, 7),
        () => last!.at,
      )
    },
  },
  {
    name: 'the end of a chain is cut off behind a place that was written down',
    tamper: async (sql, i, { anchors }) => {
      const { stream, n } = anchors[i % anchors.length]!
      await sql`delete from audit.event e using audit.seal s where s.seq = e.seq and s.stream = ${stream} and s.n >= ${n - (i % 3)}`
      await sql`delete from audit.seal where stream = ${stream} and n >= ${n - (i % 3)}`
    },
  },
  {
    name: 'a whole chain is taken away',
    tamper: async (sql, i, { anchors }) => {
      const { stream } = anchors[i % anchors.length]!
      await sql`delete from audit.event e using audit.seal s where s.seq = e.seq and s.stream = ${stream}`
      await sql`delete from audit.seal where stream = ${stream}`
    },
  },
  {
    name: 'a link is forged without the key',
    tamper: async (sql, i, world) => {
      const { seq } = await sealed(sql, i, world)
      await sql`update audit.seal set mac = ${Buffer.alloc(32, i % 251)} where seq = ${seq}`
    },
  },
]
