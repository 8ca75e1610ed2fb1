import 'server-only'
import { type RunLine, runNamed } from '@/db/queries/programmes/run-line'
import { type Context, reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import type { ActionResult } from '@/lib/access/answer'
import { stepUpDue } from '@/lib/access/factor'
import { momentText } from '@/lib/access/present'
import { secondFactorPath, signInPath } from '@/lib/access/way-in'
import { dirOf, type Locale, type Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { AppError } from '@/lib/shared/result'
import { answered, requestIdOf } from './action'
import { currentActor } from './actor'
import { dictionarySheet, type ExportKind } from './export-dictionary'
import { wordsOf } from './i18n'
import { inertSheet, type SheetToWrite, sheetsToXlsx } from './workbook/write'

/** What goes out: the file's name in words (never a person's), its sheets, and of how many rows they are. */
export type Export = {
  fileName: string
  sheets: Omit<SheetToWrite, 'rtl'>[]
  rows: number
  total: number
  /** Whose columns are told in a sheet of their own. */
  columns?: ExportKind
}
type Make = (ctx: Context, run: RunLine, t: Words) => Promise<Export>

/**
 * Answers a spreadsheet to whoever may have it: `make` calls the command that authorises and audits. Kept by no cache.
 * A last sheet says what the file is: of which run, made when, whole or cut, and whether the data are a demonstration's.
 */
export async function exportAnswer(
  locale: Locale,
  runCode: string | undefined,
  make: Make,
  { url }: Request,
): Promise<Response> {
  const actor = await takerOf(locale, url)
  if (actor instanceof Response) return actor
  const requestId = await requestIdOf()
  const now = new Date()
  const t = await wordsOf(locale)
  const result = await answered(requestId, async () => {
    const scope = scopeOf(actor)
    const run = await reading(scope, (db) => runNamed(db, scope, runCode))
    if (!run) throw new AppError('E-GEN-02')
    const made = await make({ actor, now, requestId }, run, t)
    const rtl = dirOf(locale) === 'rtl'
    const about = aboutSheet(made, run, now, t, locale)
    const told = made.columns ? [dictionarySheet(made.columns, t)] : []
    return {
      name: `${made.fileName}-${run.code}.xlsx`,
      bytes: await sheetsToXlsx(
        [...made.sheets.map(inertSheet), ...told, about].map((sheet) => ({ ...sheet, rtl })),
      ),
    }
  })
  return fileAnswer(result, t)
}

/** Whoever may take a file out of the house now; else the answer that leads to the way in or to the second factor. */
export async function takerOf(locale: Locale, url: string): Promise<Actor | Response> {
  const actor = await currentActor()
  if (!actor)
    return new Response(null, {
      status: 303,
      headers: { location: signInPath(locale), 'cache-control': 'no-store' },
    })
  // A file leaves the house: the second factor is asked for again, and from there she comes back to the page of the list.
  if (stepUpDue(actor, Date.now())) {
    const { pathname, search } = new URL(url)
    const back = `${pathname.slice(0, pathname.lastIndexOf('/'))}${search}`
    return new Response(null, {
      status: 303,
      headers: { location: secondFactorPath(locale, back), 'cache-control': 'no-store' },
    })
  }
  return actor
}

/** An .xlsx as an answer that no cache keeps, or the sentence of its refusal. */
export function fileAnswer(result: ActionResult<{ name: string; bytes: Uint8Array }>, t: Words): Response {
  if (!result.ok) {
    const status = result.code === 'E-GEN-09' ? 500 : result.code === 'E-GEN-02' ? 403 : 400
    return new Response(t(`errors.${result.code}`, result.values ?? {}), {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
  return new Response(new Uint8Array(result.data.bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="tabavar.xlsx"; filename*=UTF-8''${encodeURIComponent(result.data.name)}`,
      'cache-control': 'private, no-store',
    },
  })
}

function aboutSheet({ rows, total }: Export, run: RunLine, now: Date, t: Words, locale: Locale) {
  const number = (value: number) => formatNumber(value, locale)
  const facts: [string, string | number][] = [
    [t('exports.about.run'), locale === 'fa' ? run.nameFa : run.nameEn],
    [t('exports.about.made'), momentText(now.getTime(), locale)],
    [t('exports.about.rows'), rows],
  ]
  if (run.isDemo) facts.push([t('exports.about.data'), t('words.demo')])
  if (rows < total)
    facts.push([
      t('exports.about.cut'),
      t('exports.about.cutLine', { rows: number(rows), total: number(total) }),
    ])
  return {
    sheetName: t('exports.about.sheet'),
    header: [t('exports.about.what'), t('exports.about.value')],
    rows: facts,
  }
}
