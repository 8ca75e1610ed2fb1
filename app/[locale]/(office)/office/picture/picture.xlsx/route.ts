import { exportPicture } from '@/db/commands/picture/export-picture'
import { answered, requestIdOf } from '@/lib/server/action'
import { fileAnswer, takerOf } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { inertSheet, sheetsToXlsx } from '@/lib/server/workbook/write'
import { formatDay } from '@/lib/shared/jalali'
import { dirOf } from '@/lib/shared/locale'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { foundPicture } from '../found'
import { countRows, coverageRows, lastMonthsEnd } from '../present'

type Props = { params: Promise<{ locale: string }> }

/** The picture as a file: people and participations in columns of their own, and what each place has and lacks. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const t = await wordsOf(locale)
  const told = { t, locale }
  const now = new Date()
  const requestId = await requestIdOf()
  const asked = new URL(request.url).searchParams.get('province') ?? undefined
  const result = await answered(requestId, async () => {
    const { province } = await foundPicture(actor, asked)
    if (!province) throw new AppError('E-GEN-02')
    const until = lastMonthsEnd(tehranDay(now))
    const { provinceId } = province
    const { matrix, counts } = await exportPicture({ actor, now, requestId }, { provinceId, until })
    const sheets = [
      {
        sheetName: t('picture.people.sheet'),
        header: [
          t('picture.people.programme'),
          t('picture.people.people'),
          t('picture.people.participations'),
          t('picture.people.unknownHead'),
          t('picture.people.until'),
        ],
        rows: countRows(counts, told).map((row) => [
          row.name,
          row.people,
          row.participations,
          row.unknown,
          formatDay(until, locale, 'numeric'),
        ]),
      },
      {
        sheetName: t('picture.coverage.sheet'),
        header: [
          t('picture.coverage.place'),
          ...matrix.programmes.flatMap((one) => [
            t(`picture.programme.${one}`),
            t('picture.coverage.missingOf', { programme: t(`picture.programme.${one}`) }),
          ]),
        ],
        rows: coverageRows(matrix, told).map((row) => [
          row.name,
          ...row.cells.flatMap((cell) =>
            cell ? [cell.there, cell.missing.join(t('words.listComma'))] : ['', ''],
          ),
        ]),
      },
    ]
    const rtl = dirOf(locale) === 'rtl'
    return {
      name: `${t('picture.fileName')}.xlsx`,
      bytes: await sheetsToXlsx(sheets.map((sheet) => ({ ...inertSheet(sheet), rtl }))),
    }
  })
  return fileAnswer(result, t)
}
