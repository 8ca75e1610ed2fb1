import 'server-only'
import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Grant, Programme, Role } from '@/lib/access/policy'
import { searchWords } from '@/lib/people/name-search'
import { isUuid } from '@/lib/shared/id'
import type { Locale } from '@/lib/shared/locale'
import type { Reader } from '../client'

/** A node as people call it, its county or province before it where it is a unit. */
export type NodeName = { id: number; kind: Grant['kind']; programme: Programme | null; name: string }
export type HeldRole = { grantId: string; role: Role; scopeId: number; place: string }
export type AccountLine = {
  userId: string
  name: string
  handles: string[]
  status: 'ACTIVE' | 'DISABLED'
  /** Whether she has accepted her link: there was a session, or there is no link waiting. */
  linkOpen: boolean
  roles: HeldRole[]
  sessions: number
  lastSeenMs: number | null
}
export type SessionRow = { sessionId: string; device: string | null; createdMs: number; lastSeenMs: number }

// A node's name in the language: of the place it stands for where there is one, otherwise its own label.
const nameOf = (
  locale: Locale,
  node = sql`s`,
) => sql`coalesce((select ${locale === 'en' ? sql`p.name_en` : sql`p.name_fa`}
  from app.place p where p.scope_id = ${node}.id and ${node}.kind = p.kind limit 1), ${node}.label)`

const line = (locale: Locale) => sql`
  select u.id "userId", u.display_name name, u.status,
    coalesce((select jsonb_agg(l.handle order by l.kind, l.handle) from app.user_login l where l.user_id = u.id), '[]') handles,
    exists (select from app.invitation i where i.user_id = u.id and i.used_at is null and i.expires_at > now()) "linkOpen",
    coalesce((select jsonb_agg(jsonb_build_object('grantId', g.id, 'role', g.role, 'scopeId', g.scope_id, 'place', ${nameOf(locale)})
      order by g.granted_at) from app.user_grant g join app.scope s on s.id = g.scope_id
      where g.user_id = u.id and g.ended_at is null), '[]') roles,
    (select count(*)::int from app.auth_session a where a.user_id = u.id and a.ended_at is null and a.expires_at > now()) sessions,
    (select (extract(epoch from max(a.last_seen_at)) * 1000)::float8 from app.auth_session a where a.user_id = u.id) "lastSeenMs"
  from app.user_account u`

type Raw = Omit<AccountLine, 'handles' | 'roles'> & { handles: string[] | string; roles: HeldRole[] | string }
const opened = <T>(value: T | string): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value)
const asLine = (row: Raw): AccountLine => ({ ...row, handles: opened(row.handles), roles: opened(row.roles) })

export const ACCOUNTS_PER_PAGE = 50

/** The accounts somebody looks after, by name; `text` is looked for in names and sign-in names. */
export async function accountsOf(
  db: Reader,
  _scope: Scope,
  { text, page, locale }: { text: string; page: number; locale: Locale },
): Promise<{ lines: AccountLine[]; total: number }> {
  const escaped = (part: string) => `%${part.replace(/[\\%_]/g, '\\$&')}%`
  const like = escaped(text)
  const named = searchWords(text).map((word) => sql`app.fold(u.display_name) like ${escaped(word)}`)
  const which = sql`u.kind = 'PERSON' and (u.scope_id = any((select app.my_scope('accounts'))::int[]) or app.may_manage(u.id))
    and (${text} = '' or ${named.length > 0 ? sql`(${sql.join(named, sql` and `)})` : sql`false`} or exists (select from app.user_login l where l.user_id = u.id and l.handle ilike ${like}))`
  const [count] = await db.execute<{ n: number }>(
    sql`select count(*)::int n from app.user_account u where ${which}`,
  )
  const rows =
    await db.execute<Raw>(sql`${line(locale)} where ${which} order by u.display_name collate "fa-x-icu", u.id
    limit ${ACCOUNTS_PER_PAGE} offset ${(page - 1) * ACCOUNTS_PER_PAGE}`)
  return { lines: rows.map(asLine), total: count?.n ?? 0 }
}

/** One account and its open sessions; null where it is not one the asker looks after. */
export async function accountOf(
  db: Reader,
  _scope: Scope,
  { userId, locale }: { userId: string; locale: Locale },
): Promise<(AccountLine & { mayManage: boolean; hasFactor: boolean; open: SessionRow[] }) | null> {
  if (!isUuid(userId)) return null
  const [row] = await db.execute<
    Raw & { mayManage: boolean; hasFactor: boolean }
  >(sql`select x.*, app.may_manage(x."userId") "mayManage", app.has_factor(x."userId") "hasFactor" from (${line(locale)}
    where u.id = ${userId} and u.kind = 'PERSON' and (u.scope_id = any((select app.my_scope('accounts'))::int[]) or app.may_manage(u.id))) x`)
  if (!row) return null
  return {
    ...asLine(row),
    mayManage: row.mayManage,
    hasFactor: row.hasFactor,
    open: await openSessions(db, userId),
  }
}

/** One's own account, whoever one is. */
export async function ownAccount(
  db: Reader,
  scope: Scope,
  locale: Locale,
): Promise<AccountLine & { open: SessionRow[] }> {
  const [row] = await db.execute<Raw>(sql`${line(locale)} where u.id = ${scope.userId}`)
  if (!row) throw new Error('an actor without an account')
  return { ...asLine(row), open: await openSessions(db, scope.userId) }
}

async function openSessions(db: Reader, userId: string): Promise<SessionRow[]> {
  return db.execute<SessionRow>(sql`select a.id "sessionId", a.device, (extract(epoch from a.created_at) * 1000)::float8 "createdMs",
    (extract(epoch from a.last_seen_at) * 1000)::float8 "lastSeenMs" from app.auth_session a
    where a.user_id = ${userId} and a.ended_at is null and a.expires_at > now() order by a.last_seen_at desc`)
}

/** The nodes at which the asker may give a role, from the root down. */
export async function nodesToGive(db: Reader, _scope: Scope, locale: Locale): Promise<NodeName[]> {
  return db.execute<NodeName>(sql`
    select s.id, s.kind, s.programme, case when s.kind = 'UNIT' then ${nameOf(locale, sql`up`)} || ' › ' else '' end || ${nameOf(locale)} as name
    from app.scope s left join app.scope up on up.id = s.parent_id
    where s.id = any((select app.my_scope('accounts'))::int[]) or s.id = any((select app.my_scope('run'))::int[])
    order by cardinality(s.path), name, s.id`)
}
