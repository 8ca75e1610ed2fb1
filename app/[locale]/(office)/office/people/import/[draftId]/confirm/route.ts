import { confirmPlaces } from '@/db/commands/neighbourhoods/confirm-places'
import { confirmRoster } from '@/db/commands/people/confirm-roster'
import type { Context } from '@/db/transaction'
import { answered } from '@/lib/server/action'
import { localeOf } from '@/lib/server/i18n'
import { runningImport } from '@/lib/server/running-imports'
import { readWorkbook } from '@/lib/server/workbook'
import { confirming, seeOther } from '../../incoming'

type Props = { params: Promise<{ locale: string; draftId: string }> }
type Step = (done: number, total: number) => void

/**
 * Records what the preview showed. A page with scripts reads the progress as lines of JSON; without scripts the answer
 * is the way to the result.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const base = `/${locale}/office`
  const asker = await confirming(request, { locale, refusedAt: `${base}/people/import` })
  if (asker instanceof Response) return asker
  const { ctx, form } = asker
  const work = async (onProgress: Step): Promise<string> => {
    const result = await answered(ctx.requestId, () =>
      runningImport(draftId, ctx.actor.userId, async (step) => {
        const said: Step = (done, total) => {
          step(done, total)
          onProgress(done, total)
        }
        return base + (await recorded(ctx, draftId, form, said))
      }),
    )
    return result.ok ? result.data : `${base}/people/import?refused=${result.code}`
  }
  if (!request.headers.get('accept')?.includes('application/x-ndjson')) return seeOther(await work(() => {}))
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  // A reader that has gone away must not undo what is being recorded.
  const say = (line: object) =>
    writer.write(new TextEncoder().encode(`${JSON.stringify(line)}\n`)).catch(() => {})
  void work((done, total) => void say({ done, total }))
    .then((place) => say({ place }))
    .finally(() => writer.close().catch(() => {}))
  return new Response(readable, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}

async function recorded(ctx: Context, draftId: string, form: FormData, onProgress: Step): Promise<string> {
  if (form.get('kind') === 'PLACES') {
    const { runCode, taken, left } = await confirmPlaces(ctx, { draftId }, readWorkbook)
    return `/runs/${runCode}?made=${taken}&left=${left}#places`
  }
  const ticked = form.getAll('tick').map(String)
  const result = await confirmRoster(ctx, { draftId, ticked }, readWorkbook, onProgress)
  return `/people/import/${result.draftId}`
}
