import { exportDeliveries } from '@/db/commands/charities/delivery-sheets'
import { DELIVERY_COLUMNS } from '@/lib/charities/delivery-sheet'
import { monthOf, monthTyped } from '@/lib/charities/month'
import { answered, requestIdOf } from '@/lib/server/action'
import { fileAnswer, takerOf } from '@/lib/server/export-answer'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { inertSheet, sheetsToXlsx } from '@/lib/server/workbook/write'
import { dirOf } from '@/lib/shared/locale'

type Props = { params: Promise<{ locale: string }> }
const BESIDE = ['service', 'provider', 'county'] as const

/** A month's deliveries as an .xlsx to be filled in and taken in again: a line for each agreement, with what stands. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await takerOf(locale, request.url)
  if (actor instanceof Response) return actor
  const t = await wordsOf(locale)
  const asked = new URL(request.url).searchParams
  const month = monthOf(asked.get('month') ?? '') ?? 0
  const requestId = await requestIdOf()
  const result = await answered(requestId, async () => {
    const rows = await exportDeliveries(
      { actor, now: new Date(), requestId },
      { provinceId: asked.get('province') ?? '', month },
    )
    const sheet = inertSheet({
      sheetName: t('served.deliveries.title'),
      header: [...DELIVERY_COLUMNS, ...BESIDE].map((column) => t(`served.deliveries.column.${column}`)),
      rows: rows.map((one) => {
        const stands = one.delivered[String(month)]
        return [
          one.code,
          monthTyped(month),
          stands?.served ?? null,
          stands?.units ?? null,
          one.serviceFa,
          one.providerFa,
          one.countyFa,
        ]
      }),
    })
    return {
      name: `${t('served.deliveries.fileName')}-${monthTyped(month).replace('/', '-')}.xlsx`,
      bytes: await sheetsToXlsx([{ ...sheet, rtl: dirOf(locale) === 'rtl' }]),
    }
  })
  return fileAnswer(result, t)
}
