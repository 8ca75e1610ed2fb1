import { createTranslator } from 'next-intl'
import type { Sql } from 'postgres'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { AnswerNotice } from '@/components/ui/answer-notice'
import type { Context } from '@/db/transaction'
import { answered } from '@/lib/server/action'
import { errorSentences } from '@/lib/server/error-sentences'
import { messagesOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { saidIn } from '@/lib/server/said'
import type { Words } from '@/lib/shared/locale'
import { refusalWords } from '@/lib/workshops/register-sentence'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'

/** What a person was shown: the codes behind it and the sentences in front of it. */
export type Shown = { codes: string[]; sentences: string[] }
/** Sets the stage and hands back what the person then does; what it shows must leave everything as it was. */
export type Attempt = () => Promise<Shown>

/** The Persian translator the pages have. */
export async function persian(): Promise<Words> {
  return createTranslator({ locale: 'fa', messages: await messagesOf('fa') }) as unknown as Words
}

/** Every row of every table, as one mark for each: whatever is written anywhere changes one. */
async function footprint(owner: Sql): Promise<Record<string, string>> {
  const tables = await owner`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('app', 'audit', 'pub') order by 1`
  const marks = await owner.unsafe(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as mark from ${name} t`,
      )
      .join(' union all '),
  )
  return Object.fromEntries(marks.map(({ name, mark }) => [name, mark]))
}

/**
 * A refusal or a warning of the catalogue: it is provoked where people meet it, its Persian sentence is read, and
 * nothing was written anywhere. `tests/architecture/refusals.test.ts` asks for one of these for every code.
 */
export function refusal(
  code: string,
  where: string,
  sentence: string,
  stage: () => Promise<{ owner: Sql; attempt: Attempt }>,
): void {
  it(`${code} ${where}`, async () => {
    const { owner, attempt } = await stage()
    const before = await footprint(owner)
    const shown = await attempt()
    expect(shown.codes).toContain(code)
    expect(shown.sentences.map((one) => one.replace(/[\u2066-\u2069]/g, ''))).toContain(sentence)
    expect(await footprint(owner)).toEqual(before)
  })
}

const refused = (work: (ctx: Context) => Promise<unknown>, who: Staff) =>
  answered('test', async () => work(await contextOf(who)))

/** A form of the desk: the command, its code and the sentence beside the form or under a field of it. */
export const onForm = (who: Staff, work: (ctx: Context) => Promise<unknown>): Attempt =>
  onOwnForm(async () => work(await contextOf(who)))

/** The same, of whoever it is who asks: an account without a programme, or a browser that is signed in no more. */
export const onOwnForm =
  (work: () => Promise<unknown>): Attempt =>
  async () => {
    const result = saidIn(await persian(), 'fa', await answered('test', work))
    if (result.ok) throw new Error(`it was not refused: ${JSON.stringify(result.data)}`)
    return {
      codes: [result.code, ...Object.values(result.fields ?? {})],
      sentences: [result.says ?? '', ...Object.values(result.fieldSays ?? {})],
    }
  }

/** A form that has its sentences in the page: what its notice says. */
export const onNotice =
  (who: Staff, work: (ctx: Context) => Promise<unknown>, codes: RegExp): Attempt =>
  async () => {
    const result = await refused(work, who)
    if (result.ok) throw new Error(`it was not refused: ${JSON.stringify(result.data)}`)
    const errors = await errorSentences('fa', codes)
    const told = { errorLabel: 'خطا', fallback: '', locale: 'fa' } as const
    const html = renderToStaticMarkup(createElement(AnswerNotice, { result, errors, ...told }))
    const [, sentence = ''] = /text-ink">([^<]*)</.exec(html) ?? []
    return { codes: [result.code], sentences: [sentence] }
  }

/** The register of the phone: the answer of its door in the words of its screen. */
export const onPhone =
  (send: () => Promise<{ code?: string; values?: unknown }>): Attempt =>
  async () => {
    const { code = '', values = {} } = await send()
    const labels = await registerLabels('fa')
    return { codes: [code], sentences: [refusalWords(code, values as Record<string, string>, labels, 'fa')] }
  }
