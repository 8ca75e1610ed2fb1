import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepVoice } from '@/db/commands/files/keep-voice'
import { issueCards } from '@/db/commands/surveys/issue-cards'
import { surveyVoice, takeAnswersBack } from '@/db/commands/surveys/respondent'
import { closeWave, openWave } from '@/db/commands/surveys/waves'
import { outcomeFigures } from '@/db/queries/surveys/outcomes'
import { mySurveys, surveyProgress } from '@/db/queries/surveys/waves'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { appLogin } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { type AskedWorld, agreed, answer, askedWorld, behind, visitor } from './asked'

let db: Loaded
let app: ReturnType<typeof appLogin>
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = appLogin(db)
})
afterAll(async () => {
  await app.end()
  await db.end()
})

const rows = (w: AskedWorld) =>
  db.sql`select instrument, answers, score, parts, low, mode, answered_on::text as day from app.assessment_response
    where wave_id = ${w.waveId} order by instrument`
const asked = async <T>(
  who: Staff,
  work: (at: Parameters<typeof mySurveys>[0], scope: ReturnType<typeof scopeOf>) => Promise<T>,
) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (at) => work(at, scope))
}

describe('answers', () => {
  it('are kept by item under a pseudonym, with the day and no time', async () => {
    const w = await askedWorld(db.sql)
    const code = w.codes[0]!
    expect(await behind(code)).toMatchObject({ agreed: false, wave: { answered: [] } })
    await agreed(code, w.waveId)
    await answer(code, w.waveId, 'KA-U', 3)
    expect(await answer(code, w.waveId, 'WHO-5', 2)).toEqual({ low: true })
    expect((await rows(w)).map((row) => ({ ...row }))).toEqual([
      {
        instrument: 'KA-U',
        answers: [3, 3, 3, 3],
        score: 75,
        parts: [75, 75],
        low: false,
        mode: 'LINK',
        day: '2024-06-01',
      },
      {
        instrument: 'WHO-5',
        answers: [2, 2, 2, 2, 2],
        score: 40,
        parts: null,
        low: true,
        mode: 'LINK',
        day: '2024-06-01',
      },
    ])
    // What the card shows afterwards says which blocks are left, and nothing of what was answered.
    const state = await behind(code)
    expect(state.wave?.answered.sort()).toEqual(['KA-U', 'WHO-5'])
    expect(JSON.stringify(state)).not.toMatch(/score|low|آزمون\s*۱/)
    expect(JSON.stringify(state)).not.toContain(w.people[0]!.personId)
  })

  it('are refused by the database itself without a consent that came before', async () => {
    const w = await askedWorld(db.sql)
    const [link] =
      await db.sql`select respondent_key as key from app.respondent_link where run_id = ${w.runId} limit 1`
    const insert = (day: string) =>
      db.sql`insert into app.assessment_response (wave_id, respondent_key, instrument, scope_id, answers, score, mode, answered_on)
        values (${w.waveId}, ${link!.key}, 'KA-M', ${w.provinceScope}, '{1,1,1,1}', 25, 'LINK', ${day})`
    await expect(insert('2024-06-01')).rejects.toMatchObject({ code: 'TB003', message: 'E-ASM-04' })
    await db.sql`insert into app.survey_consent (respondent_key, scope_id, text_version, how, taken_at)
      values (${link!.key}, ${w.provinceScope}, 'SURVEY-1405-1', 'SCREEN', '2024-06-01T10:00:00Z')`
    await expect(insert('2024-05-31')).rejects.toMatchObject({ message: 'E-ASM-04' })
    await insert('2024-06-01')
    await expect(insert('2024-06-01')).rejects.toMatchObject({ constraint_name: 'assessment_response_once' })
    await db.sql`update app.survey_consent set withdrawn_at = now() where respondent_key = ${link!.key}`
    await expect(
      db.sql`update app.assessment_response set score = 30 where respondent_key = ${link!.key}`,
    ).rejects.toMatchObject({ message: 'E-ASM-04' })
  })

  it('are deleted when she takes them back, and the audit does not say whose', async () => {
    const w = await askedWorld(db.sql)
    await agreed(w.codes[0]!, w.waveId)
    await answer(w.codes[0]!, w.waveId, 'KA-M')
    await agreed(w.codes[1]!, w.waveId)
    await answer(w.codes[1]!, w.waveId, 'KA-M')
    await takeAnswersBack(visitor(), w.codes[0]!)
    expect(await rows(w)).toHaveLength(1)
    expect((await behind(w.codes[0]!)).agreed).toBe(false)
    const events = await db.sql`select action, entity_id, actor_id, before, after from audit.event
      where action like 'survey.%' and entity_id in (${w.runId}, ${w.waveId}, ${w.cohortId}) order by seq`
    expect(events.map((row) => [row.action, row.after])).toEqual([
      ['survey.open', { wave: 'BASELINE', instruments: ['WHO-5', 'KA-M', 'KA-U'], closesOn: '2024-06-20' }],
      ['survey.cards', { count: 6 }],
      ['survey.agree', { how: 'SCREEN', textVersion: 'SURVEY-1405-1' }],
      ['survey.agree', { how: 'SCREEN', textVersion: 'SURVEY-1405-1' }],
      ['survey.withdraw', { count: 1 }],
    ])
    const keys =
      await db.sql`select respondent_key as key, code_hash as hash from app.respondent_link where run_id = ${w.runId}`
    const told = JSON.stringify(events)
    for (const { key, hash } of keys) expect(told.includes(key) || told.includes(hash)).toBe(false)
    for (const code of w.codes) expect(told).not.toContain(code)
  })

  it('stay hers when her card is replaced, and pair with what she answers later', async () => {
    const w = await askedWorld(db.sql, { people: 5, instruments: ['KA-M'] })
    for (const code of w.codes) {
      await agreed(code, w.waveId)
      await answer(code, w.waveId, 'KA-M', 1)
    }
    const officer = await contextOf(w.officer)
    const after = await openWave(officer, {
      runId: w.runId,
      kind: 'ENDLINE',
      closesOn: '2024-07-20',
      instruments: ['KA-M'],
    })
    await db.sql`update app.assessment_wave set closed_at = '2024-06-01T12:00:00Z', closed_by = ${w.officer.userId} where id = ${w.waveId}`
    const { cards } = await issueCards(officer, { cohortId: w.cohortId, rows: 'ALL' })
    for (const { code } of cards) await answer(code, after.waveId, 'KA-M', 3)
    const figures = (asOf = '2024-07-21') =>
      asked(w.officer, (at, scope) => outcomeFigures(at, scope, { runId: w.runId, asOf }))
    // While people answer there are no figures: the difference of two days would be somebody's.
    expect((await figures('2024-07-20')).every(({ n }) => n === 0)).toBe(true)
    expect((await figures()).find(({ code }) => code === 'O-03')).toMatchObject({
      n: 5,
      before: 25,
      after: 75,
      improved: 5,
    })
    await takeAnswersBack(visitor(), cards[0]!.code)
    expect((await figures()).find(({ code }) => code === 'O-03')).toMatchObject({
      n: 4,
      before: null,
      change: null,
    })
    // The database itself keeps the scores of fewer than five people to itself.
    const direct = await app.begin(async (sql) => {
      await sql`select set_config('app.user_id', ${w.officer.userId}, true)`
      return sql`select n, before, after from app.outcome_pairs(${w.runId}, '2024-07-21', null, null,
        '[{"instrument":"KA-M","part":0}]', 'BASELINE', 'ENDLINE')`
    })
    expect(direct.map((row) => ({ ...row }))).toEqual([{ n: 4, before: null, after: null }])
  })
})

describe('two records of one woman', () => {
  it('become one with her card and her answers', async () => {
    const w = await askedWorld(db.sql)
    const [gone, keep] = [w.people[0]!.personId, w.people[1]!.personId]
    await agreed(w.codes[0]!, w.waveId)
    await answer(w.codes[0]!, w.waveId, 'KA-M')
    await db.sql`delete from app.respondent_link where run_id = ${w.runId} and person_id = ${keep}`
    await db.sql`update app.enrolment set status = 'CANCELLED' where person_id = ${gone}`
    await db.sql`update app.person set merged_into = ${keep} where id = ${gone}`
    const links =
      await db.sql`select person_id as person from app.respondent_link where code_hash is not null and run_id = ${w.runId}`
    expect(links.map(({ person }) => person)).toContain(keep)
    expect(links.map(({ person }) => person)).not.toContain(gone)
    // With a card each, both stay as they are.
    const [one, other] = [w.people[2]!.personId, w.people[3]!.personId]
    await db.sql`update app.person set merged_into = ${other} where id = ${one}`
    expect(await db.sql`select from app.respondent_link where person_id in (${one}, ${other})`).toHaveLength(
      2,
    )
  })
})

describe('who sees', () => {
  it('answers, pseudonyms and consents: nobody at all', async () => {
    const w = await askedWorld(db.sql)
    await agreed(w.codes[0]!, w.waveId)
    await answer(w.codes[0]!, w.waveId, 'WHO-5')
    for (const who of [w.facilitator, w.officer, w.director])
      for (const table of ['respondent_link', 'survey_consent', 'assessment_response'])
        await expect(
          app.begin(async (sql) => {
            await sql`select set_config('app.user_id', ${who.userId}, true)`
            return sql.unsafe(`select * from app.${table}`)
          }),
        ).rejects.toMatchObject({ code: '42501' })
  })

  it('how many have answered everything: the facilitator of her own group, never who', async () => {
    const w = await askedWorld(db.sql)
    const [mine] = await asked(w.facilitator, mySurveys)
    expect(mine).toMatchObject({ kind: 'BASELINE', people: 6, answered: 0 })
    await agreed(w.codes[0]!, w.waveId)
    for (const instrument of ['WHO-5', 'KA-M'] as const) await answer(w.codes[0]!, w.waveId, instrument)
    expect((await asked(w.facilitator, mySurveys))[0]!.answered).toBe(0)
    await answer(w.codes[0]!, w.waveId, 'KA-U')
    expect((await asked(w.facilitator, mySurveys))[0]!.answered).toBe(1)
    const other = await askedWorld(db.sql)
    expect(await asked(other.facilitator, (at, scope) => surveyProgress(at, scope, w.runId))).toEqual([])
    // Nor does she make cards.
    const own = await contextOf(w.facilitator)
    await expect(issueCards(own, { cohortId: w.cohortId, rows: 'ALL' })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
  })

  it('an instrument whose words are not loaded is hidden from the count too', async () => {
    const w = await askedWorld(db.sql)
    await db.sql`update app.instrument_wording set removed_at = now(), removed_by = ${w.officer.userId} where province_id = ${w.provinceId}`
    expect((await behind(w.codes[0]!)).wordings).toEqual([])
    await agreed(w.codes[0]!, w.waveId)
    for (const instrument of ['KA-M', 'KA-U'] as const) await answer(w.codes[0]!, w.waveId, instrument)
    expect((await asked(w.facilitator, mySurveys))[0]!.answered).toBe(1)
  })

  it('a wave is closed by its office, once; from then on no answer is taken', async () => {
    const [w, other] = [await askedWorld(db.sql), await askedWorld(db.sql)]
    const close = async (who: Staff) => closeWave(await contextOf(who), { waveId: w.waveId, version: 1 })
    for (const who of [w.facilitator, other.officer])
      await expect(close(who)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await close(w.officer)
    const [wave] = await db.sql`select closed_by from app.assessment_wave where id = ${w.waveId}`
    expect(wave!.closed_by).toBe(w.officer.userId)
    const [trace] =
      await db.sql`select actor_id from audit.event where entity_id = ${w.waveId} and action = 'survey.close'`
    expect(trace!.actor_id).toBe(w.officer.userId)
  })

  it('a stranger from another province opens no wave and makes no card', async () => {
    const w = await askedWorld(db.sql)
    const stranger = await contextOf((await askedWorld(db.sql)).officer)
    await expect(
      openWave(stranger, { runId: w.runId, kind: 'ENDLINE', closesOn: '2024-06-20', instruments: ['KA-M'] }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(issueCards(stranger, { cohortId: w.cohortId, rows: 'NEW' })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    expect(
      await asked((await askedWorld(db.sql)).officer, (at, scope) =>
        outcomeFigures(at, scope, { runId: w.runId, asOf: '2024-06-30' }),
      ),
    ).toMatchObject([{ n: 0 }, {}, {}, {}, {}, {}, {}, {}, {}])
  })

  it('the office’s voices of the survey: whoever holds a card of the province, and no other voice', async () => {
    const w = await askedWorld(db.sql)
    const bytes = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(253, 7)])
    const keep = async (spoken: 'SURVEY' | 'CONSENT') =>
      keepVoice(await contextOf(w.officer), { provinceId: w.provinceId, spoken, language: 'azb' }, bytes)
    const { voiceId } = await keep('SURVEY')
    const other = await keep('CONSENT')
    expect((await behind(w.codes[0]!)).voices).toEqual([{ voiceId, spoken: 'SURVEY', language: 'azb' }])
    expect(await surveyVoice(visitor(), w.codes[0]!, voiceId)).toEqual({ bytes, mime: 'audio/mpeg' })
    expect(await surveyVoice(visitor(), w.codes[0]!, other.voiceId)).toBeNull()
    const elsewhere = (await askedWorld(db.sql)).codes[0]!
    expect(await surveyVoice(visitor(), elsewhere, voiceId)).toBeNull()
    expect(await surveyVoice(visitor(), '000000000000', voiceId)).toBeNull()
  })

  it('a card shows no wave that is not open today', async () => {
    const w = await askedWorld(db.sql)
    await db.sql`update app.run set pinned_now = '2024-06-21T06:00:00Z' where id = ${w.runId}`
    expect((await behind(w.codes[0]!)).wave).toBeNull()
  })
})
