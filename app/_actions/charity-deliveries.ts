'use server'

import { getLocale } from 'next-intl/server'
import type { SheetPreview } from '@/components/charities/delivery-sheet'
import { importDeliveries, previewDeliveries } from '@/db/commands/charities/delivery-sheets'
import type { ActionResult } from '@/lib/access/answer'
import type { DeliveryLine } from '@/lib/charities/delivery-sheet'
import { asCommand } from '@/lib/server/action'
import { deliveryLines } from '@/lib/server/charity-sheet'
import { deliveryPreview } from '@/lib/server/delivery-preview'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { onward } from './charity-pages'
import { type Answer, text } from './form'

/** A sheet of deliveries is read and judged; nothing is written. */
export async function lookAtDeliveries(
  _before: unknown,
  form: FormData,
): Promise<ActionResult<SheetPreview>> {
  const result = await asCommand(async (ctx) => {
    const lines = await deliveryLines(form.get('file'))
    const judged = await previewDeliveries(ctx, { provinceId: text(form, 'provinceId'), lines })
    return { lines, judged }
  })
  if (!result.ok) return said(result)
  const locale = localeOf(await getLocale())
  const { lines, judged } = result.data
  return { ok: true, data: deliveryPreview(lines, judged, await wordsOf(locale), locale) }
}

/** What the preview showed is recorded, judged once more. */
export async function recordDeliveries(_before: unknown, form: FormData): Answer {
  const result = await asCommand((ctx) =>
    importDeliveries(ctx, {
      provinceId: text(form, 'provinceId'),
      lines: linesOf(form.get('rows')),
      acknowledged: form.has('W-CD-08') ? ['W-CD-08'] : [],
    }),
  )
  if (!result.ok) return said(result)
  const { written, same } = result.data
  return onward(result, form, `${text(form, 'back')}?written=${written}&same=${same}`)
}

/** The lines as the preview sent them along; whatever else came is refused by the command's shape. */
function linesOf(rows: FormDataEntryValue | null): DeliveryLine[] {
  try {
    return JSON.parse(String(rows ?? '')) as DeliveryLine[]
  } catch {
    return []
  }
}
