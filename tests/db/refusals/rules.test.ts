import type { Sql } from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { change } from '@/app/_actions/rules'
import { fieldSentences } from '@/app/[locale]/(office)/office/rules/[key]/form-view'
import { changeRule } from '@/db/commands/rules'
import type { ActionResult } from '@/lib/access/answer'
import { answered } from '@/lib/server/action'
import { contextOf } from '@/tests/support/actors'
import { world } from '@/tests/support/factories'
import { type Field, openField } from '../tasks/field'
import { type Attempt, persian, refusal } from './provoked'

let field: Field
let owner: Sql
beforeAll(async () => {
  field = await openField()
  owner = field.owner
})
afterAll(() => field.close())

/** The form of a rule: what stands under its fields. */
const onRule =
  (ask: () => Promise<ActionResult<unknown>>): Attempt =>
  async () => {
    const result = await ask()
    if (result.ok) throw new Error(`it was not refused: ${JSON.stringify(result.data)}`)
    const sentences = fieldSentences('LATE_GRACE_MINUTES', await persian(), 'fa')
    const codes = Object.values(result.fields ?? {})
    return { codes, sentences: codes.map((code) => sentences[code] ?? '') }
  }

refusal(
  'E-RUL-03',
  'crediting again is asked for a whole province',
  'حساب دوباره فقط برای یک دوره است. «فقط این دوره» را برگزینید، یا تیک حساب دوباره را بردارید.',
  async () => {
    const w = await world(owner, { people: 1 })
    const asked = { key: 'LATE_GRACE_MINUTES', value: 20, level: 'PROVINCE', runId: w.runId } as const
    const why = { reason: 'مصوبهٔ کارگروه', source: 'صورت‌جلسهٔ ۱۲' }
    const work = async () => changeRule(await contextOf(w.director), { ...asked, ...why, recompute: true })
    return { owner, attempt: onRule(() => answered('test', work)) }
  },
)

refusal(
  'E-RUL-05',
  'crediting again is ticked and not confirmed',
  'برای حساب دوباره، این تأیید هم لازم است.',
  async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({
      key: 'LATE_GRACE_MINUTES',
      value: '۲۰',
      level: 'RUN',
      recompute: 'on',
    }))
      form.set(name, value)
    return { owner, attempt: onRule(() => change(null, form)) }
  },
)
