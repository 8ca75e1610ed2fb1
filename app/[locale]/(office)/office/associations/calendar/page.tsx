import type { Metadata } from 'next'
import { putObservance } from '@/app/_actions/associations'
import { type MonthView, YearCalendar } from '@/components/associations/year-calendar'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { associationClock } from '@/db/queries/associations/association-facts'
import { calendarRows } from '@/db/queries/associations/calendar'
import { writablePlaces } from '@/db/queries/associations/meetings'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import {
  type CalendarMonth,
  calendarYear,
  ENTRY_KINDS,
  type EntryKind,
  idleMonths,
  yearEnds,
} from '@/lib/associations/calendar'
import { seasonWarning } from '@/lib/associations/lunar'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { jalaliOf } from '@/lib/shared/jalali'
import { monthName } from '@/lib/shared/jalali-names'
import { localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import { requireAssociations } from '../allowed'
import { foundProvince } from '../found'
import { named, noticeWords, type Told } from '../present'
import { ProvinceForm } from '../province-form'
import { AssociationTabs, associationsBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Asked = { province?: string; year?: string }
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('associations.calendar') }
}

const SIGNS: Record<EntryKind, string> = {
  ACTIVITY: '●',
  PLANNED: '○',
  MEETING: '◆',
  OBSERVANCE: '★',
  HOLIDAY: '–',
}

/** A year of the associations month by month, with the lunar months beside and what is kept in the place. */
export default async function CalendarPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requireAssociations(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { province, provinces } = await foundProvince(actor, asked.province)
  if (!province)
    return <EmptyState title={t('associations.nowhere')}>{t('associations.nowhereLine')}</EmptyState>
  const base = associationsBase(locale)
  const found = await reading(scope, async (db) => {
    const today = tehranDay(await associationClock(db, province.provinceId, new Date()))
    const now = jalaliOf(today).y
    const wanted = Math.trunc(Number(asked.year))
    const year = wanted >= 1390 && wanted <= 1420 ? wanted : now
    const rows = await calendarRows(db, scope, { provinceId: province.provinceId, ...yearEnds(year) })
    return { today, year, rows, places: await writablePlaces(db, scope, province.provinceId) }
  })
  const { today, year, rows, places } = found
  const months = calendarYear(
    year,
    rows.map((row) => ({
      key: `${row.kind} ${row.id} ${row.day}`,
      day: row.day,
      kind: row.kind,
      title: locale === 'fa' ? row.titleFa : row.titleEn,
      whose: locale === 'fa' ? row.whoseFa : row.whoseEn,
      href:
        row.kind === 'MEETING'
          ? `${base}/meetings/${row.id}`
          : row.kind === 'ACTIVITY' || row.kind === 'PLANNED'
            ? `${base}/${row.id}#activities`
            : null,
    })),
  )
  const season = seasonWarning(
    rows.filter(({ kind }) => kind === 'ACTIVITY' || kind === 'PLANNED').map(({ day }) => day),
  )
  const to = (one: number) =>
    `${base}/calendar?${new URLSearchParams({ ...(province.code && { province: province.code }), year: String(one) })}`
  const digits = (n: number) => localDigits(String(n), locale)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('associations.calendarOf', { year: digits(year) })}
        line={<bdi>{named(province, locale)}</bdi>}
        actions={
          <>
            <ProvinceForm
              told={told}
              action={`${base}/calendar`}
              provinces={provinces}
              chosen={province.code}
            />
            <LinkButton href={to(year - 1)} look="quiet">
              {t('associations.yearOf', { year: digits(year - 1) })}
            </LinkButton>
            <LinkButton href={to(year + 1)} look="quiet">
              {t('associations.yearOf', { year: digits(year + 1) })}
            </LinkButton>
          </>
        }
      />
      <AssociationTabs
        t={t}
        locale={locale}
        at="/calendar"
        province={provinces.length > 1 ? province.code : null}
      />
      {season ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {sentenceOf(t, season.code, {}, locale)}
        </Notice>
      ) : null}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
        {ENTRY_KINDS.map((kind) => (
          <span key={kind}>
            <span aria-hidden="true">{SIGNS[kind]}</span> {t(`associations.entry.${kind}`)}
          </span>
        ))}
      </p>
      <YearCalendar
        empty={t('associations.emptyMonth')}
        months={monthViews(months, idleMonths(months, today), told)}
      />
      <p className="text-sm text-ink-2">{t('associations.lunarNote')}</p>
      {actorCanSomewhere(actor, 'run', 'ASSOCIATION') && places.length > 0 ? (
        <Card id="observance" title={t('associations.addObservance')}>
          <p className="mb-3 max-w-measure text-sm text-ink-2">{t('associations.observanceLine')}</p>
          <FieldsForm
            action={putObservance}
            hidden={{ back: to(year) }}
            idPrefix="observance-"
            submit={t('associations.addObservanceSubmit')}
            words={noticeWords(told)}
            columns={2}
            fields={[
              { kind: 'text', name: 'nameFa', label: t('associations.field.observance'), maxLength: 120 },
              {
                kind: 'select',
                name: 'placeId',
                label: t('associations.field.place'),
                options: places.map((one) => ({ value: one.placeId, label: named(one, locale) })),
              },
              {
                kind: 'text',
                name: 'day',
                label: t('associations.field.day'),
                hint: t('associations.hint.day'),
                ltr: true,
                inputMode: 'numeric',
              },
              { kind: 'text', name: 'source', label: t('words.source'), maxLength: 200 },
            ]}
          />
        </Card>
      ) : null}
    </div>
  )
}

function monthViews(months: CalendarMonth[], idle: number[], { t, locale }: Told): MonthView[] {
  return months.map((one) => ({
    key: String(one.month),
    name: monthName(one.month, locale),
    lunar: one.lunar
      .map((lunar) =>
        t('associations.lunarFrom', {
          month: t(`associations.lunar.${lunar.month}`),
          year: localDigits(String(lunar.year), locale),
          day: localDigits(String(jalaliOf(lunar.from).d), locale),
        }),
      )
      .join(t('words.listComma')),
    mourning: one.mourning ? t('associations.mourning') : null,
    idle: idle.includes(one.month) ? t('associations.idle') : null,
    lines: one.entries.map((entry) => ({
      key: entry.key,
      day: localDigits(String(jalaliOf(entry.day).d), locale),
      kind: t(`associations.entry.${entry.kind}`),
      sign: SIGNS[entry.kind],
      quiet: entry.kind === 'HOLIDAY',
      title: entry.title,
      whose: entry.whose,
      href: entry.href,
    })),
  }))
}
