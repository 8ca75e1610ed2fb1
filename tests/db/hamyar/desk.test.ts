import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addVocational, rateMembers } from '@/db/commands/hamyar/member-record'
import { addPlanItem, settlePlanItem } from '@/db/commands/hamyar/plan'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { addCriterion, changeCriterion, setHTarget } from '@/db/commands/hamyar/revise'
import { answerSupport, askSupport } from '@/db/commands/hamyar/support'
import { eventsOf, planOf, ratingsOf, supportOf, vocationalOf } from '@/db/queries/hamyar/desk'
import { membersOf } from '@/db/queries/hamyar/group-page'
import { criteriaOf, ladderOf, targetRevisions } from '@/db/queries/hamyar/ladder'
import { hamyarCounties } from '@/db/queries/hamyar/reference'
import { workFacts } from '@/db/queries/hamyar/work-facts'
import { reading } from '@/db/transaction'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { type Group, type HamyarField, makeGroup, NOW, openHamyar, TODAY, woman, workingGroup } from './field'

let field: HamyarField
let group: Group & { memberIds: string[] }
let other: Group
beforeAll(async () => {
  field = await openHamyar()
  group = await workingGroup(field, field.here, 5)
  other = await makeGroup(field, field.there)
  await other.add([woman(field.there)])
})
afterAll(() => field?.end())

const ctx = (who: Staff = field.here.worker) => contextOf(who, NOW)
const events = (who = field.here.worker) =>
  reading(scopeOfStaff(who), (db) => eventsOf(db, scopeOfStaff(who), group.groupId))
const held = async (more: object = {}, who = field.here.worker) =>
  recordEvent(await ctx(who), {
    groupId: group.groupId,
    kind: 'SESSION',
    day: '2024-05-25',
    minutes: 90,
    topic: 'تقسیم کار',
    came: group.memberIds.slice(0, 3),
    ...more,
  })
const strangers = () => [field.there.worker, field.far.worker, field.womensOffice]

describe('what is held with a group', () => {
  it('is written with who came, said anew and taken back, each with its audit row', async () => {
    const { eventId } = await held()
    expect(await events()).toMatchObject([
      {
        eventId,
        kind: 'SESSION',
        day: '2024-05-25',
        minutes: 90,
        marked: 5,
        takenBack: false,
        contested: false,
      },
    ])
    expect((await events())[0]!.came.sort()).toEqual(group.memberIds.slice(0, 3).sort())
    await held({ eventId, came: group.memberIds, minutes: 120 })
    expect((await events())[0]).toMatchObject({ minutes: 120, marked: 5, contested: false })
    expect((await events())[0]!.came).toHaveLength(5)
    await held({ eventId, gone: true })
    expect((await events())[0]).toMatchObject({ takenBack: true })
    const audited = await field.sql`select count(*)::int n from audit.event
      where action = 'hamyar.event' and entity_id = ${group.groupId}`
    expect(audited[0]!.n).toBe(3)
  })

  it('is of a day on which she was of the group', async () => {
    const [mine] = await other.add([woman(field.there)])
    await expect(held({ came: [mine] })).rejects.toMatchObject({ code: 'E-HG-32' })
    await expect(held({ day: '2024-05-19' })).rejects.toMatchObject({ code: 'E-HG-32' })
    await expect(held({ day: '2024-06-02' })).rejects.toMatchObject({ code: 'E-HG-23' })
  })

  it('is her own county’s: no stranger writes or reads it', async () => {
    const before = (await events()).length
    for (const who of strangers()) {
      await expect(held({}, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
      expect(await events(who)).toEqual([])
    }
    expect((await events()).length).toBe(before)
    expect((await events(field.officer)).length).toBe(before)
    await expect(held({}, field.here.county)).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})

describe('the three-pillar plan', () => {
  it('has promises that are kept or dropped once', async () => {
    const item = { groupId: group.groupId, pillar: 'GROUP', aspect: 'SOCIAL', textFa: 'خرید یک‌جا' } as const
    const { itemId } = await addPlanItem(await ctx(), { ...item, dueOn: '2024-05-01' })
    await addPlanItem(await ctx(), { ...item, pillar: 'STATE', dueOn: null })
    const settle = { itemId, status: 'DONE' as const, day: TODAY }
    for (const who of [...strangers(), field.here.county])
      await expect(settlePlanItem(await ctx(who), settle)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await settlePlanItem(await ctx(), settle)
    await expect(settlePlanItem(await ctx(), settle)).rejects.toMatchObject({ code: 'E-HG-36' })
    const who = scopeOfStaff(field.here.worker)
    expect(
      (await reading(who, (db) => planOf(db, who, group.groupId))).map(({ pillar, status }) => [
        pillar,
        status,
      ]),
    ).toEqual([
      ['STATE', 'OPEN'],
      ['GROUP', 'DONE'],
    ])
  })
})

describe('support asked for and given', () => {
  const ask = async (more: object = {}, who = field.here.worker) =>
    askSupport(await ctx(who), {
      groupId: group.groupId,
      form: 'LOAN',
      what: 'وام ابزار',
      askedOn: '2024-05-02',
      amount: '۵٬۰۰۰٬۰۰۰',
      ...more,
    })
  const answer = async (supportId: string, more: object = {}, who = field.here.worker) =>
    answerSupport(await ctx(who), {
      supportId,
      answer: 'GIVEN',
      answeredOn: '2024-05-22',
      amount: '4000000',
      ...more,
    })

  it('has both days and whole rials, and is answered once', async () => {
    const { supportId } = await ask({ memberId: group.memberIds[0] })
    await expect(answer(supportId, { answeredOn: '2024-05-01' })).rejects.toMatchObject({ code: 'E-HG-34' })
    await expect(answer(supportId, { answeredOn: '2024-06-02' })).rejects.toMatchObject({ code: 'E-HG-23' })
    await expect(answer(supportId, { amount: '' })).rejects.toMatchObject({ code: 'E-HG-35' })
    for (const amount of ['-5', '12.5', '0'])
      await expect(answer(supportId, { amount }), amount).rejects.toMatchObject({ code: 'E-HG-22' })
    for (const who of strangers())
      await expect(answer(supportId, {}, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await answer(supportId, { regulation: 'مادهٔ ۷' })
    await expect(answer(supportId)).rejects.toMatchObject({ code: 'E-HG-36' })
    const who = scopeOfStaff(field.here.worker)
    expect(await reading(who, (db) => supportOf(db, who, group.groupId))).toMatchObject([
      { kind: 'MATERIAL', askedRial: 5_000_000n, givenRial: 4_000_000n, regulation: 'مادهٔ ۷' },
    ])
    expect((await reading(who, (db) => workFacts(db, who))).get(group.groupId)!.supportDays).toEqual([20])
  })

  it('of the moral kind has no amount, and waits until it is answered', async () => {
    await expect(ask({ form: 'COUNSEL' })).rejects.toMatchObject({ code: 'E-HG-35' })
    const { supportId } = await ask({ form: 'COUNSEL', amount: '' })
    const who = scopeOfStaff(field.here.worker)
    const asked = async () => (await reading(who, (db) => workFacts(db, who))).get(group.groupId)!.asked
    expect(await asked()).toEqual(['2024-05-02'])
    await expect(answer(supportId)).rejects.toMatchObject({ code: 'E-HG-35' })
    await answer(supportId, { answer: 'DECLINED', amount: '' })
    expect(await asked()).toEqual([])
    const [theirs] = await other.add([woman(field.there)])
    await expect(ask({ memberId: theirs })).rejects.toMatchObject({ code: 'E-HG-32' })
  })
})

describe('what members say of themselves', () => {
  const rate = async (day: string, rows: [number, number, number, boolean][], who = field.here.worker) =>
    rateMembers(await ctx(who), {
      groupId: group.groupId,
      day,
      ratings: rows.map(([confidence, decision, resources, onSupport], i) => ({
        memberId: group.memberIds[i]!,
        confidence,
        decision,
        resources,
        onSupport,
      })),
    })

  it('is said once a day, and the figures take the first and the last of those still in the group', async () => {
    await rate('2024-05-21', [
      [2, 2, 1, true],
      [3, 3, 3, true],
      [1, 1, 1, false],
    ])
    await expect(rate('2024-05-21', [[2, 2, 1, true]])).rejects.toMatchObject({ code: 'E-HG-37' })
    await expect(rate('2024-06-02', [[2, 2, 1, true]])).rejects.toMatchObject({ code: 'E-HG-23' })
    for (const who of strangers())
      await expect(rate('2024-05-22', [[1, 1, 1, true]], who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await rate('2024-05-31', [
      [4, 3, 2, false],
      [3, 2, 5, true],
    ])
    const who = scopeOfStaff(field.here.worker)
    const facts = async () => (await reading(who, (db) => workFacts(db, who))).get(group.groupId)!
    // (4+3)−(2+2) = 3, (3+2)−(3+3) = −1; resources 1 and 2; the third was asked once.
    expect(await facts()).toMatchObject({ offSupport: 2, pairs: 2, belief: 2, resources: 3 })
    expect((await reading(who, (db) => ratingsOf(db, who, group.groupId))).length).toBe(5)
    await group.leave(group.memberIds[1]!)
    expect(await facts()).toMatchObject({ offSupport: 2, pairs: 1, belief: 3, resources: 1 })
  })

  it('and her certificate stands once', async () => {
    const asked = {
      groupId: group.groupId,
      memberId: group.memberIds[0]!,
      title: 'خیاطی',
      issuer: 'فنی و حرفه‌ای',
      issuedOn: '2024-05-30',
    }
    await addVocational(await ctx(), asked)
    await expect(addVocational(await ctx(), asked)).rejects.toMatchObject({ code: 'E-HG-29' })
    await expect(addVocational(await ctx(), { ...asked, issuedOn: '2024-06-02' })).rejects.toMatchObject({
      code: 'E-HG-23',
    })
    const who = scopeOfStaff(field.here.worker)
    expect(await reading(who, (db) => vocationalOf(db, who, group.groupId))).toHaveLength(1)
  })

  it('a member under eighteen is flagged on the day, and not on her eighteenth birthday', async () => {
    const young = await makeGroup(field, field.here)
    await young.add([
      woman(field.here, { birthIso: '2006-06-01' }),
      woman(field.here, { birthIso: '2006-06-02' }),
    ])
    const who = scopeOfStaff(field.here.worker)
    const minors = async (today: string) =>
      (await reading(who, (db) => membersOf(db, who, young.groupId, today))).filter(({ minor }) => minor)
        .length
    expect([await minors('2024-05-31'), await minors('2024-06-01'), await minors('2024-06-02')]).toEqual([
      2, 1, 0,
    ])
  })
})

it('nothing is recorded for a group whose work has ended: E-HG-33', async () => {
  const gone = await workingGroup(field, field.here, 5)
  await gone.move('dissolve', field.officer, { reason: 'گروه به کار ادامه نداد' })
  await expect(
    addPlanItem(await ctx(), {
      groupId: gone.groupId,
      pillar: 'STATE',
      aspect: 'SOCIAL',
      textFa: 'وام',
      dueOn: null,
    }),
  ).rejects.toMatchObject({ code: 'E-HG-33' })
})

describe('targets and the ladder are revised', () => {
  const who = () => scopeOfStaff(field.officer)
  it('with a reason; what was before stays to be read', async () => {
    const asked = { countyId: field.here.id, value: 4, source: 'نامهٔ ۱', reason: 'برنامهٔ سال تازه' }
    await expect(setHTarget(await ctx(field.officer), { ...asked, reason: '' })).rejects.toMatchObject({
      issues: [{ message: 'E-HG-21' }],
    })
    for (const one of [field.here.worker, field.here.county, field.womensOffice])
      await expect(setHTarget(await ctx(one), asked)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await setHTarget(await ctx(field.officer), asked)
    await setHTarget(await contextOf(field.officer, new Date('2024-06-01T13:00:00Z')), { ...asked, value: 6 })
    const counties = await reading(who(), (db) => hamyarCounties(db, who()))
    expect(counties.find(({ countyId }) => countyId === field.here.id)!.target).toBe(6)
    expect(
      (await reading(who(), (db) => targetRevisions(db, who()))).map(({ value, reason }) => [value, reason]),
    ).toEqual([
      [6, 'برنامهٔ سال تازه'],
      [4, 'برنامهٔ سال تازه'],
    ])
  })

  it('a province asks its own questions and leaves others out, and no other province hears of it', async () => {
    const [first] = await reading(who(), (db) => criteriaOf(db, who(), field.provinceScope))
    const province = { provinceId: field.provinceId }
    const words = { rung: 2, nameFa: 'بیمهٔ اعضا برقرار است', nameEn: 'Members are insured' }
    await addCriterion(await ctx(field.officer), { ...province, ...words, source: 'بخشنامهٔ ۲' })
    await changeCriterion(await ctx(field.officer), {
      ...province,
      criterionId: first!.criterionId,
      rung: first!.rung,
      nameFa: first!.nameFa,
      nameEn: first!.nameEn,
      retired: true,
      reason: 'جای آن بیمه سنجیده می‌شود',
    })
    const worker = scopeOfStaff(field.here.worker)
    const ladder = await reading(worker, (db) => ladderOf(db, worker, group.groupId))
    expect(ladder).toHaveLength(6)
    expect(ladder.map(({ nameEn }) => nameEn)).toContain('Members are insured')
    expect(ladder.map(({ criterionId }) => criterionId)).not.toContain(first!.criterionId)
    for (const one of [field.here.worker, field.womensOffice])
      await expect(
        changeCriterion(await ctx(one), {
          ...province,
          criterionId: first!.criterionId,
          ...words,
          retired: true,
          reason: 'دلیل',
        }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    const far = await makeGroup(field, field.far)
    const away = scopeOfStaff(field.far.worker)
    expect(await reading(away, (db) => ladderOf(db, away, far.groupId))).toHaveLength(6)
    expect(
      (await reading(away, (db) => ladderOf(db, away, far.groupId))).map(({ criterionId }) => criterionId),
    ).toContain(first!.criterionId)
  })
})
