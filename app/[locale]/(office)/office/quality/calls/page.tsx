import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { drawCalls } from '@/app/_actions/quality'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import { callSamples } from '@/db/queries/quality/calls'
import { rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { addDays, dayTyped, formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { askedRun } from '../../indicators/asked'
import { resultText } from './result'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('integrity.calls.title') }
}

/** Random call-backs: draws so far with what was heard, and a new draw. */
export default async function CallsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  if (actor.grants.every(({ kind }) => kind === 'UNIT')) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const found = await reading(scope, async (db) => {
    const at = await askedRun(db, scope, asked)
    return (
      at && {
        at,
        samples: await callSamples(db, scope, at.run.runId),
        counties: await countiesOf(db, scope, at.run.provinceId),
        weight: (await rulesOf(db, at.run.runId, new Date(at.run.clock))).CALLBACK_FLAG_WEIGHT,
      }
    )
  })
  if (!found) return <EmptyState title={t('quality.noRun')}>{t('quality.noRunLine')}</EmptyState>
  const { at, samples, counties, weight } = found
  const fa = locale === 'fa'
  const number = (value: number) => formatNumber(value, locale)
  const day = {
    kind: 'text' as const,
    ltr: true,
    inputMode: 'numeric' as const,
    hint: t('community.hint.day'),
  }
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/quality`} className="inline-flex min-h-11 items-center">
          {t('integrity.calls.back')}
        </a>
      </p>
      <PageHead title={t('integrity.calls.title')} line={<bdi>{fa ? at.run.nameFa : at.run.nameEn}</bdi>} />
      <p className="max-w-measure text-sm text-ink-2">
        {t('integrity.calls.line', { weight: number(weight) })}
      </p>
      {actorCan(actor, 'review', at.run) ? (
        <Card id="draw" title={t('integrity.calls.draw')}>
          <FieldsForm
            action={drawCalls}
            hidden={{ runId: at.run.runId, locale }}
            columns={3}
            submit={t('integrity.calls.drawSubmit')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
            fields={[
              {
                kind: 'text',
                name: 'wanted',
                label: t('integrity.calls.wanted'),
                start: localDigits('10', locale),
                ltr: true,
                inputMode: 'numeric',
              },
              {
                ...day,
                name: 'fromDay',
                label: t('integrity.calls.from'),
                start: dayTyped(addDays(at.asOf, -14), locale),
              },
              { ...day, name: 'toDay', label: t('integrity.calls.to'), start: dayTyped(at.asOf, locale) },
              {
                kind: 'select',
                name: 'countyId',
                label: t('quality.county'),
                options: [
                  { value: '', label: t('quality.all') },
                  ...counties.map((one) => ({ value: one.id, label: fa ? one.fa : one.en })),
                ],
              },
              {
                kind: 'text',
                name: 'seed',
                label: t('integrity.calls.seed'),
                mark: t('words.optional'),
                hint: t('integrity.calls.seedHint'),
                ltr: true,
              },
            ]}
          />
        </Card>
      ) : null}
      <Card id="samples" title={t('integrity.calls.samples')}>
        {samples.length === 0 ? (
          <p className="text-ink-2">{t('integrity.calls.none')}</p>
        ) : (
          <Table
            caption={t('integrity.calls.samples')}
            captionHidden
            label={t('integrity.calls.samples')}
            dense
            roomy
          >
            <thead>
              <tr>
                <HeadCell>{t('integrity.calls.column.drawn')}</HeadCell>
                <HeadCell>{t('integrity.calls.column.days')}</HeadCell>
                <HeadCell>{t('quality.county')}</HeadCell>
                <HeadCell>{t('integrity.calls.column.pool')}</HeadCell>
                <HeadCell>{t('integrity.calls.seed')}</HeadCell>
                <HeadCell>{t('integrity.calls.column.result')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {samples.map((one) => (
                <tr key={one.sampleId} className="align-top">
                  <RowHead>
                    <a href={`/${locale}/office/quality/calls/${one.sampleId}`}>
                      {formatDay(one.drawnOn, locale, 'long')}
                    </a>
                    <span className="block font-normal text-ink-2">
                      <bdi>{one.by}</bdi>
                    </span>
                  </RowHead>
                  <Cell>
                    {t('integrity.calls.days', {
                      from: formatDay(one.fromDay, locale, 'numeric'),
                      to: formatDay(one.toDay, locale, 'numeric'),
                    })}
                  </Cell>
                  <Cell>{(fa ? one.countyFa : one.countyEn) ?? t('quality.all')}</Cell>
                  <Cell>
                    {t('integrity.calls.poolOf', {
                      wanted: number(one.wanted),
                      pool: number(one.pool),
                      flagged: number(one.poolFlagged),
                      weight: number(one.weight),
                    })}
                  </Cell>
                  <Cell>
                    <bdi dir="ltr">{one.seed}</bdi>
                  </Cell>
                  <Cell>{resultText(one.outcomes, t, locale)}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </div>
  )
}
