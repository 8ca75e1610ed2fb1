import { addOutsideFigure } from '@/db/commands/indicators/outside-figure'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { signInPath } from '@/lib/access/way-in'
import { LARGEST_BYTES, LARGEST_MB } from '@/lib/files/picture'
import { answered, requestIdOf } from '@/lib/server/action'
import { currentActor } from '@/lib/server/actor'
import { localeOf } from '@/lib/server/i18n'
import { cleanPaper } from '@/lib/server/papers'
import { parseJalaliDay } from '@/lib/shared/jalali-parse'
import { typedNumber } from '@/lib/shared/number'
import { AppError, orThrow } from '@/lib/shared/result'
import { incomingForm, isFromHere, seeOther } from '../../people/import/incoming'

type Props = { params: Promise<{ locale: string }> }

/** A statistic from outside, with its paper where there is one, sent from the page of O-15. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const actor = await currentActor()
  if (!actor) return seeOther(signInPath(locale))
  const code = new URL(request.url).searchParams.get('run') ?? ''
  const back = (refused?: string) =>
    seeOther(
      `/${locale}/office/indicators/O-15?run=${encodeURIComponent(code)}&${refused ? `refused=${refused}` : 'kept=1'}#outside`,
    )
  if (!isFromHere(request)) return back('E-GEN-02')
  const form = await incomingForm(request)
  if (!form.ok) return back(form.code === 'file-too-large' ? 'E-FIL-01' : 'E-OUT-02')
  const requestId = await requestIdOf()
  const text = (name: string) => String(form.value.get(name) ?? '').trim()
  const result = await answered(requestId, async () => {
    const scope = scopeOf(actor)
    const run = await reading(scope, (db) => runNamed(db, scope, code))
    if (!run) throw new AppError('E-GEN-02')
    const day = parseJalaliDay(text('day'))
    return addOutsideFigure(
      { actor, now: new Date(), requestId },
      {
        runId: run.runId,
        countyId: text('countyId'),
        title: text('title'),
        day: day.ok ? day.value : '',
        value: typedNumber(text('value')) ?? -1,
        unit: text('unit'),
        source: text('source'),
      },
      await paperOf(form.value.get('file')),
    )
  })
  return back(result.ok ? undefined : result.code)
}

/** The paper that came along; an empty box is none. */
async function paperOf(file: unknown) {
  if (!(file instanceof File) || file.size === 0) return null
  if (file.size > LARGEST_BYTES) throw new AppError('E-FIL-01', { max: LARGEST_MB })
  return orThrow(await cleanPaper(new Uint8Array(await file.arrayBuffer())))
}
