import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApiToken, revokeApiToken } from '@/db/commands/access/api-token'
import { exportPeople } from '@/db/commands/reports/export-people'
import { actorOfToken, ownTokens } from '@/db/queries/api-token'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { ASKS_A_MINUTE, TOKEN_EXPORT_NAMES, type TokenExport } from '@/lib/access/api-token'
import { OFFICE_ROUTES, officeAnswer, officeOpenApi } from '@/lib/server/office-api'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { onOwnForm, refusal } from '../refusals/provoked'
import { type Field, openField } from '../sync/field'
import { codeOf } from './accounts-world'

let f: Field
let other: World
let officer: Staff
let auditor: Staff
const now = new Date('2024-06-01T15:00:00Z')
beforeAll(async () => {
  f = await openField({ people: 4, sessions: 2 })
  other = await world(f.owner, { people: 3, sessions: 1 })
  officer = f.w.officer
  auditor = await staff(f.owner, 'AUDITOR', f.w.provinceScope)
  // Demonstration accounts need no second factor; what happens without one is asked for below.
  await f.owner`update app.user_account set is_demo = true where kind = 'PERSON'`
})
afterAll(() => f?.close())

const wish = (exports: readonly TokenExport[]) => ({ name: 'سامانهٔ ملی', exports: [...exports], days: 30 })
const madeBy = async (who: Staff, exports: readonly TokenExport[] = TOKEN_EXPORT_NAMES) =>
  (await makeApiToken(await contextOf(who), wish(exports))).token
const behind = async (token: string) => {
  const { actor } = await actorOfToken(`Bearer ${token}`, now)
  return { actor, now, requestId: 'api' }
}
const asked = async (token: string, name: TokenExport, query: Record<string, string> = {}) =>
  officeAnswer(await behind(token), name, new URLSearchParams(query))
const cohort = async (w: World) =>
  (await f.owner`select code from app.cohort where id = ${w.cohortId}`)[0]!.code
const run = async (w: World) => (await f.owner`select code from app.run where id = ${w.runId}`)[0]!.code

describe('a token', () => {
  it('is made for exports its maker may take herself, and for no other', async () => {
    await madeBy(auditor, ['figures', 'sessions', 'attendance'])
    for (const one of ['people', 'completed'] as const)
      expect(await codeOf(madeBy(auditor, [one])), one).toBe('E-GEN-02')
    for (const one of TOKEN_EXPORT_NAMES)
      expect(await codeOf(madeBy(f.w.facilitator, [one])), one).toBe('E-GEN-02')
  })

  it('is kept as a hash, listed for its owner without it, and audited', async () => {
    const token = await madeBy(f.w.director, ['figures'])
    expect(token).toMatch(/^tabavar_[\w-]{43}$/)
    const rows =
      await f.owner`select t::text as row from app.api_token t union all select e::text from audit.event e`
    expect(rows.filter(({ row }) => row.includes(token.slice(8)))).toEqual([])
    const scope = scopeOf((await contextOf(f.w.director)).actor)
    const [line] = await reading(scope, (db) => ownTokens(db, scope))
    expect(line).toMatchObject({ exports: ['figures'], stands: true, usedOn: null })
    const [act] =
      await f.owner`select after from audit.event where action = 'access.make-token' and entity_id = ${line!.id}`
    expect(act!.after).toEqual({ days: 30, exports: ['figures'] })
  })

  it('cannot be written for another account, nor read by a neighbour', async () => {
    await madeBy(officer)
    const tried = (who: Staff, statement: string) =>
      f.app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${who.userId}, true)`
        return (await sql.unsafe(statement)).count
      })
    await expect(
      tried(
        other.officer,
        `insert into app.api_token (scope_id, user_id, name, hash, exports, expires_at)
          values (${f.w.provinceScope}, '${officer.userId}', 'x', '\\x01', '{people}', now() + interval '1 day')`,
      ),
    ).rejects.toThrow('row-level security')
    expect(await tried(other.officer, 'select 1 from app.api_token')).toBe(0)
    expect(await tried(other.officer, 'update app.api_token set revoked_at = now()')).toBe(0)
    expect(await tried(officer, 'select 1 from app.api_token')).toBeGreaterThan(0)
  })
})

describe('what a token is answered', () => {
  it('fits the description, which names every route and no other', async () => {
    const described = officeOpenApi('https://office.example')
    const { valid, errors } = await new Validator().validate(
      structuredClone(described) as Record<string, unknown>,
    )
    expect([valid, errors ?? []]).toEqual([true, []])
    expect(Object.keys(described.paths).sort()).toEqual(TOKEN_EXPORT_NAMES.map((name) => `/${name}`).sort())
    const token = await madeBy(officer)
    for (const name of TOKEN_EXPORT_NAMES) {
      const query = name === 'attendance' ? { cohort: await cohort(f.w) } : undefined
      const answer = await asked(token, name, query)
      expect(OFFICE_ROUTES[name].answer.safeParse(answer).error?.issues ?? [], name).toEqual([])
    }
    expect(await codeOf(asked(token, 'people', { nationalId: '1' }))).toBe('E-GEN-04')
  })

  it('is what the page’s file holds for its account, and kept in the audit in its name', async () => {
    const token = await madeBy(officer, ['people'])
    const page = await exportPeople(await contextOf(officer), { runId: f.w.runId })
    const answer = (await asked(token, 'people')) as { total: number; rows: { id: string; name: string }[] }
    expect(answer.total).toBe(4)
    expect(answer.rows.map(({ id, name }) => [id, name])).toEqual(
      page.rows.map(({ personId, name }) => [personId, name]),
    )
    const acts =
      await f.owner`select actor_id, after from audit.event where action = 'export' order by seq desc limit 1`
    expect(acts[0]).toMatchObject({ actor_id: officer.userId, after: { what: 'people', rows: 4 } })
  })

  it('reaches no further than its account: nothing of another province, no name where none is shown', async () => {
    const token = await madeBy(officer)
    for (const name of TOKEN_EXPORT_NAMES)
      expect(
        await codeOf(
          asked(token, name, {
            run: await run(other),
            ...(name === 'attendance' && { cohort: await cohort(other) }),
          }),
        ),
        name,
      ).toBe('E-GEN-02')
    const withoutNames = await madeBy(auditor, ['attendance'])
    const answer = (await asked(withoutNames, 'attendance', { cohort: await cohort(f.w) })) as {
      people: { name: string | null }[]
    }
    expect(answer.people.map(({ name }) => name)).toEqual([null, null, null, null])
  })

  it('ends with the role it was made under, with its account, and where the second factor has been taken off', async () => {
    const who = await staff(f.owner, 'PROVINCE_OFFICER', f.w.provinceScope)
    await f.owner`update app.user_account set is_demo = true where id = ${who.userId}`
    const token = await madeBy(who, ['people'])
    await asked(token, 'people')
    await f.owner`update app.user_account set is_demo = false where id = ${who.userId}`
    expect(await codeOf(behind(token))).toBe('E-TOK-01')
    await f.owner`update app.user_account set is_demo = true where id = ${who.userId}`
    await f.owner`update app.user_grant set ended_at = now() where user_id = ${who.userId}`
    expect(await codeOf(asked(token, 'people'))).toBe('E-GEN-02')
    await f.owner`update app.user_account set status = 'DISABLED' where id = ${who.userId}`
    expect(await codeOf(behind(token))).toBe('E-TOK-01')
  })

  it('is nothing when it has run out, was never one, or is another’s', async () => {
    const token = await madeBy(officer, ['figures'])
    await f.owner`update app.api_token set created_at = now() - interval '31 days', expires_at = now() - interval '1 second'
      where id = (select id from app.api_token where user_id = ${officer.userId} order by created_at desc limit 1)`
    expect(await codeOf(behind(token))).toBe('E-TOK-01')
    for (const header of [null, '', 'Bearer x', `Bearer tabavar_${'a'.repeat(43)}`, `Basic ${token}`])
      expect(await codeOf(actorOfToken(header, now))).toBe('E-TOK-01')
  })
})

const latest = async () =>
  (
    await f.owner`select id from app.api_token where user_id = ${officer.userId} order by created_at desc limit 1`
  )[0]!.id
refusal(
  'E-TOK-01',
  'a program asks with a token that was revoked',
  'این توکن معتبر نیست یا باطل شده است. از کسی که آن را ساخته است توکن تازه بخواهید.',
  async () => {
    const token = await madeBy(officer, ['figures'])
    const tokenId = await latest()
    expect(await codeOf(revokeApiToken(await contextOf(other.officer), { tokenId }))).toBe('E-GEN-02')
    await behind(token)
    await revokeApiToken(await contextOf(officer), { tokenId })
    return { owner: f.owner, attempt: onOwnForm(() => behind(token)) }
  },
)
refusal(
  'E-TOK-02',
  'a program asks more often in a minute than a token may',
  'درخواست‌ها بیش از اندازه است. یک دقیقهٔ دیگر دوباره بخواهید.',
  async () => {
    const token = await madeBy(officer, ['figures'])
    for (let n = 0; n < ASKS_A_MINUTE; n += 1) await behind(token)
    return { owner: f.owner, attempt: onOwnForm(() => behind(token)) }
  },
)
