import { exportServices } from '@/db/commands/charities/export-services'
import { CATALOGUE_COLUMNS } from '@/lib/charities/catalogue'
import { answered, requestIdOf } from '@/lib/server/action'
import { fileAnswer, takerOf } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { inertSheet, sheetsToXlsx } from '@/lib/server/workbook/write'
import { dirOf } from '@/lib/shared/locale'
import { homeOf, requireCharities } from '../../allowed'

type Props = { params: Promise<{ locale: string }> }

/** The catalogue as an .xlsx that can be filled in and taken in again. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const t = await wordsOf(locale)
  const asked = new URL(request.url).searchParams.get('province') ?? undefined
  requireCharities(actor)
  const { provinceId } = await homeOf(actor, asked)
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const rows = await exportServices({ actor, now: new Date(), requestId }, { provinceId })
    const heads = {
      code: t('charities.field.code'),
      titleFa: t('charities.field.service'),
      domain: t('charities.field.domain'),
      sinceYear: t('charities.field.sinceYear'),
    }
    const sheet = inertSheet({
      sheetName: t('charities.tabs.catalogue'),
      header: [...CATALOGUE_COLUMNS.map((column) => heads[column]), t('charities.field.mode')],
      rows: rows.map((one) => [
        one.code,
        one.titleFa,
        t(`charities.domain.${one.domain}`),
        one.sinceYear,
        t(`charities.mode.${one.mode}`),
      ]),
    })
    return {
      name: `${t('charities.file')}.xlsx`,
      bytes: await sheetsToXlsx([{ ...sheet, rtl: dirOf(locale) === 'rtl' }]),
    }
  })
  return fileAnswer(result, t)
}
