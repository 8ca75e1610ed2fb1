import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addVocational, rateMembers } from '@/db/commands/hamyar/member-record'
import { addPlanItem } from '@/db/commands/hamyar/plan'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { answerSupport, askSupport } from '@/db/commands/hamyar/support'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { touched } from '../access/second-wall-world'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import {
  type Group,
  type HamyarField,
  makeGroup,
  NOW,
  openHamyar,
  women,
  worker,
  workingGroup,
} from './field'

let loaded: Loaded
let field: HamyarField
let app: Sql
let ours: Group & { memberIds: string[] }
let theirs: Group
let keeper: Staff
const who: Record<string, () => Staff | null> = {
  officer: () => field.officer,
  'county here': () => field.here.county,
  'worker here': () => field.here.worker,
  'worker there': () => field.there.worker,
  'worker far': () => field.far.worker,
  'women’s office': () => field.womensOffice,
  keeper: () => keeper,
  nobody: () => null,
}
beforeAll(async () => {
  loaded = await loadedDatabase('none')
  field = await openHamyar(loaded)
  app = postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
  ours = await workingGroup(field, field.here, 5)
  theirs = await makeGroup(field, field.there)
  await theirs.add(women(field.there, 2))
  await ours.assess()
  await ours.leave(ours.memberIds[4]!)
  keeper = await worker(field.sql, 'GROUP_BOOKKEEPER', ours.scopeId)
  await field.sql`insert into app.hamyar_entry (scope_id, group_id, kind, day, amount_rial, entered_by)
    values (${ours.scopeId}, ${ours.groupId}, 'SALE', '2024-05-01', 5, ${keeper.userId})`
  await deskRecords(ours)
  await field.sql`insert into app.hamyar_sharing (scope_id, group_id, kinds, decided_by) values (${ours.scopeId}, ${ours.groupId}, '{SALE}', ${keeper.userId})`
})
afterAll(async () => {
  await app.end()
  await field.end()
})

/** One of each of the social worker's records; her session has a mark and an operation for each of five. */
async function deskRecords({ groupId, memberIds }: typeof ours): Promise<void> {
  const ctx = await contextOf(field.here.worker, NOW)
  const memberId = memberIds[0]!
  const day = '2024-05-22'
  await recordEvent(ctx, { groupId, kind: 'SESSION', day, minutes: 90, came: [memberId] })
  await addPlanItem(ctx, { groupId, pillar: 'GROUP', aspect: 'SOCIAL', textFa: 'خرید یک‌جا', dueOn: null })
  const { supportId } = await askSupport(ctx, {
    groupId,
    form: 'LOAN',
    what: 'وام',
    askedOn: day,
    amount: '5000',
  })
  await answerSupport(ctx, { supportId, answer: 'GIVEN', answeredOn: day, amount: '4000' })
  await rateMembers(ctx, {
    groupId,
    day,
    ratings: [{ memberId, confidence: 3, decision: 3, resources: 3, onSupport: true }],
  })
  await addVocational(ctx, { groupId, memberId, title: 'خیاطی', issuer: 'فنی و حرفه‌ای', issuedOn: day })
}

// Two groups in two counties: five women (one left) and two; written by hand from docs/database.md.
const TABLES = ['group', 'member', 'role', 'step', 'approval', 'breach', 'assessment', 'entry', 'sharing']
// biome-ignore format: a table is read by its columns
const SEES: Record<string, number[]> = {
  //                 gro mem rol ste app bre ass ent sha
  officer:          [2, 7, 1, 7, 2, 1, 1, 0, 0],
  'county here':    [1, 5, 1, 6, 2, 1, 1, 0, 0],
  'worker here':    [1, 5, 1, 6, 2, 1, 1, 0, 0],
  'worker there':   [1, 2, 0, 1, 0, 0, 0, 0, 0],
  'worker far':     [0, 0, 0, 0, 0, 0, 0, 0, 0],
  'women’s office': [0, 0, 0, 0, 0, 0, 0, 0, 0],
  keeper:           [1, 0, 0, 0, 0, 0, 0, 1, 1],
  nobody:           [0, 0, 0, 0, 0, 0, 0, 0, 0],
}

describe('behind the commands', () => {
  it.each(Object.keys(SEES))('%s sees what is hers', async (name) => {
    const seen: (number | string)[] = []
    for (const table of TABLES)
      seen.push(await touched(app, who[name]!(), `select 1 from app.hamyar_${table}`))
    expect(seen).toEqual(SEES[name])
  })

  it('the people of a group are seen by her social worker and office, never by the women’s office', async () => {
    const people = (one: Staff | null) =>
      touched(app, one, `select 1 from app.person where scopes && array[${ours.scopeId}]`)
    expect(await people(field.here.worker)).toBe(5)
    expect(await people(field.officer)).toBe(5)
    expect(await people(field.womensOffice)).toBe(0)
    expect(await people(field.there.worker)).toBe(0)
    expect(await people(keeper)).toBe(0)
  })

  it('nobody but its bookkeeper writes in a book, and nobody changes a line or a step', async () => {
    const write = (one: Staff, day = '2024-05-02') =>
      touched(
        app,
        one,
        `insert into app.hamyar_entry (scope_id, group_id, kind, day, amount_rial, entered_by)
         values (${ours.scopeId}, '${ours.groupId}', 'SALE', '${day}', 5, '${one.userId}')`,
      )
    expect(await write(keeper)).toBe(1)
    expect(await write(keeper, '2999-01-01')).toBe('42501')
    for (const one of [field.officer, field.here.worker, field.here.county, field.womensOffice])
      expect(await write(one)).toBe('42501')
    for (const statement of [
      'update app.hamyar_entry set amount_rial = 1',
      'delete from app.hamyar_entry',
      'update app.hamyar_step set reason = null',
      'delete from app.hamyar_member',
      'update app.hamyar_approval set approved_by = app.me()',
      'update app.hamyar_rule_set set max_size = 60',
    ])
      expect(await touched(app, field.officer, statement), statement).toBe('42501')
  })

  it('the women’s office makes no group, rule set, trade or target at nodes it shares', async () => {
    const one = field.womensOffice
    expect(await touched(app, one, `select app.add_hamyar_unit(${field.here.scope}, 'x')`)).toBe('TB001')
    expect(
      await touched(
        app,
        one,
        `insert into app.hamyar_trade (scope_id, name_fa, name_en, fold, created_by) values (${field.provinceScope}, 'x', 'x', 'x', '${one.userId}')`,
      ),
    ).toBe('42501')
    expect(
      await touched(
        app,
        one,
        `insert into app.hamyar_target (scope_id, county_id, value, source, set_by) values (${field.here.scope}, '${field.here.id}', 9, 'x', '${one.userId}')`,
      ),
    ).toBe('42501')
    expect(
      await touched(
        app,
        field.officer,
        `insert into app.hamyar_target (scope_id, county_id, value, source, set_by) values (${field.here.scope}, '${field.here.id}', 9, 'x', '${field.officer.userId}')`,
      ),
    ).toBe(1)
  })

  it('a group stays in its county under its rule set, and a member in no group of another', async () => {
    expect(
      await touched(
        app,
        field.officer,
        `update app.hamyar_group set county_id = '${field.there.id}' where id = '${ours.groupId}'`,
      ),
    ).toBe('42501')
    expect(
      await touched(
        app,
        field.officer,
        `update app.hamyar_member set group_id = '${theirs.groupId}' where group_id = '${ours.groupId}'`,
      ),
    ).toBe('42501')
    expect(
      await touched(
        app,
        field.there.worker,
        `update app.hamyar_member set employed = true where group_id = '${ours.groupId}'`,
      ),
    ).toBe(0)
  })

  it('who only reviews changes nothing of a group: not its facts, not its state, not its breaches', async () => {
    const mine = `where id = '${ours.groupId}'`
    for (const set of [
      `status = 'GRADUATED'`,
      `employed_count = 0`,
      `worker_id = '${field.here.county.userId}'`,
      `members_version = members_version + 1`,
      `common_goal = 'x'`,
    ])
      expect(await touched(app, field.here.county, `update app.hamyar_group set ${set} ${mine}`), set).toBe(0)
    expect(
      await touched(
        app,
        field.here.county,
        `update app.hamyar_breach set mended_on = '2024-06-01' where group_id = '${ours.groupId}'`,
      ),
    ).toBe(0)
    expect(
      await touched(
        app,
        field.here.county,
        `insert into app.hamyar_step (scope_id, group_id, act, from_status, to_status, made_by)
         values (${ours.scopeId}, '${ours.groupId}', 'graduate', 'ACTIVE', 'GRADUATED', '${field.here.county.userId}')`,
      ),
    ).toBe('42501')
  })

  it('a group moves by a step of the same transaction, and the steps of the office are the office’s', async () => {
    const to = (one: Staff, act: string | null, status: string) =>
      touched(
        app,
        one,
        act === null
          ? `update app.hamyar_group set status = '${status}' where id = '${ours.groupId}'`
          : `with made as (insert into app.hamyar_step (scope_id, group_id, act, from_status, to_status, made_by)
             values (${ours.scopeId}, '${ours.groupId}', '${act}', 'ACTIVE', '${status}', '${one.userId}') returning 1) select * from made`,
      )
    expect(await to(field.here.worker, null, 'SELF_SUFFICIENT')).toBe('42501')
    expect(await to(field.officer, null, 'GRADUATED')).toBe('42501')
    expect(await to(field.here.worker, 'graduate', 'GRADUATED')).toBe('42501')
    expect(await to(field.here.worker, 'selfSuffice', 'SELF_SUFFICIENT')).toBe(1)
    expect(await to(field.officer, 'suspend', 'SUSPENDED')).toBe(1)
    expect(
      await touched(
        app,
        field.here.worker,
        `update app.hamyar_group set worker_id = '${field.there.worker.userId}' where id = '${ours.groupId}'`,
      ),
    ).toBe('42501')
    expect(
      await touched(
        app,
        field.here.worker,
        `insert into app.hamyar_group (scope_id, province_id, county_id, code, name_fa, fold, trade_id, activity_kind, rule_set_id, worker_id, status, created_by)
         select scope_id, province_id, county_id, 'GH-999', 'x', 'x', trade_id, activity_kind, rule_set_id, worker_id, 'GRADUATED', '${field.here.worker.userId}'
         from app.hamyar_group where id = '${ours.groupId}'`,
      ),
    ).toBe('42501')
  })

  it('the social worker’s records are seen in the group’s reach and written by who records there', async () => {
    const tables = ['event', 'presence', 'op', 'plan_item', 'support', 'rating', 'certificate']
    const rows = async (one: Staff | null) => {
      const seen: (number | string)[] = []
      for (const table of tables) seen.push(await touched(app, one, `select 1 from app.hamyar_${table}`))
      return seen
    }
    expect(await rows(field.here.worker)).toEqual([1, 5, 6, 1, 1, 1, 1])
    expect(await rows(field.here.county)).toEqual([1, 5, 6, 1, 1, 1, 1])
    for (const one of [field.there.worker, field.far.worker, field.womensOffice, keeper, null])
      expect(await rows(one)).toEqual(tables.map(() => 0))
    const plan = (one: Staff) =>
      touched(
        app,
        one,
        `insert into app.hamyar_plan_item (scope_id, group_id, pillar, aspect, text_fa, made_by)
         values (${ours.scopeId}, '${ours.groupId}', 'STATE', 'SOCIAL', 'x', '${one.userId}')`,
      )
    expect(await plan(field.here.worker)).toBe(1)
    for (const one of [field.here.county, field.there.worker, field.womensOffice, keeper])
      expect(await plan(one)).toBe('42501')
    for (const statement of [
      'update app.hamyar_rating set confidence = 5',
      'delete from app.hamyar_op',
      'update app.hamyar_op set rank = 3',
      `update app.hamyar_support set asked_on = '2024-01-01'`,
      'update app.hamyar_event set group_id = group_id',
    ])
      expect(await touched(app, field.here.worker, statement), statement).toBe('42501')
    // What was answered stays so, by whatever road.
    expect(
      await touched(
        app,
        field.here.worker,
        `update app.hamyar_support set answer = 'DECLINED', given_rial = null`,
      ),
    ).toBe('TB001')
  })

  it('a county’s officer gives the county’s word only, in her own name', async () => {
    const give = (one: Staff, level: string, by = one) =>
      touched(
        app,
        one,
        `insert into app.hamyar_approval (scope_id, group_id, level, members_version, approved_by)
         select scope_id, id, '${level}', members_version, '${by.userId}' from app.hamyar_group where id = '${ours.groupId}'`,
      )
    expect(await give(field.here.county, 'PROVINCE')).toBe('42501')
    expect(await give(field.here.county, 'COUNTY', field.officer)).toBe('42501')
    expect(await give(field.here.worker, 'COUNTY')).toBe('42501')
    expect(await give(field.here.county, 'COUNTY')).toBe(1)
  })
})
