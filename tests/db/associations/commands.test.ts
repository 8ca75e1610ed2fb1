import { describe, expect, it } from 'vitest'
import { cancelActivity, holdActivity } from '@/db/commands/associations/activity'
import {
  dissolveAssociation,
  doStep,
  establishAssociation,
  undoStep,
} from '@/db/commands/associations/form-association'
import {
  addMeeting,
  addObservance,
  answerQuestion,
  askQuestion,
  exportMinutes,
  setDecisions,
} from '@/db/commands/associations/meeting'
import { addPartner, endPartner } from '@/db/commands/associations/partner'
import { proposeAssociation } from '@/db/commands/associations/propose-association'
import { addShifts, endVolunteer, strikeShift } from '@/db/commands/associations/volunteer'
import { movesOf, shiftsOf, stepsOf, volunteersOf } from '@/db/queries/associations/association-page'
import { meetingOf, questionsOf } from '@/db/queries/associations/meetings'
import { reading } from '@/db/transaction'
import { LEVELS, STEPS } from '@/lib/associations/kinds'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { EVIDENCE, established, makeAssociation, NOW, ownField } from './field'

const field = ownField()

const ctx = (who: Staff) => contextOf(who, NOW)
const audited = async (entityId: string) =>
  (await field.sql`select action from audit.event where entity_id = ${entityId} order by seq`).map(
    ({ action }) => action,
  )

describe('formation', () => {
  it('goes step by step to an established association at work, and leaves its history', async () => {
    const one = await makeAssociation(field, field.here)
    expect(await one.row()).toMatchObject({ state: 'CAPACITY_IDENTIFIED', steps: 0, code: one.code })
    await one.step('SELECTION')
    expect((await one.row()).state).toBe('SELECTED')
    for (const step of STEPS.filter((step) => step !== 'SELECTION')) await one.step(step)
    expect(await one.row()).toMatchObject({ state: 'INFORMED', steps: 5, standing: 'INFORMED' })
    await one.establish()
    expect(await one.row()).toMatchObject({ standing: 'ESTABLISHED', establishedOn: '2024-04-01' })
    await one.activity()
    expect((await one.row()).standing).toBe('ACTIVE')
    expect((await one.row('2024-08-09')).standing).toBe('INACTIVE')
    const scope = scopeOfStaff(field.officer)
    const { steps, moves } = await reading(scope, async (db) => ({
      steps: await stepsOf(db, scope, one.associationId),
      moves: await movesOf(db, scope, one.associationId),
    }))
    expect(steps.map(({ evidence }) => evidence)).toEqual(STEPS.map(() => EVIDENCE))
    expect(moves.map(({ act, to }) => `${act} ${to}`)).toEqual([
      'propose CAPACITY_IDENTIFIED',
      'form SELECTED',
      'form INFORMED',
      'establish ESTABLISHED',
    ])
    expect(await audited(one.associationId)).toEqual(
      expect.arrayContaining([
        'associations.propose',
        'associations.step',
        'associations.establish',
        'associations.activity',
      ]),
    )
  })

  it('takes a step back with a reason, which leads back and stays in the history', async () => {
    const one = await makeAssociation(field, field.here)
    await one.step('PLANNING')
    const { version } = await one.row()
    await undoStep(await ctx(field.here.officer), {
      associationId: one.associationId,
      version,
      step: 'PLANNING',
      reason: 'برنامه هنوز تصویب نشده',
    })
    expect(await one.row()).toMatchObject({ state: 'CAPACITY_IDENTIFIED', steps: 0 })
    const [kept] =
      await field.sql`select undone_reason from app.association_step where association_id = ${one.associationId}`
    expect(kept!.undone_reason).toBe('برنامه هنوز تصویب نشده')
    await one.step('PLANNING')
    expect((await one.row()).steps).toBe(1)
  })

  it('is not the same step twice when two do it at once (E-SA-09), nor on an old look (E-GEN-03)', async () => {
    const one = await makeAssociation(field, field.here)
    const { version } = await one.row()
    const step = async () =>
      doStep(await ctx(field.here.officer), {
        associationId: one.associationId,
        version,
        step: 'MEETINGS',
        day: '2024-03-01',
        evidence: EVIDENCE,
        letterNo: '',
      })
    const both = await Promise.allSettled([step(), step()])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'E-GEN-03' } })
    const fresh = (await one.row()).version
    await expect(
      doStep(await ctx(field.here.officer), {
        associationId: one.associationId,
        version: fresh,
        step: 'MEETINGS',
        day: '2024-03-01',
        evidence: EVIDENCE,
        letterNo: '',
      }),
    ).rejects.toMatchObject({ code: 'E-SA-09' })
  })

  it('refuses a name that is taken in the county (E-SA-13), until the other is dissolved', async () => {
    const asked = {
      countyId: field.there.id,
      nameFa: 'سپیده',
      capacityGroup: 'OTHER',
      begunOn: '2024-02-01',
    } as const
    const first = await proposeAssociation(await ctx(field.there.officer), asked)
    await expect(
      proposeAssociation(await ctx(field.there.officer), { ...asked, nameFa: 'سپيده' }),
    ).rejects.toMatchObject({ code: 'E-SA-13' })
    await expect(
      proposeAssociation(await ctx(field.there.officer), { ...asked, nameFa: 'فردا', begunOn: '2024-06-02' }),
    ).rejects.toMatchObject({ code: 'E-SA-08' })
    await dissolveAssociation(await ctx(field.there.officer), {
      associationId: first.associationId,
      version: 1,
      reason: 'ادغام',
    })
    await proposeAssociation(await ctx(field.there.officer), asked)
  })

  it('is no business of another county, of another province, of another programme, or of its coordinator', async () => {
    const one = await makeAssociation(field, field.here)
    const { version } = await one.row()
    for (const stranger of [field.there.officer, field.far.officer, field.womensOffice, one.coordinator]) {
      await expect(one.step('MEETINGS', '2024-03-01', stranger)).rejects.toMatchObject({ code: 'E-GEN-02' })
      await expect(
        establishAssociation(await ctx(stranger), {
          associationId: one.associationId,
          version,
          day: '2024-05-01',
        }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
      await expect(
        proposeAssociation(await ctx(stranger), {
          countyId: field.here.id,
          nameFa: 'دیگری',
          capacityGroup: 'OTHER',
          begunOn: '2024-02-01',
        }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    expect(await one.row()).toMatchObject({ steps: 0, version })
  })
})

describe('partners', () => {
  it('come and go; the figures know those of today', async () => {
    const one = await makeAssociation(field, field.here)
    const who = field.here.officer
    const asked = {
      associationId: one.associationId,
      nameFa: 'خانهٔ کتاب',
      does: 'جا برای کلاس',
      since: '2024-03-01',
    }
    const { partnerId } = await addPartner(await ctx(who), asked)
    expect((await one.row()).partners).toHaveLength(1)
    await expect(addPartner(await ctx(who), asked)).rejects.toMatchObject({ code: 'E-SA-13' })
    await expect(
      addPartner(await ctx(who), { ...asked, nameFa: 'دیگر', since: '2024-06-02' }),
    ).rejects.toMatchObject({ code: 'E-SA-08' })
    await expect(endPartner(await ctx(who), { partnerId, until: '2024-02-29' })).rejects.toMatchObject({
      code: 'E-SA-08',
    })
    await endPartner(await ctx(who), { partnerId, until: '2024-05-01' })
    expect((await one.row()).partners).toEqual([])
    await expect(addPartner(await ctx(field.there.officer), asked)).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })
})

describe('activities and turns of service', () => {
  it('move the hours, and only from within the association', async () => {
    const one = await established(field, field.here)
    const { activityId } = await one.activity()
    const [a, b] = [await one.volunteer('ریحانه کریمی'), await one.volunteer('سارا نوری', { role: 'CARE' })]
    const { shiftIds } = await one.shifts({
      activityId,
      volunteerIds: [a.volunteerId, b.volunteerId],
      minutes: 90,
    })
    expect((await one.row()).held).toEqual([
      { day: '2024-05-10', field: 'ECONOMIC', beneficiaries: 12, volunteers: 2, minutes: 180 },
    ])
    await expect(
      one.shifts({ activityId, volunteerIds: [a.volunteerId], minutes: 30 }),
    ).rejects.toMatchObject({ code: 'E-SA-09' })
    await one.shifts({ activityId, volunteerIds: [a.volunteerId], minutes: 30, role: 'MEDIA' })
    const scope = scopeOfStaff(one.coordinator)
    const hers = await reading(scope, async (db) => ({
      all: await volunteersOf(db, scope, one.associationId),
      turns: await shiftsOf(db, scope, a.volunteerId),
    }))
    expect(hers.all.map(({ name, minutes, turns }) => [name, minutes, turns])).toEqual([
      ['ریحانه کریمی', 120, 2],
      ['سارا نوری', 90, 1],
    ])
    expect(new Set(hers.turns.map(({ role }) => role))).toEqual(new Set(['FIELD', 'MEDIA']))
    await strikeShift(await ctx(one.coordinator), { shiftId: shiftIds[0]! })
    expect((await one.row()).held[0]).toMatchObject({ volunteers: 2, minutes: 120 })
    await expect(strikeShift(await ctx(one.coordinator), { shiftId: shiftIds[0]! })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    // Nobody above reads a name or writes an hour.
    for (const above of [field.officer, field.here.officer, field.womensOffice]) {
      const other = scopeOfStaff(above)
      expect(await reading(other, (db) => volunteersOf(db, other, one.associationId))).toEqual([])
      expect(await reading(other, (db) => shiftsOf(db, other, a.volunteerId))).toEqual([])
      await expect(
        one.shifts({ activityId, volunteerIds: [b.volunteerId], minutes: 30, role: 'MEDIA' }, above),
      ).rejects.toMatchObject({ code: above === field.officer ? 'E-SA-12' : 'E-GEN-02' })
      await expect(one.volunteer('کسی', {}, above)).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    expect(await audited(a.volunteerId)).toEqual(['associations.volunteer', 'associations.shift-strike'])
    const [named] =
      await field.sql`select count(*)::int as n from audit.event where coalesce(before::text, '') || coalesce(after::text, '') like '%ریحانه%'`
    expect(named!.n).toBe(0)
  })

  it('refuse what the rules refuse', async () => {
    const one = await established(field, field.here)
    const other = await established(field, field.here)
    const { activityId } = await one.activity()
    const { volunteerId } = await one.volunteer('مریم')
    const theirs = await other.volunteer('مریم')
    await expect(one.activity({ day: '2024-03-31' })).rejects.toMatchObject({ code: 'E-SA-10' })
    await expect(one.activity({ beneficiaries: null })).rejects.toMatchObject({ code: 'E-SA-15' })
    await expect(
      one.shifts({ activityId, volunteerIds: [theirs.volunteerId], minutes: 60 }),
    ).rejects.toMatchObject({ code: 'E-SA-12' })
    await expect(one.shifts({ activityId, volunteerIds: [volunteerId], minutes: 721 })).rejects.toMatchObject(
      {
        code: 'E-SA-11',
        values: { min: 5, max: 12 },
      },
    )
    const second = await one.activity({ titleFa: 'کلاس عصر' })
    await one.shifts({ activityId, volunteerIds: [volunteerId], minutes: 700 })
    await expect(
      one.shifts({ activityId: second.activityId, volunteerIds: [volunteerId], minutes: 21 }),
    ).rejects.toMatchObject({ code: 'E-SA-11' })
    await expect(one.volunteer('مريم')).rejects.toMatchObject({ code: 'E-SA-13' })
    await endVolunteer(await ctx(one.coordinator), { volunteerId, version: 1, leftOn: '2024-05-09' })
    await expect(
      addShifts(await ctx(one.coordinator), {
        activityId: second.activityId,
        volunteerIds: [volunteerId],
        role: null,
        minutes: 10,
      }),
    ).rejects.toMatchObject({ code: 'E-SA-12' })
    const unborn = await makeAssociation(field, field.here)
    await expect(unborn.activity()).rejects.toMatchObject({ code: 'E-SA-06' })
  })

  it('are planned ahead, then held or called off', async () => {
    const one = await established(field, field.here)
    const ahead = await one.activity({ day: '2024-09-20', beneficiaries: null })
    expect(ahead.state).toBe('PLANNED')
    expect((await one.row()).standing).toBe('ESTABLISHED')
    const which = { activityId: ahead.activityId, version: 1 }
    await expect(
      holdActivity(await ctx(one.coordinator), { ...which, beneficiaries: 3 }),
    ).rejects.toMatchObject({ code: 'E-SA-06' })
    await expect(cancelActivity(await ctx(one.coordinator), { ...which, reason: '' })).rejects.toMatchObject({
      code: 'E-SA-07',
    })
    await holdActivity(await contextOf(one.coordinator, new Date('2024-09-21T12:00:00Z')), {
      ...which,
      beneficiaries: 3,
    })
    expect((await one.row('2024-09-21')).held).toMatchObject([{ beneficiaries: 3 }])
    const off = await one.activity({ day: '2024-10-20', beneficiaries: null })
    await cancelActivity(await ctx(field.here.officer), {
      activityId: off.activityId,
      version: 1,
      reason: 'جا پیدا نشد',
    })
    expect((await one.row()).days).toEqual(['2024-09-20'])
  })
})

describe('meetings', () => {
  const asked = (placeId: string) => ({
    placeId,
    kind: 'BRIEFING' as const,
    mode: 'HYBRID' as const,
    day: '2024-05-01',
    subject: 'تشکیل هیأت‌ها',
    venue: 'سالن',
    letterNo: '12',
    decisions: '',
    seats: LEVELS.map((level) => ({
      level,
      inPerson: level === 'PROVINCE' ? 4 : 0,
      online: level === 'COUNTY' ? 6 : 0,
    })),
  })
  it('of the province are written by it, read by its counties, and by nobody else', async () => {
    const { meetingId } = await addMeeting(await ctx(field.officer), asked(field.provinceId))
    const { questionId } = await askQuestion(await ctx(field.officer), {
      meetingId,
      askedBy: 'COUNTY',
      question: 'از کی آغاز می‌شود؟',
      answer: '',
      answeredBy: null,
    })
    const see = async (who: Staff) => {
      const scope = scopeOfStaff(who)
      return reading(scope, async (db) => ({
        meeting: await meetingOf(db, scope, meetingId),
        questions: await questionsOf(db, scope, meetingId),
      }))
    }
    const hers = await see(field.here.officer)
    expect(hers.meeting).toMatchObject({ open: 1, mayWrite: false })
    expect(hers.meeting!.seats).toHaveLength(2)
    for (const stranger of [field.womensOffice, field.far.officer])
      expect(await see(stranger)).toEqual({ meeting: null, questions: [] })
    const answer = { questionId, answer: 'از همین ماه', answeredBy: 'NATIONAL' as const }
    for (const stranger of [field.womensOffice, field.here.officer]) {
      await expect(answerQuestion(await ctx(stranger), answer)).rejects.toMatchObject({ code: 'E-GEN-02' })
      await expect(addMeeting(await ctx(stranger), asked(field.provinceId))).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
      await expect(exportMinutes(await ctx(stranger), { meetingId, locale: 'fa' })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
      await expect(
        addObservance(await ctx(stranger), {
          placeId: field.provinceId,
          day: '2024-09-16',
          nameFa: 'مولودی',
          source: 'آزمون',
        }),
      ).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    await answerQuestion(await ctx(field.officer), answer)
    await expect(answerQuestion(await ctx(field.officer), answer)).rejects.toMatchObject({ code: 'E-GEN-03' })
    await setDecisions(await ctx(field.officer), { meetingId, version: 1, decisions: 'هر شهرستان یک هیأت' })
    await exportMinutes(await ctx(field.officer), { meetingId, locale: 'fa' })
    expect(await audited(meetingId)).toEqual([
      'associations.meeting',
      'associations.question',
      'associations.answer',
      'associations.decisions',
      'export',
    ])
  })
  it('refuse a day ahead, attendance that does not fit, an answer of nobody, an observance twice', async () => {
    const who = field.officer
    await expect(
      addMeeting(await ctx(who), { ...asked(field.here.id), day: '2024-06-02' }),
    ).rejects.toMatchObject({ code: 'E-SA-08' })
    await expect(
      addMeeting(await ctx(who), { ...asked(field.here.id), mode: 'ONLINE' }),
    ).rejects.toMatchObject({ code: 'E-SA-14' })
    const { meetingId } = await addMeeting(await ctx(field.here.officer), asked(field.here.id))
    await expect(
      askQuestion(await ctx(who), {
        meetingId,
        askedBy: 'COUNTY',
        question: 'چرا؟',
        answer: 'چون',
        answeredBy: null,
      }),
    ).rejects.toMatchObject({ code: 'E-SA-16' })
    const day = { placeId: field.here.id, day: '2024-09-16', nameFa: 'مولودی', source: 'آزمون' }
    await addObservance(await ctx(field.here.officer), day)
    await expect(addObservance(await ctx(field.here.officer), day)).rejects.toMatchObject({ code: 'E-SA-13' })
  })
})
