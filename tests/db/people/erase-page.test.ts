import { createTranslator } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EraseCard } from '@/app/[locale]/(office)/office/people/[personId]/erase-card'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { viewPerson } from '@/db/commands/people/view-person'
import type { Context } from '@/db/transaction'
import { readMessages } from '@/lib/server/messages'
import type { Locale } from '@/lib/shared/locale'
import { staff } from '../../support/factories'
import { type Field, openField, RUN_START, somebody } from './field'

let field: Field
let personId: string
beforeAll(async () => {
  field = await openField()
  const people = [somebody(field.cohorts[0]!.cohortId, 1)]
  const { enrolled } = await enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people,
  })
  personId = enrolled[0]!.personId
})
afterAll(() => field.close())

/** The words of the card on her page, as somebody sees it. */
async function shown(locale: Locale, open: boolean, ctx: Context = field.officer): Promise<string> {
  const t = createTranslator({ locale, messages: await readMessages(locale) }) as never
  const person = (await viewPerson(ctx, { personId }))!
  const card = await EraseCard({ actor: ctx.actor, person, here: '/x', open, t, locale })
  return card ? renderToStaticMarkup(card).replace(/<[^>]+>/g, '|') : ''
}

it('her page offers it to the office alone, says what comes first, then what goes and stays, then that she is gone', async () => {
  const facilitator = await field.context(await staff(field.owner, 'FACILITATOR', field.cohorts[0]!.scopeId))
  expect(await shown('fa', true, facilitator)).toBe('')
  expect(await shown('fa', false)).toContain('|دیدن آنچه پاک می‌شود|')
  expect(await shown('fa', true)).toContain('رضایت او در دوره‌ای که هنوز ادامه دارد پابرجاست')
  expect(await shown('en', true)).not.toContain('Erase for good')
  await field.owner`update app.enrolment set status = 'WITHDRAWN', closed_on = ${RUN_START} where person_id = ${personId}`
  expect(await shown('fa', true)).toMatch(/نشست‌هایی که در آن‌ها بوده است: ۰\|.*حذف برای همیشه/)
  expect(await shown('en', true)).toMatch(/she was in: 0\|.*Type her first and last name.*Erase for good/)
  await field.owner`update app.person set erased_at = '2026-10-07T09:00:00Z' where id = ${personId}`
  expect(await shown('fa', true)).toContain('در ۱۵ مهر ۱۴۰۵، به خواست خودش')
  expect(await shown('en', true)).toContain('On 7 October 2026, as she asked')
})
