import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Visitor } from '@/db/commands/access/visitor'
import { issueCards } from '@/db/commands/surveys/issue-cards'
import { agreeToSurvey, answerSurvey, type SurveyState, surveyBehind } from '@/db/commands/surveys/respondent'
import { openWave } from '@/db/commands/surveys/waves'
import { loadWording } from '@/db/commands/surveys/wordings'
import { INSTRUMENTS, type InstrumentCode } from '@/lib/surveys/instruments'
import { SURVEY_TEXT } from '@/lib/surveys/schema'
import { contextOf } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'

/** A browser without an account, on a network of its own. */
export const visitor = (network: string = randomUUID()): Visitor => ({
  now: new Date('2024-06-01T15:00:00Z'),
  requestId: 'test',
  network,
})

/** Words that are plainly nobody's, in the form of the WHO-5. */
export const WORDS = JSON.stringify({
  instrument: 'WHO-5',
  language: 'fa',
  lead: 'جملهٔ آغاز آزمون',
  items: ['یکم', 'دوم', 'سوم', 'چهارم', 'پنجم'],
  answers: ['هیچ', 'کم', 'گاهی', 'اغلب', 'بیشتر', 'همیشه'],
  source: 'متن آزمون',
  licence: 'برای آزمون',
})

export type AskedWorld = World & { waveId: string; codes: string[] }

/** A world in which people are asked: the words loaded, a wave open, everybody with a card. */
export async function askedWorld(
  sql: Sql,
  {
    people = 6,
    kind = 'BASELINE' as 'BASELINE' | 'ENDLINE',
    instruments = ['WHO-5', 'KA-M', 'KA-U'] as InstrumentCode[],
    supplied = true,
  } = {},
): Promise<AskedWorld> {
  const w = await world(sql, { people })
  const officer = await contextOf(w.officer)
  if (supplied) await loadWording(officer, { provinceId: w.provinceId, text: WORDS })
  const { waveId } = await openWave(officer, { runId: w.runId, kind, closesOn: '2024-06-20', instruments })
  const { cards } = await issueCards(officer, { cohortId: w.cohortId, rows: 'NEW' })
  return { ...w, waveId, codes: cards.map(({ code }) => code) }
}

export const agreed = (code: string, waveId: string) =>
  agreeToSurvey(visitor(), code, { waveId, textVersion: SURVEY_TEXT, how: 'SCREEN' })

/** The same value for each item. */
export const answer = (code: string, waveId: string, instrument: InstrumentCode, value = 2) =>
  answerSurvey(visitor(), code, {
    waveId,
    instrument,
    answers: Array.from({ length: INSTRUMENTS[instrument].items }, () => value),
    mode: 'LINK',
  })

export const behind = (code: string): Promise<SurveyState> => surveyBehind(visitor(), code)
