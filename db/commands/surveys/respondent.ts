import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { VoiceLanguage } from '@/lib/files/sound'
import { uuidV7 } from '@/lib/shared/id'
import { AppError, orThrow } from '@/lib/shared/result'
import { cardCode } from '@/lib/surveys/card'
import { INSTRUMENTS, type InstrumentCode } from '@/lib/surveys/instruments'
import { Agree, AnswerSurvey, AskToTalk } from '@/lib/surveys/schema'
import { scoreOf } from '@/lib/surveys/score'
import type { WaveKind } from '@/lib/surveys/wave'
import { openBytes, sealBytes } from '../../vault'
import { blind } from '../access/token'
import { asNobody, type Visitor } from '../access/visitor'

export type SuppliedWording = {
  instrument: InstrumentCode
  language: 'fa' | 'en'
  lead: string
  items: string[]
  answers: string[]
  source: string
}
export type SurveyState = {
  demo: boolean
  provinceId: string
  agreed: boolean
  wave: {
    waveId: string
    kind: WaveKind
    closesOn: string
    instruments: InstrumentCode[]
    answered: InstrumentCode[]
  } | null
  wordings: SuppliedWording[]
  voices: { voiceId: string; spoken: string; language: VoiceLanguage }[]
}
type Told = { wait?: number; known?: boolean } & SurveyState

/** What the database keeps of the number on a card. */
export const cardHash = (code: string) => blind('survey-card', code)

function hashOf(typed: string): string {
  const code = cardCode(typed)
  if (!code) throw new AppError('E-ASM-03')
  return cardHash(code)
}

/**
 * What stands behind a card. E-ASM-03: no such number. E-ASM-15: too many wrong ones from this network; nobody is ever
 * locked out for more than a minute.
 */
export async function surveyBehind(visitor: Visitor, code: string): Promise<SurveyState> {
  const told = await asNobody(visitor, async (db) => {
    const network = blind('survey', visitor.network)
    // A number of another shape is a wrong one too.
    const hash = cardCode(code) ? cardHash(cardCode(code)!) : 'none'
    const [row] = await db.execute<{ told: Told | string }>(
      sql`select app.survey_card(${hash}, ${network}) as told`,
    )
    return typeof row!.told === 'string' ? (JSON.parse(row!.told) as Told) : row!.told
  })
  if (told.wait) throw new AppError('E-ASM-15', { seconds: told.wait })
  if (!told.known) throw new AppError('E-ASM-03')
  return told
}

/** Her consent to being asked, on the screen or after it was read to her. E-ASM-01: the time is over. */
export async function agreeToSurvey(visitor: Visitor, code: string, input: Agree): Promise<void> {
  const { waveId, textVersion, how } = Agree.parse(input)
  await asNobody(visitor, (db) =>
    db.execute(
      sql`select app.survey_agree(${hashOf(code)}, ${waveId}, ${textVersion}, ${how}, ${visitor.requestId})`,
    ),
  )
}

/**
 * One instrument's answers. E-ASM-01 over, 02 answered already, 04 no consent, 05 an answer not offered, 06 too many left
 * out, 07 not asked or not loaded. Answers whether a counsellor is to be offered; of that nobody else hears.
 */
export async function answerSurvey(
  visitor: Visitor,
  code: string,
  input: AnswerSurvey,
): Promise<{ low: boolean }> {
  const { waveId, instrument, answers, mode } = AnswerSurvey.parse(input)
  const of = INSTRUMENTS[instrument]
  const { score, parts, low } = orThrow(scoreOf(of, answers))
  const list = (values: readonly (number | null)[] | null) =>
    values && `{${values.map((value) => value ?? 'NULL').join(',')}}`
  await asNobody(visitor, (db) =>
    db.execute(sql`
      select app.survey_answer(${hashOf(code)}, ${waveId}, ${instrument}, ${of.itemSource === 'OPERATOR_SUPPLIED'},
        ${list(answers)}::smallint[], ${score}::float8, ${list(parts)}::float8[], ${low}, ${mode})`),
  )
  return { low }
}

/** What a counsellor is told to reach her; sealed, and opened for who has taken the referral. */
export type Reach = { name: string; reach: string }
const spotOf = (rowId: string) => ({ table: 'referral', column: 'reach_sealed', rowId })
export const openReach = (provinceId: string, id: string, sealed: string): Reach | null =>
  sealed === '' ? null : (JSON.parse(openBytes(provinceId, spotOf(id), sealed).toString('utf8')) as Reach)

/** She wants to be called: E-REF-02 where nothing was offered to her, or she has asked already. */
export async function askToTalk(visitor: Visitor, code: string, input: AskToTalk): Promise<void> {
  const { waveId, ...reach } = AskToTalk.parse(input)
  const { provinceId } = await surveyBehind(visitor, code)
  const id = uuidV7(visitor.now.getTime(), randomBytes(16))
  const sealed = sealBytes(provinceId, spotOf(id), Buffer.from(JSON.stringify(reach satisfies Reach), 'utf8'))
  await asNobody(visitor, (db) =>
    db.execute(
      sql`select app.survey_refer(${hashOf(code)}, ${waveId}, ${id}, ${sealed}, ${visitor.requestId})`,
    ),
  )
}

/** She takes back what she answered, and her consent. */
export async function takeAnswersBack(visitor: Visitor, code: string): Promise<void> {
  await asNobody(visitor, (db) =>
    db.execute(sql`select app.survey_withdraw(${hashOf(code)}, ${visitor.requestId})`),
  )
}

/** A recorded voice of the survey, for whoever holds a card of that province. */
export async function surveyVoice(
  visitor: Visitor,
  code: string,
  voiceId: string,
): Promise<{ bytes: Buffer; mime: string } | null> {
  const told = await asNobody(visitor, async (db) => {
    const [row] = await db.execute<{ voice: unknown }>(
      sql`select app.survey_voice(${hashOf(code)}, ${voiceId}::uuid) as voice`,
    )
    const raw = row?.voice
    return (typeof raw === 'string' ? JSON.parse(raw) : raw) as {
      sealed: string
      mime: string
      provinceId: string
    } | null
  })
  if (!told) return null
  const where = { table: 'voice', column: 'sealed', rowId: voiceId }
  return { bytes: openBytes(told.provinceId, where, told.sealed), mime: told.mime }
}
