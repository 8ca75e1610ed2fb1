import type { TransactionSql } from 'postgres'
import { type Anchor, link, START } from '@/db/audit-chain'

export type World = { provinces: number[]; anchors: Anchor[]; key: Buffer }
type Row = { stream: number; n: number; seq: number }

/** A sealed row that lies before the last place written down; which one, the number decides. */
async function sealed(sql: TransactionSql, i: number, { anchors }: World): Promise<Row> {
  const { stream, n } = anchors[i % anchors.length]!
  const at = 1 + ((i * 7919) % (n - 1))
  const [row] = await sql<Row[]>`select stream, n, seq from audit.seal where stream = ${stream} and n = ${at}`
  return row!
}

export type Tampering = {
  name: string
  tamper: (sql: TransactionSql, i: number, world: World) => Promise<unknown>
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
export const TAMPERINGS: Tampering[] = [
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
        () => world.key,
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

type Link = { n: number; seq: number; sealedAt: Date; body: string }

/** The links of a chain from one on, to another or its end, counted anew under a key somebody has. */
async function counted(sql: TransactionSql, key: Buffer, stream: number, from: number, until = 1e9) {
  const links = await sql<Link[]>`select s.n, s.seq, s.sealed_at as "sealedAt", audit.body(e) as body
    from audit.seal s join audit.event e on e.seq = s.seq where s.stream = ${stream} and s.n between ${from} and ${until} order by s.n`
  const [last] = await sql<
    { mac: Buffer }[]
  >`select mac from audit.seal where stream = ${stream} and n = ${from - 1}`
  let before: Buffer = last ? Buffer.from(last.mac) : START
  for (const one of links) {
    before = link(key, before, { stream, ...one })
    await sql`update audit.seal set mac = ${before} where stream = ${stream} and n = ${one.n}`
  }
}

/** What somebody may do who has the owner's rights and the key that was changed (`world.key`); `world.anchors` says where each chain ended then. */
export const FORGERIES: Tampering[] = [
  {
    name: 'a row of before is changed and its chain counted anew up to the change',
    tamper: async (sql, i, world) => {
      const { stream, n, seq } = await sealed(sql, i, world)
      await sql`update audit.event set reason = 'x' where seq = ${seq}`
      await counted(sql, world.key, stream, n, world.anchors.find((one) => one.stream === stream)!.n)
    },
  },
  {
    name: 'the same to the chain’s end',
    tamper: async (sql, i, world) => {
      const { stream, n, seq } = await sealed(sql, i, world)
      await sql`update audit.event set reason = 'x' where seq = ${seq}`
      await counted(sql, world.key, stream, n)
    },
  },
  {
    name: 'the last row of before is changed and nothing else',
    tamper: async (sql, i, { anchors, key }) => {
      const { stream, n } = anchors[i % anchors.length]!
      await sql`update audit.event e set reason = 'x' from audit.seal s where s.seq = e.seq and s.stream = ${stream} and s.n = ${n}`
      await counted(sql, key, stream, n, n)
    },
  },
  {
    name: 'everything after the change is taken away and other rows stand there, as if there had been none',
    tamper: async (sql, i, { anchors, key }) => {
      const { stream, n } = anchors[i % anchors.length]!
      await sql`update audit.event e set action = 'test.other' from audit.seal s where s.seq = e.seq and s.stream = ${stream} and s.n > ${n}`
      await counted(sql, key, stream, n + 1)
    },
  },
  {
    name: 'a row is written and sealed behind the end',
    tamper: async (sql, i, { anchors, key }) => {
      const { stream } = anchors[i % anchors.length]!
      const [last] = await sql<{ n: number; at: Date }[]>`
        select n, sealed_at as at from audit.seal where stream = ${stream} order by n desc limit 1`
      const [event] = await sql<{ seq: number }[]>`insert into audit.event (at, action, entity, province_id)
        values (${last!.at}, 'test.forged', 'person', ${stream || null}) returning seq`
      await sql`insert into audit.seal (stream, n, seq, mac, sealed_at)
        values (${stream}, ${last!.n + 1}, ${event!.seq}, ${Buffer.alloc(32)}, ${last!.at})`
      await counted(sql, key, stream, last!.n + 1)
    },
  },
]
