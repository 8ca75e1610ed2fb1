import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRuleSet, addTrade } from '@/db/commands/hamyar/add-reference'
import { proposeGroup } from '@/db/commands/hamyar/propose-group'
import { contextOf } from '@/tests/support/actors'
import { type HamyarField, makeGroup, NOW, openHamyar, woman, women, workingGroup } from './field'

let field: HamyarField
beforeAll(async () => {
  field = await openHamyar()
})
afterAll(() => field.end())
const breaches = (groupId: string) =>
  field.sql`select line, opened_on::text as opened, mend_by::text as by, mended_on::text as mended from app.hamyar_breach
    where group_id = ${groupId} order by id`
const cases = async () => (await field.sql`select count(*)::int n from app.duplicate_case`)[0]!.n as number

describe('who joins', () => {
  it('is fifteen and sixty at the bounds', async () => {
    const group = await makeGroup(field, field.here)
    await group.add([
      woman(field.here, { birthIso: '2009-05-20' }),
      woman(field.here, { birthIso: '1963-05-23' }),
    ])
    expect((await group.row()).ages).toEqual([15, 60])
  })

  it('lives in the province: E-HG-25; in another county she is written down and the group falls short', async () => {
    const group = await makeGroup(field, field.here)
    await expect(group.add([woman(field.here, { homeCountyId: field.far.id })])).rejects.toMatchObject({
      code: 'E-HG-25',
    })
    await group.add([...women(field.here, 4), woman(field.here, { homeCountyId: field.there.id })])
    await group.move('identify')
    await expect(group.move('judge')).rejects.toMatchObject({ code: 'E-HG-09', values: { n: 1 } })
  })

  it('joins and leaves on days that have been, in their order: E-HG-26', async () => {
    const group = await makeGroup(field, field.here)
    await expect(group.add([woman(field.here, { joinedOn: '2024-06-02' })])).rejects.toMatchObject({
      code: 'E-HG-26',
    })
    const [id] = await group.add([woman(field.here, { joinedOn: '2024-06-01' })])
    await expect(group.leave(id!, '2024-05-31')).rejects.toMatchObject({ code: 'E-HG-26' })
    await expect(group.leave(id!, '2024-06-02')).rejects.toMatchObject({ code: 'E-HG-26' })
    await group.leave(id!, '2024-06-01')
    await expect(group.leave(id!, '2024-06-01')).rejects.toMatchObject({ code: 'E-GEN-03' })
  })

  it('is one person with a woman of a cohort, held by the group too', async () => {
    const her = woman(field.here)
    const one = await makeGroup(field, field.here)
    const [first] = await one.add([her])
    await one.leave(first!)
    const two = await makeGroup(field, field.here)
    await two.add([her])
    const people =
      await field.sql`select distinct p.id, p.scopes from app.hamyar_member m join app.person p on p.id = m.person_id
      where m.group_id in (${one.groupId}, ${two.groupId})`
    expect(people).toHaveLength(1)
    expect(people[0]!.scopes).toEqual(expect.arrayContaining([one.scopeId, two.scopeId]))
  })

  it('is told nothing of where she is by who does not see it: E-ENR-00, and a case on the desk', async () => {
    const her = woman(field.there)
    const theirs = await makeGroup(field, field.there)
    await theirs.add([her])
    const ours = await makeGroup(field, field.here)
    const before = await cases()
    const typed = { ...her, homeCountyId: field.here.id }
    await expect(ours.add([typed])).rejects.toMatchObject({ code: 'E-ENR-00', values: undefined })
    expect(await cases()).toBe(before + 1)
    // The province's officer holds both records and reads the whole sentence.
    await expect(ours.add([typed], field.officer)).rejects.toMatchObject({
      code: 'E-HG-07',
      values: { group: theirs.facts.nameFa },
    })
    expect((await ours.row()).members).toBe(0)
  })

  it('is told nothing of her cover either: E-HG-05 in full to who holds that record, E-ENR-00 to others', async () => {
    const her = woman(field.there, { isCovered: false })
    const theirs = await makeGroup(field, field.there)
    const [id] = await theirs.add([her])
    await theirs.leave(id!)
    const ours = await makeGroup(field, field.here)
    const typed = { ...her, homeCountyId: field.here.id, isCovered: true }
    const before = await cases()
    await expect(ours.add([typed])).rejects.toMatchObject({ code: 'E-ENR-00' })
    expect(await cases()).toBe(before + 1)
    await expect(ours.add([typed], field.officer)).rejects.toMatchObject({ code: 'E-HG-05' })
    // What nobody doubts is written down, and found at the gate.
    await ours.add([{ ...typed, isCovered: false }])
    expect(await ours.row()).toMatchObject({ members: 1, covered: 0 })
  })

  it('another name under her id goes to the desk, and is neutral to everybody', async () => {
    const her = woman(field.here)
    const group = await makeGroup(field, field.here)
    const [id] = await group.add([her])
    await group.leave(id!)
    await expect(group.add([{ ...her, first: 'ریحانه' }])).rejects.toMatchObject({ code: 'E-ENR-00' })
  })

  it('typed by two at once is in one group, and the loser learns nothing', async () => {
    const her = woman(field.here)
    const [ours, theirs] = [await makeGroup(field, field.here), await makeGroup(field, field.there)]
    const done = await Promise.allSettled([
      ours.add([her]),
      theirs.add([{ ...her, homeCountyId: field.there.id }]),
    ])
    const codes = done.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.code)).sort()
    expect(codes).toEqual(['E-ENR-00', 'ok'])
    const [open] =
      await field.sql`select count(*)::int n from app.hamyar_member where group_id in (${ours.groupId}, ${theirs.groupId}) and left_on is null`
    expect(open!.n).toBe(1)
  })
})

describe('the rule is judged again at each change', () => {
  it('a thirteenth member and a departure from two phones are both kept, in either order and at once', async () => {
    for (const order of ['join first', 'leave first', 'at once']) {
      const group = await workingGroup(field, field.here, 12, 'HG-S1')
      const join = () => group.add(women(field.here, 1))
      const leave = () => group.leave(group.memberIds[5]!)
      if (order === 'join first') {
        await join()
        expect(await breaches(group.groupId)).toMatchObject([{ line: 'SIZE', mended: null }])
        await leave()
      } else if (order === 'leave first') {
        await leave()
        await join()
      } else await Promise.all([join(), leave()])
      expect(await group.row(), order).toMatchObject({ members: 12, breaches: 0, state: 'ACTIVE' })
    }
  })

  it('a breach of a group at work has a date to mend it by, and closes when the line holds again', async () => {
    const group = await workingGroup(field, field.here, 5)
    await group.leave(group.memberIds[4]!)
    await group.set(group.memberIds[1]!, { isCovered: false })
    expect(await breaches(group.groupId)).toEqual([
      { line: 'SIZE', opened: '2024-06-01', by: '2024-07-31', mended: null },
      { line: 'COVERAGE', opened: '2024-06-01', by: '2024-07-31', mended: null },
    ])
    await group.assess()
    await expect(group.move('selfSuffice')).rejects.toMatchObject({ code: 'E-HG-18' })
    await group.add(women(field.here, 1))
    await group.set(group.memberIds[1]!, { isCovered: true })
    expect((await breaches(group.groupId)).map(({ mended }) => mended)).toEqual(['2024-06-01', '2024-06-01'])
    await group.move('selfSuffice')
    expect(await group.row()).toMatchObject({ state: 'SELF_SUFFICIENT', breaches: 0 })
  })

  it('one found eligible that no longer complies goes back to its candidates, and an approval lapses with the members', async () => {
    const group = await makeGroup(field, field.here)
    const ids = await group.add(women(field.here, 6))
    await group.move('identify')
    await group.move('judge')
    await group.approve('COUNTY', field.here.county)
    await group.leave(ids[0]!)
    expect(await group.row()).toMatchObject({ state: 'ELIGIBLE', members: 5 })
    await expect(group.approve('PROVINCE', field.officer)).rejects.toMatchObject({ code: 'E-HG-13' })
    await group.leave(ids[1]!)
    expect(await group.row()).toMatchObject({ state: 'MEMBERS_IDENTIFIED', members: 4 })
  })
})

describe('approvals', () => {
  const eligible = async () => {
    const group = await makeGroup(field, field.here)
    await group.add(women(field.here, 5))
    await group.move('identify')
    await group.move('judge')
    return group
  }
  it('come from the county first, and from two people', async () => {
    const group = await eligible()
    await expect(group.approve('PROVINCE', field.officer)).rejects.toMatchObject({ code: 'E-HG-13' })
    await group.approve('COUNTY', field.officer)
    await expect(group.approve('PROVINCE', field.officer)).rejects.toMatchObject({ code: 'E-HG-14' })
    await expect(group.approve('PROVINCE', field.here.county)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(group.approve('COUNTY', field.here.worker)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(group.approve('COUNTY', field.there.county)).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
  it('two at once are one: the other reads that it was given', async () => {
    const group = await eligible()
    const done = await Promise.allSettled([
      group.approve('COUNTY', field.here.county),
      group.approve('COUNTY', field.officer),
    ])
    expect(done.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.code)).sort()).toEqual([
      'E-HG-15',
      'ok',
    ])
    const given = await field.sql`select level from app.hamyar_approval where group_id = ${group.groupId}`
    expect(given).toHaveLength(1)
  })
})

describe('beside the way', () => {
  it('is held, resumed, dissolved and reopened, each with a reason, and sets its women free', async () => {
    const group = await workingGroup(field, field.here, 5)
    const { officer } = field
    await expect(group.move('suspend', officer)).rejects.toMatchObject({ code: 'E-HG-21' })
    await expect(group.move('suspend')).rejects.toMatchObject({ code: 'E-GEN-02' })
    await group.move('suspend', officer, { reason: 'اختلاف بر سر اجارهٔ کارگاه' })
    expect(await group.row()).toMatchObject({ state: 'SUSPENDED', held: 'ACTIVE' })
    await group.move('resume', officer, { reason: 'کارگاه تازه پیدا شد' })
    expect(await group.row()).toMatchObject({ state: 'ACTIVE', held: null })
    await group.move('dissolve', officer, { reason: 'سه نفر به شهر دیگری رفتند' })
    expect(await group.row()).toMatchObject({ state: 'DISSOLVED', members: 0 })
    await expect(group.add(women(field.here, 1))).rejects.toMatchObject({ code: 'E-HG-30' })
    await group.move('reopen', officer, { reason: 'دو نفر می‌خواهند دوباره آغاز کنند' })
    expect(await group.row()).toMatchObject({ state: 'PROPOSED' })
    await expect(group.move('identify')).rejects.toMatchObject({ code: 'E-HG-12' })
  })

  it('a stale page is refused: E-GEN-03', async () => {
    const group = await makeGroup(field, field.here)
    const { version } = await group.row()
    await group.add(women(field.here, 1))
    await expect(group.move('identify', field.here.worker, { version })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
  })

  it('only the group’s own social worker signs: E-HG-28, and not for tomorrow', async () => {
    const group = await workingGroup(field, field.here, 5)
    await expect(group.assess(field.officer)).rejects.toMatchObject({ code: 'E-HG-28' })
    await expect(group.assess(field.here.worker, '2024-06-02')).rejects.toMatchObject({ code: 'E-HG-23' })
    await expect(group.move('selfSuffice')).rejects.toMatchObject({ code: 'E-HG-17' })
  })

  it('is proposed beside a social worker of the county: E-HG-28', async () => {
    const { facts } = await makeGroup(field, field.here)
    const asked = { ...facts, countyId: field.here.id, workerId: field.there.worker.userId }
    await expect(proposeGroup(await contextOf(field.officer, NOW), asked)).rejects.toMatchObject({
      code: 'E-HG-28',
    })
    await expect(
      proposeGroup(await contextOf(field.here.worker, NOW), {
        ...asked,
        countyId: field.there.id,
      }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})

it('an office adds a rule set with its source and a trade, each name once: E-HG-29, E-HG-27', async () => {
  const ctx = await contextOf(field.officer, NOW)
  const set = {
    provinceId: field.provinceId,
    code: 'HG-T3',
    nameFa: 'گروه‌های سه تا پنج نفر',
    nameEn: 'Three to five',
    minSize: 3,
    maxSize: 5,
    minAge: 18,
    maxAge: 65,
    literatePart: 1,
    literateWhole: 2,
    coverage: false,
    source: 'بخشنامهٔ آزمون ۱',
  }
  const { ruleSetId } = await addRuleSet(ctx, set)
  await expect(addRuleSet(ctx, set)).rejects.toMatchObject({ code: 'E-HG-29' })
  await expect(addRuleSet(ctx, { ...set, code: 'HG-S0' })).rejects.toMatchObject({ code: 'E-HG-29' })
  await expect(addRuleSet(ctx, { ...set, code: 'HG-T4', minSize: 6 })).rejects.toMatchObject({
    code: 'E-HG-27',
  })
  await expect(
    addTrade(ctx, { provinceId: field.provinceId, nameFa: 'خیاطی', nameEn: 'x y' }),
  ).rejects.toMatchObject({
    code: 'E-HG-29',
  })
  await addTrade(ctx, { provinceId: field.provinceId, nameFa: 'سفالگری', nameEn: 'Pottery' })
  const group = await makeGroup(field, field.here)
  const made = await proposeGroup(await contextOf(field.here.worker, NOW), {
    ...group.facts,
    countyId: field.here.id,
    ruleSetId,
    workerId: field.here.worker.userId,
  })
  const [row] = await field.sql`select rule_set_id from app.hamyar_group where id = ${made.groupId}`
  expect(row!.rule_set_id).toBe(ruleSetId)
})
