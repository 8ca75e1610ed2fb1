import { importRegisters } from '@/db/commands/workshops/import-registers'
import { answered } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { readWorkbook } from '@/lib/server/workbook'
import { confirming, seeOther } from '../../../../people/import/incoming'

type Props = { params: Promise<{ locale: string; draftId: string }> }

/** Records what the preview showed, with the answers given there. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const here = `/${locale}/office/registers/import`
  const asker = await confirming(request, { locale, refusedAt: here })
  if (asker instanceof Response) return asker
  const { ctx, form } = asker
  const choices = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('who:') && value !== '' ? [[name.slice(4), String(value)]] : [],
    ),
  )
  const overwrite = form.getAll('overwrite').map(String)
  const result = await answered(ctx.requestId, () =>
    importRegisters(ctx, { draftId, choices, overwrite }, readWorkbook),
  )
  return seeOther(result.ok ? `${here}/${result.data.draftId}` : `${here}?refused=${result.code}`)
}
