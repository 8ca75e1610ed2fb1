import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerInterest } from '@/db/commands/interest/answer-interest'
import { drawSample } from '@/db/commands/quality/draw-sample'
import { decideQuarantine } from '@/db/commands/sync/decide-quarantine'
import type { Programme } from '@/lib/access/policy'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'
import { touched, tried } from './second-wall-world'

// What hangs above the units and is asked with `review` is the plan's: through the database alone, without the application's guard.
let f: Field
let hamyarUnit: number
const plans: Record<string, Staff> = {}
const others: Record<string, Staff> = {}
const made = {} as Record<'letter' | 'sample' | 'line' | 'task' | 'device' | 'waiting', string>

async function given(role: string, at: number, programme: Programme): Promise<Staff> {
  const who = await staff(f.owner, role, at)
  await f.owner`update app.user_grant set programme = ${programme} where user_id = ${who.userId}`
  return who
}

beforeAll(async () => {
  f = await openField({ people: 4, sessions: 2 })
  const { w, owner } = f
  const [province, county] = [w.provinceScope, w.countyScope]
  plans.officer = await given('PROVINCE_OFFICER', province, 'RESILIENCE')
  plans.director = await given('PROVINCE_DIRECTOR', province, 'RESILIENCE')
  others['hamyar at the province'] = await given('WELFARE_OFFICER', province, 'HAMYAR')
  others['hamyar in the county'] = await given('COUNTY_WELFARE_OFFICER', county, 'HAMYAR')
  // No role of theirs reviews today; were one to, its grant would not reach either.
  others['charities, with every power of an office'] = await given('WELFARE_OFFICER', province, 'CHARITY')
  others['associations, with every power of an office'] = await given(
    'WELFARE_OFFICER',
    province,
    'ASSOCIATION',
  )
  others.charities = await given('CHARITY_OFFICER', province, 'CHARITY')
  others.associations = await given('ASSOCIATION_OFFICER', province, 'ASSOCIATION')

  const [unit] = await owner`insert into app.scope (parent_id, kind, programme, path, label)
    values (${county}, 'UNIT', 'HAMYAR', '{}', 'x') returning id`
  hamyarUnit = unit!.id
  await owner`update app.scope set path = ${[1, province, county, hamyarUnit]} where id = ${hamyarUnit}`
  await owner`insert into app.office_contact (scope_id, name_fa, phone, email) values (${province}, 'اداره', '044', 'x@example.ir')`
  const one = async (statement: Promise<{ id?: string }[]>) => (await statement)[0]!.id as string
  made.letter = await one(owner`insert into pub.interest (id, province_id, kind, wish, sealed)
    values (${randomUUID()}, ${w.provinceId}, 'PERSON', 'HELP', 'x') returning id`)
  made.sample = await one(owner`insert into app.call_sample
    (scope_id, run_id, seed, from_day, to_day, wanted, pool, pool_flagged, weight, drawn_by)
    values (${county}, ${w.runId}, 'seed', '2024-05-11', '2024-05-12', 1, 1, 0, 3, ${w.officer.userId}) returning id`)
  made.line =
    await one(owner`insert into app.call_line (scope_id, sample_id, position, session_id, person_id, flagged)
    values (${county}, ${made.sample}, 1, ${w.sessionIds[0]!}, ${w.people[0]!.personId}, false) returning id`)
  await owner`insert into app.quality_settlement (scope_id, run_id, kind, subject, facts, finding, note, settled_by)
    values (${county}, ${w.runId}, 'LATE', ${w.sessionIds[0]!}, '1', 'IN_ORDER', 'دیده شد', ${w.officer.userId})`
  made.task = await one(owner`insert into app.task (scope_id, run_id, kind, confidential)
    values (${county}, ${w.runId}, 'SAFEGUARD', true) returning id`)
  const her = w.facilitator.userId
  made.device = await one(
    owner`insert into app.device (scope_id, user_id, public_key) values (${county}, ${her}, '{}') returning id`,
  )
  const batch =
    await one(owner`insert into app.sync_batch (scope_id, batch, device_id, user_id, seq, digest, sound, sent_at, ops, answer)
    values (${county}, ${randomUUID()}, ${made.device}, ${her}, 1, 'x', true, now(), '{}', '{}') returning id`)
  made.waiting = await one(owner`insert into app.quarantine
    (scope_id, batch_id, op_id, session_id, device_id, user_id, sound, kind, sealed, code, claimed_at)
    values (${county}, ${batch}, ${randomUUID()}, ${w.sessionIds[1]!}, ${made.device}, ${her}, true, 'act', 'x', 'E-ATT-03', now()) returning id`)
  await owner`insert into app.sync_flag (scope_id, device_id, kind, about, sheets, seconds)
    values (${county}, ${made.device}, 'ALIKE', '2024-05-20', 21, 60)`
})
afterAll(() => f?.close())

const TABLES = [
  'pub.interest',
  'app.quality_settlement',
  'app.call_sample',
  'app.call_line',
  'app.task',
  'app.device',
  'app.sync_batch',
  'app.quarantine',
  'app.sync_flag',
  'app.facilitator',
]
const each = <T>(value: T) => Object.fromEntries(TABLES.map((table) => [table, value]))
const seen = (who: Staff) =>
  tried(f.app, who, async (sql) => {
    const found: Record<string, number> = {}
    for (const table of TABLES)
      found[table] = (await sql.unsafe(`select count(*)::int n from ${table}`))[0]!.n
    return found
  })

const changes = (): Record<string, string> => ({
  letter: `update pub.interest set state = 'ANSWERED', answered_by = app.me(), answered_at = now() where id = '${made.letter}'`,
  line: `update app.call_line set outcome = 'CONFIRMED', called_by = app.me(), called_at = now() where id = '${made.line}'`,
  task: `update app.task set version = version + 1 where id = '${made.task}'`,
  device: `update app.device set withdrawn_at = now(), withdrawn_by = app.me() where id = '${made.device}'`,
  waiting: `update app.quarantine set state = 'LAID_ASIDE', reason = 'آزمون', decided_by = app.me(), decided_at = now() where id = '${made.waiting}'`,
})
const additions = (): Record<string, string> => {
  const [at, run, session] = [f.w.countyScope, f.w.runId, f.w.sessionIds[1]!]
  return {
    settlement: `insert into app.quality_settlement (scope_id, run_id, kind, subject, facts, finding, note, settled_by)
      values (${at}, '${run}', 'LATE', '${session}', '1', 'IN_ORDER', 'x', app.me())`,
    sample: `insert into app.call_sample (scope_id, run_id, seed, from_day, to_day, wanted, pool, pool_flagged, weight, drawn_by)
      values (${at}, '${run}', 'y', '2024-05-11', '2024-05-12', 1, 1, 0, 3, app.me())`,
    line: `insert into app.call_line (scope_id, sample_id, position, session_id, person_id, flagged)
      values (${at}, '${made.sample}', 2, '${session}', '${f.w.people[0]!.personId}', false)`,
  }
}

describe('an office of another programme at the same province or county', () => {
  it('reads no letter, flag, call, confidential task, phone, facilitator or what waits; the plan’s own does', async () => {
    for (const [name, who] of Object.entries(others)) expect(await seen(who), name).toEqual(each(0))
    for (const [name, who] of Object.entries(plans)) expect(await seen(who), name).toEqual(each(1))
  })

  it('writes none of it, whatever statement it finds', async () => {
    for (const [what, statement] of Object.entries(changes())) {
      for (const [name, who] of Object.entries(others))
        expect(await touched(f.app, who, statement), `${name}: ${what}`).toBe(0)
      for (const [name, who] of Object.entries(plans))
        expect(await touched(f.app, who, statement), `${name}: ${what}`).toBe(1)
    }
    for (const [what, statement] of Object.entries(additions())) {
      for (const [name, who] of Object.entries(others))
        expect(await touched(f.app, who, statement), `${name}: ${what}`).toBe('42501')
      for (const [name, who] of Object.entries(plans))
        expect(await touched(f.app, who, statement), `${name}: ${what}`).toBe(1)
    }
  })

  it('is refused by the commands as well', async () => {
    const refused = { code: 'E-GEN-02' }
    for (const who of Object.values(others)) {
      const ctx = await contextOf(who)
      await expect(answerInterest(ctx, { interestId: made.letter, version: 1 })).rejects.toMatchObject(
        refused,
      )
      await expect(
        decideQuarantine(ctx, { quarantineIds: [made.waiting], decision: 'LAY_ASIDE', reason: 'آزمون' }),
      ).rejects.toMatchObject(refused)
      await expect(
        drawSample(ctx, { runId: f.w.runId, fromDay: '2024-05-11', toDay: '2024-05-31', wanted: 1 }),
      ).rejects.toMatchObject(refused)
    }
  })

  it('is told nothing of what the plan’s women answered, nor who looked at a woman who waits for a group', async () => {
    const [waiting] =
      await f.owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
      values (${f.w.provinceId}, ${[f.w.countyScope]}, 'زن', 'منتظر', 'x', 'F', 1370) returning id`
    await f.owner`select audit.record('person.view', 'person', ${waiting!.id}, ${f.w.countyScope}, null, null, null, 'test')`
    const told = (who: Staff) =>
      tried(f.app, who, async (sql) => [
        (await sql`select completed from app.pair_coverage(${f.w.runId}, '2024-12-01', 'sex', null)`).length,
        (await sql`select 1 from app.who_saw_person(${waiting!.id}, 10, 0)`).length,
      ])
    await f.owner`update app.enrolment set status = 'COMPLETED', closed_on = '2024-06-01' where run_id = ${f.w.runId}`
    for (const [name, who] of Object.entries(others)) expect(await told(who), name).toEqual([0, 0])
    for (const [name, who] of Object.entries(plans)) expect(await told(who), name).toEqual([1, 1])
  })
})

describe('a woman of two programmes', () => {
  it('is neither erased nor made one with another by the office of one of them', async () => {
    const woman = async (scopes: number[]) => {
      const [row] =
        await f.owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
        values (${f.w.provinceId}, ${scopes}, 'زن', 'همیار', ${randomUUID()}, 'F', 1370) returning id`
      return row!.id as string
    }
    const hamyar = others['hamyar at the province']!
    const both = plans.both ?? (await given('WELFARE_OFFICER', f.w.provinceScope, 'HAMYAR'))
    await f.owner`insert into app.user_grant (user_id, role, scope_id, programme)
      values (${both.userId}, 'PROVINCE_OFFICER', ${f.w.provinceScope}, 'RESILIENCE')`
    const shared = await woman([hamyarUnit, f.w.countyScope])
    const [own, twin] = [await woman([hamyarUnit]), await woman([hamyarUnit])]
    const beyond = (who: Staff, person: string) =>
      tried(
        f.app,
        who,
        async (sql) => (await sql`select app.erasure_of(${person}) as plan`)[0]!.plan?.beyond ?? null,
      )
    expect([await beyond(hamyar, shared), await beyond(both, shared), await beyond(hamyar, own)]).toEqual([
      true,
      false,
      false,
    ])
    const opened = async (one: string, other: string) => {
      const [row] = await f.owner`insert into app.duplicate_case (scope_id, person_id, other_id)
        values (${f.w.provinceScope}, ${one}, ${other}) returning id`
      return row!.id as string
    }
    const merged = (who: Staff, id: string, keep: string) =>
      touched(
        f.app,
        who,
        `select app.merge_people('${id}', '${keep}', 'شناسنامه دیده شد', null, null, 'test')`,
      )
    const between = await opened(own, shared)
    // The desk is shared: she sees that a case is open, and makes one of two of her own.
    expect(
      await tried(
        f.app,
        hamyar,
        async (sql) => (await sql`select 1 from app.duplicate_case where id = ${between}`).length,
      ),
    ).toBe(1)
    expect(await merged(hamyar, between, own)).toBe('TB001')
    expect(await merged(both, between, own)).toBe(1)
    expect(await merged(hamyar, await opened(own, twin), own)).toBe(1)
  })
})

it('would be missed: with `review` among what is shared, the other offices read all of it', async () => {
  const shared = (powers: string[]) =>
    f.owner.unsafe(`create or replace function app.shared_powers() returns text[] language sql immutable as
      $$ select array[${powers.map((one) => `'${one}'`).join(',')}] $$`)
  const [row] = await f.owner`select app.shared_powers() as powers`
  await shared([...row!.powers, 'review'])
  const found = await seen(others['hamyar at the province']!)
  await shared(row!.powers)
  expect(Object.keys(found).filter((table) => found[table]! > 0)).toEqual([
    'pub.interest',
    'app.task',
    'app.device',
    'app.sync_batch',
    'app.quarantine',
    'app.sync_flag',
  ])
  expect(await seen(others['hamyar at the province']!)).toEqual(each(0))
})
