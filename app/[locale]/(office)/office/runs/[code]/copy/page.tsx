import type { Metadata } from 'next'
import { copyFromRun } from '@/app/_actions/run-setup'
import { CopyForm, type CopyRow } from '@/components/programmes/copy-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { type EarlierPlace, earlierPlaces } from '@/db/queries/programmes/earlier-places'
import { runSetup } from '@/db/queries/programmes/run-setup'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { runAsked } from '../found'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; code: string }>
  searchParams: Promise<{ from?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('run-setup.copy.link') }
}

/** The neighbourhoods of an earlier run, looked at before they become groups of this one. */
export default async function CopyPage({ params, searchParams }: Props) {
  const [{ locale: asked, code }, { from }] = await Promise.all([params, searchParams])
  const locale = localeOf(asked)
  const { run, data } = await runAsked(code, async (db, found, scope) => {
    const setup = await runSetup(db, scope, found)
    const runs = setup?.otherRuns ?? []
    const source = runs.find((one) => one.code === from) ?? runs[0] ?? null
    const places = source
      ? await earlierPlaces(db, scope, { runId: found.runId, fromRunId: source.runId })
      : []
    return { runs, source, places }
  })
  const t = await wordsOf(locale)
  const addressOf = (source: string) =>
    `/${locale}/office/runs/${run.code}/copy?from=${encodeURIComponent(source)}`
  const name = (one: { fa: string; en: string }) => (locale === 'fa' ? one.fa : one.en)
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/runs/${run.code}#places`} className="inline-flex min-h-11 items-center">
          {t('run-setup.back')}
        </a>
      </p>
      <PageHead
        title={t('run-setup.copy.link')}
        line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>}
      />
      {data.source ? (
        <>
          {data.runs.length > 1 ? (
            <TabsAsLinks
              label={t('run-setup.copy.which')}
              current={addressOf(data.source.code)}
              tabs={data.runs.map((one) => ({ href: addressOf(one.code), label: name(one) }))}
            />
          ) : null}
          <Card id="preview" title={t('run-setup.copy.from', { run: name(data.source) })}>
            <p className="mb-3 max-w-measure text-sm text-ink-2">{t('run-setup.copy.line')}</p>
            <CopyForm
              action={copyFromRun}
              hidden={{ runId: run.runId, fromRunId: data.source.runId }}
              rows={data.places.map((place) => copyRow(place, t, locale))}
              words={{
                caption: t('run-setup.copy.caption'),
                take: t('run-setup.copy.take'),
                place: t('runs.setup.group'),
                county: t('runs.setup.county'),
                audience: t('runs.setup.audience'),
                size: t('run-setup.size.people'),
                slots: t('run-setup.copy.slots'),
                submit: t('run-setup.copy.submit'),
                error: t('words.kind.error'),
                success: t('words.kind.success'),
                there: t('run-setup.copy.there'),
              }}
            />
          </Card>
        </>
      ) : (
        <EmptyState title={t('run-setup.copy.none')} />
      )}
    </div>
  )
}

function copyRow(place: EarlierPlace, t: Words, locale: Locale): CopyRow {
  const slots = place.slots
    ? t('runs.cohorts.slots', {
        days: place.slots.days.map((day) => t(`runs.weekdays.${day}`)).join(t('people.comma')),
        time: localDigits(place.slots.time, locale),
      })
    : t('words.none')
  return {
    placeId: place.placeId,
    place: locale === 'fa' ? place.placeFa : place.placeEn,
    county: locale === 'fa' ? place.countyFa : place.countyEn,
    audience: t(`runs.setup.audiences.${place.audience}`),
    size: formatNumber(place.targetSize, locale),
    slots,
    there: place.there,
  }
}
