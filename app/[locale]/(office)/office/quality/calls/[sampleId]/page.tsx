import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { keepCall } from '@/app/_actions/quality'
import { CallList } from '@/components/quality/call-list'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { type CallLine, callLines } from '@/db/queries/quality/calls'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { OUTCOMES } from '@/lib/quality/draw'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { resultText } from '../result'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; sampleId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('integrity.calls.listTitle') }
}

/** The list to call back, and what was heard. */
export default async function SamplePage({ params }: Props) {
  const { locale: asked, sampleId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'marks')
  if (!isUuid(sampleId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const lines = await reading(scope, (db) => callLines(db, scope, sampleId))
  if (lines.length === 0) notFound()
  return (
    <div className="grid max-w-4xl gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/quality/calls`} className="inline-flex min-h-11 items-center">
          {t('integrity.calls.toSamples')}
        </a>
      </p>
      <PageHead
        title={t('integrity.calls.listTitle')}
        line={resultText(
          lines.map(({ outcome }) => outcome),
          t,
          locale,
        )}
      />
      <Card id="calls" title={t('integrity.calls.people')}>
        <p className="mb-2 max-w-measure text-sm text-ink-2">{t('integrity.calls.script')}</p>
        <CallList
          label={t('integrity.calls.people')}
          calls={lines.map((line) => callView(line, t, locale))}
          action={keepCall}
          words={{
            error: t('words.kind.error'),
            success: t('words.kind.success'),
            open: t('integrity.calls.card'),
          }}
          outcomes={OUTCOMES.map((value) => ({ value, label: t(`integrity.outcome.${value}`) }))}
        />
      </Card>
    </div>
  )
}

function callView(line: CallLine, t: Words, locale: Locale) {
  const number = (value: number) => formatNumber(value, locale)
  const fa = locale === 'fa'
  return {
    lineId: line.lineId,
    version: String(line.version),
    position: number(line.position),
    who:
      line.name ??
      (line.rowNo === null ? t('quality.hiddenName') : t('quality.row', { row: number(line.rowNo) })),
    href: line.name !== null && line.personId !== null ? `/${locale}/office/people/${line.personId}` : null,
    line: [
      (fa ? [line.placeFa, line.countyFa] : [line.placeEn, line.countyEn]).join(t('words.listComma')),
      t('quality.session', { seq: number(line.seq) }),
      formatDay(line.day, locale, 'long'),
    ].join(' · '),
    flagged: line.flagged ? t('integrity.calls.flagged') : null,
    outcome: line.outcome,
    outcomeText: line.outcome ? t(`integrity.outcome.${line.outcome}`) : t('integrity.calls.open'),
    mayRecord: line.mayRecord,
  }
}
