import type { Metadata } from 'next'
import { loadYear, previewHolidays } from '@/app/_actions/holidays'
import { HolidayLoader } from '@/components/programmes/holiday-loader'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { type Holiday, type HolidaySession, holidaysOf } from '@/db/queries/programmes/holidays'
import { runNamed } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay, jalaliYearOf } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ year?: string }> }
type Page = { t: Words; locale: Locale }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('holidays.title') }
}

/** The official holidays of a Jalali year, which plans walk around. */
export default async function HolidaysPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = Number((await searchParams).year)
  const actor = await requireActor()
  requirePower(actor, 'see')
  const scope = scopeOf(actor)
  const now = new Date()
  const [t, { found, thisYear, year }] = await Promise.all([
    wordsOf(locale),
    reading(scope, async (db) => {
      // The year the programme is in: a run may have a clock of its own.
      const run = await runNamed(db, scope, undefined)
      const thisYear = jalaliYearOf(run?.today ?? tehranDay(now))
      const year = asked >= 1300 && asked <= 1500 ? asked : thisYear
      return { thisYear, year, found: await holidaysOf(db, scope, year, now) }
    }),
  ])
  const may = actorCanSomewhere(actor, 'rules') || actorCanSomewhere(actor, 'accounts')
  const page = { t, locale }
  const plain = (value: number) => localDigits(String(value), locale)
  const address = (one: number) => `/${locale}/office/holidays?year=${one}`
  const years = [...new Set([...found.years, thisYear, thisYear + 1, year])].sort((a, b) => a - b)
  return (
    <div className="grid gap-5">
      <PageHead title={t('holidays.title')} line={t('holidays.line')} />
      <TabsAsLinks
        label={t('holidays.years')}
        current={address(year)}
        tabs={years.map((one) => ({ href: address(one), label: plain(one) }))}
      />
      {found.sessions.length > 0 ? <Clashes page={page} sessions={found.sessions} /> : null}
      <Card
        id="table"
        title={t('holidays.table', { year: plain(year), count: formatNumber(found.days.length, locale) })}
      >
        {found.days.length === 0 ? (
          <p className="text-ink-2">{t('holidays.empty')}</p>
        ) : (
          <Days page={page} days={found.days} />
        )}
      </Card>
      {may ? (
        <Card id="load" title={t('holidays.load', { year: plain(year) })}>
          <p className="mb-3 max-w-measure text-sm text-ink-2">{t('holidays.loadLine')}</p>
          <HolidayLoader
            key={year}
            year={String(year)}
            preview={previewHolidays}
            load={loadYear}
            words={{
              list: t('holidays.list'),
              listHint: t('holidays.listHint'),
              file: t('holidays.file'),
              fileHint: t('holidays.fileHint'),
              source: t('holidays.source'),
              sourceHint: t('holidays.sourceHint'),
              read: t('holidays.read'),
              caption: t('holidays.preview'),
              row: t('holidays.row'),
              written: t('holidays.written'),
              day: t('holidays.day'),
              name: t('holidays.name'),
              verdict: t('holidays.verdictHead'),
              good: t('holidays.good'),
              replace: t('holidays.replace', { year: plain(year) }),
              error: t('words.kind.error'),
              warn: t('words.kind.warn'),
              success: t('words.kind.success'),
            }}
          />
        </Card>
      ) : null}
    </div>
  )
}

function Days({ page: { t, locale }, days }: { page: Page; days: Holiday[] }) {
  return (
    <Table caption={t('holidays.title')} captionHidden label={t('holidays.title')} dense>
      <thead>
        <tr>
          <HeadCell>{t('holidays.day')}</HeadCell>
          <HeadCell>{t('holidays.name')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('words.source')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {days.map((one) => (
          <tr key={one.day}>
            <RowHead>{formatDay(one.day, locale, 'full')}</RowHead>
            <Cell>
              <bdi>{locale === 'fa' ? one.fa : one.en}</bdi>
            </Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              <bdi>{sourceOf(one.source, t)}</bdi>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** What an installation starts with is general knowledge, to be checked; what the office wrote stands as it is. */
const sourceOf = (source: string, t: Words) =>
  source.includes('general knowledge') ? t('holidays.generalKnowledge') : source

function Clashes({ page: { t, locale }, sessions }: { page: Page; sessions: HolidaySession[] }) {
  const named = (one: HolidaySession) =>
    t('holidays.clash', {
      place: (locale === 'fa' ? one.placeFa : one.placeEn) ?? t('training.class'),
      seq: formatNumber(one.seq, locale),
      day: formatDay(one.day, locale, 'full'),
      holiday: locale === 'fa' ? one.holidayFa : one.holidayEn,
    })
  const href = (one: HolidaySession) =>
    one.cohortCode
      ? `/${locale}/office/cohorts/${encodeURIComponent(one.cohortCode)}?run=${one.runCode}`
      : `/${locale}/office/runs/${one.runCode}/training`
  return (
    <Notice
      kind="warn"
      kindLabel={t('words.kind.warn')}
      title={t('holidays.clashes', { count: formatNumber(sessions.length, locale) })}
    >
      <p>{t('holidays.clashesLine')}</p>
      <ul className="mt-1 list-disc ps-5">
        {sessions.slice(0, 30).map((one) => (
          <li key={one.sessionId}>
            <a href={href(one)}>{named(one)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
