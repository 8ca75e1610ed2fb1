import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Locale } from '@/lib/shared/locale'
import type { Reader } from '../client'

export const EVENTS_PER_PAGE = 50

/** What is asked of the audit. `before` and `after` are the numbers of events the page lies beyond. */
export type AuditAsked = {
  action?: string
  actorId?: string
  entity?: string
  entityId?: string
  /** From this instant on, and before that one. */
  from?: Date
  until?: Date
  before?: number
  after?: number
  locale: Locale
}
export type AuditFacts = Record<string, unknown>
export type AuditLine = {
  seq: number
  atMs: number
  actor: string | null
  roles: string[]
  action: string
  entity: string
  entityId: string | null
  /** What the event is about, as the office calls it; never a person's name. */
  about: { code: string | null; seq: number | null }
  reason: string | null
  before: AuditFacts
  after: AuditFacts
}
export type AuditPage = { lines: AuditLine[]; older: number | null; newer: number | null }
export type AuditActor = { userId: string; name: string }

type Row = Omit<AuditLine, 'roles' | 'about' | 'before' | 'after'> & {
  role: string | null
  code: string | null
  number: number | null
  was: unknown
  became: unknown
}

/** Events in reach, the newest first, a page of them by their numbers. Identifiers stay behind. */
export async function auditOf(db: Reader, scope: Scope, asked: AuditAsked): Promise<AuditPage> {
  if (asked.actorId !== undefined && !UUID.test(asked.actorId)) return { lines: [], older: null, newer: null }
  const forward = asked.after !== undefined
  const rows = await db.execute<Row>(sql`
    with page as (
      select e.*, case when e.entity_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then e.entity_id::uuid end as ref
      from audit.event e where ${conditions(asked)}
      order by ${forward ? sql`e.seq asc` : sql`e.seq desc`} limit ${EVENTS_PER_PAGE + 1})
    select e.seq, (extract(epoch from e.at) * 1000)::float8 as "atMs", u.display_name as actor, e.actor_role as role, e.action,
      e.entity, e.entity_id as "entityId", e.reason, e.before as was, e.after as became,
      ${nameOf(asked.locale)} as code, ${numberOf} as number
    from page e left join app.user_account u on u.id = e.actor_id
    order by e.seq desc`)
  const more = rows.length > EVENTS_PER_PAGE
  // Fewer than a page are newer: that is the newest page, shown full.
  if (forward && !more) return auditOf(db, scope, { ...asked, after: undefined })
  const kept = more ? (forward ? rows.slice(1) : rows.slice(0, EVENTS_PER_PAGE)) : rows
  const lines = kept.map(lineOf)
  const paged = forward || asked.before !== undefined
  return {
    lines,
    older: forward || more ? (lines.at(-1)?.seq ?? null) : null,
    newer: paged ? (lines[0]?.seq ?? null) : null,
  }
}

/** Who has left something in the audit in reach, by name. */
export async function auditActors(db: Reader, _scope: Scope): Promise<AuditActor[]> {
  const rows = await db.execute<AuditActor>(sql`
    select u.id as "userId", u.display_name as name from app.user_account u
    where exists (select 1 from audit.event e where e.actor_id = u.id)
    order by u.display_name collate "fa-x-icu", u.id limit 1000`)
  return [...rows]
}

function conditions(asked: AuditAsked): SQL {
  const all = [sql`true`]
  if (asked.action) all.push(sql`e.action = ${asked.action}`)
  if (asked.actorId) all.push(sql`e.actor_id = ${asked.actorId}::uuid`)
  if (asked.entity) all.push(sql`e.entity = ${asked.entity}`)
  if (asked.entityId) all.push(sql`e.entity_id = ${asked.entityId}`)
  if (asked.from) all.push(sql`e.at >= ${asked.from.toISOString()}::timestamptz`)
  if (asked.until) all.push(sql`e.at < ${asked.until.toISOString()}::timestamptz`)
  if (asked.before !== undefined) all.push(sql`e.seq < ${asked.before}`)
  if (asked.after !== undefined) all.push(sql`e.seq > ${asked.after}`)
  return sql.join(all, sql` and `)
}

// Asked for the rows of one page only; what she may not see stays unnamed.
const nameOf = (locale: Locale) => sql`case e.entity
  when 'cohort' then (select k.code from app.cohort k where k.id = e.ref)
  when 'session' then (select coalesce(k.code, c.title_fa) from app.session s left join app.cohort k on k.id = s.cohort_id
    left join app.training_class c on c.id = s.class_id where s.id = e.ref)
  when 'training_class' then (select c.title_fa from app.training_class c where c.id = e.ref)
  when 'enrolment' then (select k.code from app.enrolment n join app.cohort k on k.id = n.cohort_id where n.id = e.ref)
  when 'place' then (select ${locale === 'fa' ? sql`p.name_fa` : sql`p.name_en`} from app.place p where p.id = e.ref)
  when 'run' then (select r.code from app.run r where r.id = e.ref) end`
const numberOf = sql`case e.entity when 'session' then (select s.seq from app.session s where s.id = e.ref)
  when 'release' then (select l.number from app.release l where l.id = e.ref) end`

function lineOf({ role, code, number, was, became, reason, ...row }: Row): AuditLine {
  return {
    ...row,
    roles: role ? role.split(',') : [],
    about: { code, seq: number },
    reason: reason === null ? null : masked(reason),
    before: factsOf(was),
    after: factsOf(became),
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const HASH = /^[0-9a-f]{32,}$/i
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/
const DIGITS = /\+?[0-9۰-۹٠-٩](?:[ \u200c-]?[0-9۰-۹٠-٩]){8,}/g
const ADDRESS = /[^\s@]+@[^\s@]+\.[^\s@]+/g
const MASK = '••••'

/** A text without national ids, telephone numbers and addresses somebody may have typed into it. */
export const masked = (text: string) =>
  INSTANT.test(text) ? text : text.replace(DIGITS, MASK).replace(ADDRESS, MASK)

function factsOf(value: unknown): AuditFacts {
  const kept = withoutIdentifiers(value)
  return kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (kept as AuditFacts) : {}
}

/** What is left of a value when ids and hashes are taken out of it; undefined where nothing is. */
function withoutIdentifiers(value: unknown): unknown {
  if (typeof value === 'string') return UUID.test(value) || HASH.test(value) ? undefined : masked(value)
  if (Array.isArray(value)) {
    const kept = value.map(withoutIdentifiers).filter((item) => item !== undefined)
    return kept.length === 0 && value.length > 0 ? undefined : kept
  }
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).map(([key, item]) => [key, withoutIdentifiers(item)] as const)
  return Object.fromEntries(kept.filter(([, item]) => item !== undefined))
}

/** Where a chain of the audit ends: of which place (a province's label; null for the nation), how many rows, when, and the last link. */
export type AuditSeal = { place: string | null; rows: number; sealedAtMs: number; fingerprint: string }

/** The chains in reach. Whoever writes a fingerprint down can prove later that nothing before it was changed. */
export async function auditSeals(db: Reader, _scope: Scope): Promise<AuditSeal[]> {
  const rows = await db.execute<AuditSeal>(sql`
    select case when p.stream > 0 then s.label end as place, h.n as rows, (extract(epoch from h.sealed_at) * 1000)::float8 as "sealedAtMs",
      encode(substring(h.mac for 8), 'hex') as fingerprint
    from (select unnest(array[0] || (select app.my_scope('audit'))) as stream) p left join app.scope s on s.id = p.stream
    cross join lateral (select l.* from audit.seal l where l.stream = p.stream order by l.n desc limit 1) h
    order by s.label collate "fa-x-icu" nulls first`)
  return [...rows]
}
