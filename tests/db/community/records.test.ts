import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveProposal } from '@/db/commands/community/move-proposal'
import { addRecord, correctRecord, strikeRecord } from '@/db/commands/community/write-record'
import { communityFigures, communityFiguresByPlace } from '@/db/queries/community/figures'
import {
  communityByKind,
  communityRecord,
  communityRecords,
  myRecords,
  writableCohorts,
} from '@/db/queries/community/records'
import { reading } from '@/db/transaction'
import { RECORD_KINDS } from '@/lib/community/kinds'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { type Staff, staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

// The run begins on 2024-05-11 and its clock stands on 2024-06-01.
const made = () => world(db.sql, { people: 3, sessions: 1 })
const PROPOSAL = {
  kind: 'PROPOSAL',
  day: '2024-05-20',
  what: 'روشنایی کوچهٔ درمانگاه',
  addressedTo: 'MUNICIPALITY',
} as const
const WORK = {
  kind: 'COLLECTIVE_WORK',
  day: '2024-05-22',
  what: 'کاشت نهال در میدان محله',
  participants: 18,
} as const
const ANALYSIS = {
  kind: 'ANALYSIS',
  day: '2024-05-18',
  what: 'تحلیل تاب‌آوری محله',
  elements: 'مدرسه و همسایگی',
  shocks: 'بیکاری',
  resources: 'سرای محله',
  priorities: 'روشنایی',
} as const
type Input = Omit<Parameters<typeof addRecord>[1], 'cohortId'>
const add = async (w: World, input: Input, who: Staff = w.facilitator) =>
  (await addRecord(await contextOf(who), { cohortId: w.cohortId, ...input })).recordId
const page = (who: Staff, recordId: string) =>
  reading(scopeOfStaff(who), (reader) => communityRecord(reader, scopeOfStaff(who), recordId))
const figures = async (w: World, asOf = '2024-06-01', who: Staff = w.officer) =>
  Object.fromEntries(
    (
      await reading(scopeOfStaff(who), (reader) =>
        communityFigures(reader, scopeOfStaff(who), { runId: w.runId, asOf }),
      )
    ).map(({ code, value, numerator, denominator }) => [code, [value, numerator, denominator]]),
  )
const trail = (id: string) =>
  db.sql`select action, actor_id, before, after, reason from audit.event where entity = 'community_record' and entity_id = ${id} order by seq`

describe('a record of a neighbourhood', () => {
  it('is entered by the facilitator of the group and by the office, and leaves an audit row without its words', async () => {
    const w = await made()
    const id = await add(w, PROPOSAL)
    await add(w, WORK, w.officer)
    expect(await page(w.officer, id)).toMatchObject({
      kind: 'PROPOSAL',
      status: 'PROPOSED',
      by: 'تسهیلگر',
      former: [],
      fates: [],
      struck: null,
    })
    const [row] = await trail(id)
    expect(row).toMatchObject({
      action: 'community.add',
      actor_id: w.facilitator.userId,
      after: { kind: 'PROPOSAL', day: '2024-05-20', addressedTo: 'MUNICIPALITY', cohort: w.cohortId },
    })
    expect(JSON.stringify(row)).not.toContain('روشنایی')
  })

  it('is not a stranger’s to write or read, nor a county officer’s or an auditor’s to write', async () => {
    const [w, other] = [await made(), await made()]
    const county = await staff(db.sql, 'COUNTY_OFFICER', w.countyScope)
    const auditor = await staff(db.sql, 'AUDITOR', w.provinceScope)
    const id = await add(w, PROPOSAL)
    for (const who of [other.facilitator, other.officer, county, auditor])
      await expect(add(w, WORK, who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    for (const who of [other.facilitator, other.officer]) expect(await page(who, id)).toBeNull()
    for (const who of [county, auditor, w.facilitator, w.officer])
      expect(await page(who, id)).toMatchObject({ recordId: id })
    const mine = (who: Staff) => reading(scopeOfStaff(who), (reader) => myRecords(reader, scopeOfStaff(who)))
    expect((await mine(w.facilitator)).map((one) => one.recordId)).toEqual([id])
    expect(await mine(other.facilitator)).toEqual([])
    const writable = (who: Staff) =>
      reading(scopeOfStaff(who), (reader) => writableCohorts(reader, scopeOfStaff(who), {}))
    expect((await writable(w.facilitator)).map((one) => one.cohortId)).toEqual([w.cohortId])
    expect(await writable(county)).toEqual([])
  })

  it('is refused with a count out of bounds, a day outside the run or to come, and parts that are missing or another kind’s', async () => {
    const w = await made()
    const bounds = { code: 'E-CMN-01', values: { min: 1, max: 1000 } }
    await expect(add(w, { ...WORK, participants: 0 })).rejects.toMatchObject(bounds)
    await expect(add(w, { ...WORK, participants: 1001 })).rejects.toMatchObject(bounds)
    await db.sql`insert into app.rule (key, value, level, run_id, valid_from, source) values ('COMMUNITY_MOST_PARTICIPANTS', '2000', 'RUN', ${w.runId}, '-infinity', 'test')`
    await add(w, { ...WORK, participants: 1001 })
    for (const day of ['2024-05-10', '2024-06-02'])
      await expect(add(w, { ...WORK, day })).rejects.toMatchObject({ code: 'E-CMN-02' })
    const { participants: _, ...uncounted } = WORK
    for (const input of [
      uncounted,
      { ...WORK, addressedTo: 'COUNCIL' as const },
      { ...PROPOSAL, addressedTo: null },
      { ...ANALYSIS, shocks: ' ' },
      { ...PROPOSAL, shocks: 'بیکاری' },
    ])
      await expect(add(w, input)).rejects.toThrow('E-GEN-01')
    await expect(add(w, { ...WORK, what: 'ن'.repeat(301) })).rejects.toThrow('E-CMN-07')
    await db.sql`update app.run set status = 'CLOSED' where id = ${w.runId}`
    await expect(add(w, WORK)).rejects.toMatchObject({ code: 'E-RUN-07' })
  })

  it('takes nobody’s name or number', async () => {
    const w = await made()
    for (const what of ['با خانم محمدی صحبت شد', 'تماس با ۰۹۱۲ ۳۴۵ ۶۷۸۹'])
      await expect(add(w, { ...WORK, what })).rejects.toThrow('E-CMN-04')
    // The whole name of somebody of the group, however it is spelt.
    await expect(add(w, { ...WORK, what: 'خانهٔ زن ۲ آزمون را رنگ زدیم' })).rejects.toMatchObject({
      code: 'E-CMN-04',
    })
  })

  it('is corrected with what stood before, and struck out without being deleted', async () => {
    const w = await made()
    const recordId = await add(w, WORK)
    const correct = (version: number, more: object = {}) =>
      contextOf(w.facilitator).then((ctx) =>
        correctRecord(ctx, {
          recordId,
          version,
          reason: 'شمار درست نبود',
          ...WORK,
          participants: 21,
          ...more,
        }),
      )
    await correct(1)
    await expect(correct(1)).rejects.toMatchObject({ code: 'E-GEN-03' })
    await expect(correct(2, { kind: 'MEETING' })).rejects.toMatchObject({ code: 'E-GEN-04' })
    expect(await page(w.officer, recordId)).toMatchObject({
      participants: 21,
      version: 2,
      former: [{ participants: 18, what: WORK.what, reason: 'شمار درست نبود', who: 'تسهیلگر' }],
    })
    expect((await figures(w))['O-13']).toEqual([1, 21, null])
    await strikeRecord(await contextOf(w.officer), { recordId, version: 2, reason: 'دو بار نوشته شده بود' })
    expect((await figures(w))['O-13']).toEqual([0, 0, null])
    expect(await page(w.officer, recordId)).toMatchObject({ struck: { reason: 'دو بار نوشته شده بود' } })
    await expect(correct(3)).rejects.toMatchObject({ code: 'E-CMN-06' })
    expect((await trail(recordId)).map(({ action }) => action)).toEqual([
      'community.add',
      'community.correct',
      'community.strike',
    ])
    expect((await trail(recordId))[1]).toMatchObject({
      before: { participants: 18 },
      after: { participants: 21 },
      reason: 'شمار درست نبود',
    })
  })
})

describe('what becomes of a proposal', () => {
  const move = async (
    w: World,
    recordId: string,
    version: number,
    status: 'ACCEPTED' | 'REJECTED' | 'DONE',
    day: string,
    reason?: string,
    who: Staff = w.officer,
  ) => moveProposal(await contextOf(who), { recordId, version, status, day, reason })

  it('is answered, then done, with days and reasons; each step is audited', async () => {
    const w = await made()
    const id = await add(w, PROPOSAL)
    await move(w, id, 1, 'ACCEPTED', '2024-05-25', 'مصوبهٔ شورا')
    await move(w, id, 2, 'DONE', '2024-05-30', undefined, w.facilitator)
    expect(await page(w.officer, id)).toMatchObject({
      status: 'DONE',
      fates: [
        { status: 'ACCEPTED', day: '2024-05-25', reason: 'مصوبهٔ شورا' },
        { status: 'DONE', day: '2024-05-30' },
      ],
    })
    expect((await trail(id)).slice(1)).toMatchObject([
      {
        action: 'community.fate',
        before: { status: 'PROPOSED' },
        after: { status: 'ACCEPTED', day: '2024-05-25' },
      },
      { before: { status: 'ACCEPTED' }, after: { status: 'DONE' } },
    ])
  })

  it('goes no step its state does not allow, on no day before the last or after today, and is refused with a reason only', async () => {
    const w = await made()
    const id = await add(w, PROPOSAL)
    const work = await add(w, WORK)
    await expect(move(w, id, 1, 'DONE', '2024-05-25')).rejects.toMatchObject({ code: 'E-CMN-03' })
    await expect(move(w, work, 1, 'ACCEPTED', '2024-05-25')).rejects.toMatchObject({ code: 'E-CMN-03' })
    await expect(move(w, id, 1, 'ACCEPTED', '2024-05-19')).rejects.toMatchObject({ code: 'E-CMN-05' })
    await expect(move(w, id, 1, 'ACCEPTED', '2024-06-02')).rejects.toMatchObject({ code: 'E-CMN-02' })
    await expect(move(w, id, 1, 'REJECTED', '2024-05-25')).rejects.toThrow('E-GEN-01')
    await expect(move(w, id, 1, 'REJECTED', '2024-05-25', 'آقای رضایی نپذیرفت')).rejects.toThrow('E-CMN-04')
    await move(w, id, 1, 'REJECTED', '2024-05-25', 'بودجه ندارد')
    await expect(move(w, id, 2, 'ACCEPTED', '2024-05-26')).rejects.toMatchObject({ code: 'E-CMN-03' })
    const second = await add(w, PROPOSAL)
    await move(w, second, 1, 'ACCEPTED', '2024-05-25')
    await expect(
      correctRecord(await contextOf(w.officer), {
        recordId: second,
        version: 2,
        reason: 'روز',
        ...PROPOSAL,
        day: '2024-05-26',
      }),
    ).rejects.toMatchObject({ code: 'E-CMN-05' })
    const other = await made()
    await expect(move(w, second, 2, 'DONE', '2024-05-26', undefined, other.officer)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })
})

describe('the figures of the neighbourhoods', () => {
  it('count what stood on the day, and open to rows that add up to them', async () => {
    const w = await made()
    const id = await add(w, PROPOSAL)
    await add(w, { ...PROPOSAL, day: '2024-05-28' })
    await add(w, ANALYSIS)
    await add(w, { kind: 'PLAN', day: '2024-05-29', what: 'برنامهٔ شش ماه' })
    await add(w, { kind: 'PLAN', day: '2024-05-30', what: 'برنامهٔ بازنگری‌شده' })
    await add(w, WORK)
    await add(w, { ...WORK, kind: 'MEETING', participants: 12 })
    await add(w, { ...WORK, kind: 'CAMPAIGN', participants: 90 })
    await moveProposal(await contextOf(w.officer), {
      recordId: id,
      version: 1,
      status: 'ACCEPTED',
      day: '2024-05-31',
    })
    expect(await figures(w)).toEqual({
      'O-10': [2, 1, 2],
      'O-11': [1, 1, 1],
      'O-12': [1, 1, 1],
      'O-13': [2, 30, null],
    })
    expect(await figures(w, '2024-05-27')).toEqual({
      'O-10': [1, 0, 1],
      'O-11': [0, 0, 1],
      'O-12': [1, 1, 1],
      'O-13': [2, 30, null],
    })
    const scope = scopeOfStaff(w.officer)
    const asked = { runId: w.runId, asOf: '2024-06-01' }
    const [table, byPlace, answered, all] = await reading(
      scope,
      async (reader) =>
        [
          await communityByKind(reader, scope, asked),
          await communityFiguresByPlace(reader, scope, { ...asked, level: 'place' }),
          await communityRecords(reader, scope, {
            ...asked,
            kinds: ['PROPOSAL'],
            state: 'ACCEPTED',
            page: 1,
          }),
          await communityRecords(reader, scope, { ...asked, kinds: RECORD_KINDS, page: 1 }),
        ] as const,
    )
    expect(table).toMatchObject([
      {
        placeId: w.placeId,
        counts: { PROPOSAL: 2, ANALYSIS: 1, PLAN: 2, MEETING: 1, COLLECTIVE_WORK: 1, CAMPAIGN: 1 },
        accepted: 1,
        participants: 30,
      },
    ])
    expect(byPlace).toMatchObject([{ placeId: w.placeId, figures: [{ code: 'O-10', value: 2 }, {}, {}, {}] }])
    expect(answered.lines.map((one) => one.recordId)).toEqual([id])
    expect([all.total, all.lines.length]).toEqual([8, 8])
  })

  it('are another province’s nothing', async () => {
    const [w, other] = [await made(), await made()]
    await add(w, PROPOSAL)
    expect(await figures(w, '2024-06-01', other.officer)).toEqual({
      'O-10': [0, 0, 0],
      'O-11': [0, 0, 0],
      'O-12': [0, 0, 0],
      'O-13': [0, 0, null],
    })
  })
})
