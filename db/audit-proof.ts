import { type Anchor, type Ask, link, START } from './audit-chain'
import { type AuditKeys, auditKeyAt } from './audit-keys'

/** What is not as it was sealed: of which chain, at which link, and the number of the row where one is known. */
export type Finding = { kind: FindingKind; stream: number; n: number | null; seq: number | null }
export type FindingKind =
  /** A row or its link is not what was sealed: changed, put elsewhere, or put in another's place. */
  | 'CHANGED'
  /** A link, or the row it seals, is gone. */
  | 'GONE'
  /** A row that appeared where everything had been sealed long before. */
  | 'SLIPPED_IN'
  /** The chain ends before a place that was written down outside, or has become another one there. */
  | 'NOT_AS_ANCHORED'

export type Proof = { rows: number; chains: number; findings: Finding[] }

/** A row is sealed within minutes of its act, unless nothing sealed meanwhile; no act takes this long. */
const LONGEST_ACT_MS = 60 * 60 * 1000
const PAGE = 5000
/** So many are told; who changed everything need not be told of each row. */
const TOLD = 100

type Place = { stream: number; n: number; mac: Buffer; sealedAt: number }
type Sealed = {
  stream: number
  n: number
  seq: number
  mac: Buffer
  sealed_at: Date
  at: Date | null
  own_stream: number | null
  body: string | null
}

/**
 * Reads the whole audit as the owner and proves each chain anew. The first finding of a chain is where it was broken; from there on the
 * links are followed as they stand, so that one changed row is one finding and not all that come after.
 */
export async function proveAudit(ask: Ask, keys: AuditKeys, anchors: readonly Anchor[]): Promise<Proof> {
  const findings: Finding[] = []
  const tell = (finding: Finding) => {
    if (findings.length < TOLD) findings.push(finding)
  }
  const keyAt = auditKeyAt(keys)
  // Where a chain ended when its key was changed is a place written down like any other.
  const places = [...anchors, ...keys.former.flatMap(({ ends }) => ends)]
  const owed = new Map<string, { stream: number; n: number; macs: Set<string> }>()
  for (const { stream, n, mac } of places) {
    const place = owed.get(`${stream}/${n}`) ?? { stream, n, macs: new Set() }
    owed.set(`${stream}/${n}`, { ...place, macs: place.macs.add(mac) })
  }
  let last: Place = { stream: -1, n: 0, mac: START, sealedAt: 0 }
  let rows = 0
  let chains = 0
  for (let stream = -1, n = 0; ; ) {
    const page = await ask<Sealed>(
      `select s.stream, s.n, s.seq, s.mac, s.sealed_at, e.at, coalesce(e.province_id, 0) as own_stream,
         case when e.seq is not null then audit.body(e) end as body
       from audit.seal s left join audit.event e on e.seq = s.seq
       where (s.stream, s.n) > ($1::int, $2::int) order by s.stream, s.n limit ${PAGE}`,
      [stream, n],
    )
    for (const row of page) {
      if (last.stream !== row.stream) {
        chains += 1
        last = { stream: row.stream, n: 0, mac: START, sealedAt: 0 }
      }
      const where = { stream: row.stream, n: row.n, seq: row.seq }
      const sealedAt = new Date(row.sealed_at)
      if (row.n !== last.n + 1) tell({ kind: 'GONE', ...where, n: last.n + 1, seq: null })
      else if (row.body === null) tell({ kind: 'GONE', ...where })
      else if (
        !link(keyAt(row.stream, row.n), last.mac, { ...row, sealedAt, body: row.body }).equals(row.mac)
      )
        tell({ kind: 'CHANGED', ...where })
      else if (row.own_stream !== row.stream) tell({ kind: 'CHANGED', ...where })
      else if (row.at && new Date(row.at).getTime() + LONGEST_ACT_MS < last.sealedAt)
        tell({ kind: 'SLIPPED_IN', ...where })
      const anchored = owed.get(`${row.stream}/${row.n}`)
      if (anchored && (anchored.macs.size > 1 || !anchored.macs.has(Buffer.from(row.mac).toString('hex'))))
        tell({ kind: 'NOT_AS_ANCHORED', ...where })
      owed.delete(`${row.stream}/${row.n}`)
      last = { stream: row.stream, n: row.n, mac: Buffer.from(row.mac), sealedAt: sealedAt.getTime() }
      rows += 1
    }
    if (page.length < PAGE) break
    ;({ stream, n } = page.at(-1)!)
  }
  for (const { stream, n } of owed.values()) tell({ kind: 'NOT_AS_ANCHORED', stream, n, seq: null })
  const unsealed = await ask<{ seq: number; stream: number }>(
    `select e.seq, coalesce(e.province_id, 0) as stream from audit.event e
     where e.seq <= (select g.floor from audit.sealing g) and not exists (select from audit.seal s where s.seq = e.seq)
     order by e.seq limit ${TOLD}`,
  )
  for (const { seq, stream } of unsealed) tell({ kind: 'SLIPPED_IN', stream, n: null, seq })
  return { rows, chains, findings }
}
