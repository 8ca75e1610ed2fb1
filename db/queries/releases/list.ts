import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Verdict } from '@/lib/disclosure/gate'
import type { ReleaseBundle } from '@/lib/releases/bundle'
import type { SiblingBundle, SiblingTruth } from '@/lib/releases/siblings/bundle'
import type { Sibling } from '@/lib/releases/siblings/kinds'
import type { Reader } from '../../client'

/** A release on its way or out, as the office sees it. */
export type ReleaseLine = {
  releaseId: string
  asOf: string
  status: 'DRAFT' | 'IN_REVIEW' | 'PUBLISHED' | 'SUPERSEDED' | 'WITHDRAWN'
  number: number | null
  pendingSheets: number
  preparedBy: string | null
  preparedById: string
  preparedAt: Date
  approvedBy: string | null
  publishedAt: Date | null
  returnReason: string | null
  bundleHash: string
}

const columns = sql`x.id as "releaseId", x.as_of::text as "asOf", x.status, x.number, x.pending_sheets as "pendingSheets",
  u.display_name as "preparedBy", x.prepared_by as "preparedById", x.prepared_at as "preparedAt", a.display_name as "approvedBy",
  x.published_at as "publishedAt", x.return_reason as "returnReason", x.bundle_hash as "bundleHash"`
const source = sql`app.release x left join app.user_account u on u.id = x.prepared_by left join app.user_account a on a.id = x.approved_by`

type Raw = Omit<ReleaseLine, 'preparedAt' | 'publishedAt'> & {
  preparedAt: string
  publishedAt: string | null
}
const line = (row: Raw): ReleaseLine => ({
  ...row,
  preparedAt: new Date(row.preparedAt),
  publishedAt: row.publishedAt ? new Date(row.publishedAt) : null,
})

/** The releases of a run, the newest first. */
export async function releasesOf(db: Reader, _scope: Scope, runId: string): Promise<ReleaseLine[]> {
  const rows = await db.execute<Raw>(
    sql`select ${columns} from ${source} where x.run_id = ${runId}::uuid order by x.as_of desc, x.prepared_at desc`,
  )
  return rows.map(line)
}

/** The releases of a programme beside the plan in a province, the newest first. */
export async function siblingReleasesOf(
  db: Reader,
  _scope: Scope,
  { programme, provinceId }: { programme: Sibling; provinceId: string },
): Promise<ReleaseLine[]> {
  const rows = await db.execute<Raw>(sql`
    select ${columns} from ${source} where x.programme = ${programme} and x.province_id = ${provinceId}::uuid
    order by x.as_of desc, x.prepared_at desc`)
  return rows.map(line)
}

export type SiblingRelease = ReleaseLine & {
  bundle: SiblingBundle
  provinceId: string
  truth: SiblingTruth | null
  verdict: Verdict | null
  passed: boolean
}

/** One of them with its figures, what was true, and what the gate said last; null where it is out of reach. */
export async function siblingReleaseById(
  db: Reader,
  _scope: Scope,
  { programme, releaseId }: { programme: Sibling; releaseId: string },
): Promise<SiblingRelease | null> {
  const [row] = await db.execute<Raw & Omit<SiblingRelease, keyof ReleaseLine>>(sql`
    select ${columns}, x.bundle, x.province_id as "provinceId", b.basis as truth, g.verdict,
      app.attack_passed(x.id, x.bundle_hash) as passed
    from ${source} left join app.release_basis b on b.release_id = x.id
    left join lateral (select t.verdict from app.release_attack t where t.release_id = x.id and t.bundle_hash = x.bundle_hash
      order by t.tested_at desc, t.id desc limit 1) g on true
    where x.id = ${releaseId}::uuid and x.programme = ${programme}`)
  return row ? { ...row, ...line(row) } : null
}

/** One release with the figures it holds; null where it is out of reach. */
export async function releaseById(
  db: Reader,
  _scope: Scope,
  releaseId: string,
): Promise<(ReleaseLine & { bundle: ReleaseBundle }) | null> {
  const [row] = await db.execute<Raw & { bundle: ReleaseBundle }>(
    sql`select ${columns}, x.bundle from ${source} where x.id = ${releaseId}::uuid and x.programme = 'RESILIENCE'`,
  )
  return row ? { ...line(row), bundle: row.bundle } : null
}

/** Who answers for a province's public pages, as the office has set it. */
export type ContactFacts = Record<
  'nameFa' | 'nameEn' | 'phone' | 'email' | 'hoursFa' | 'hoursEn',
  string | null
>

export async function officeContact(db: Reader, _scope: Scope, runId: string): Promise<ContactFacts | null> {
  const [row] = await db.execute<ContactFacts>(sql`
    select o.name_fa as "nameFa", o.name_en as "nameEn", o.phone, o.email, o.hours_fa as "hoursFa", o.hours_en as "hoursEn"
    from app.office_contact o join app.run r on r.scope_id = o.scope_id where r.id = ${runId}::uuid`)
  return row ?? null
}

/** How far the attack on a release is: its verdict on the bundle as it stands, and whether that verdict still holds. */
export type AttackState = { hasBasis: boolean; passed: boolean; stale: boolean; verdict: Verdict | null }

export async function attackState(db: Reader, _scope: Scope, releaseId: string): Promise<AttackState> {
  const [row] = await db.execute<AttackState>(sql`
    select exists (select from app.release_basis b where b.release_id = x.id) as "hasBasis", app.attack_passed(x.id, x.bundle_hash) as passed, a.verdict,
      coalesce(a.after_number <> (select coalesce(max(o.number), 0) from pub.release o where o.province = p.code and o.programme = x.programme and o.id <> x.id), false) as stale
    from app.release x join app.run u on u.id = x.run_id join app.place p on p.id = u.province_id
    left join lateral (select t.verdict, t.after_number from app.release_attack t where t.release_id = x.id and t.bundle_hash = x.bundle_hash
      order by t.tested_at desc, t.id desc limit 1) a on true
    where x.id = ${releaseId}::uuid`)
  return row ?? { hasBasis: false, passed: false, stale: false, verdict: null }
}
