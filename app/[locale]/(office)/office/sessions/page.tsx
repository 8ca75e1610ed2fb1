import type { Metadata } from 'next'
import { approvePicked } from '@/app/_actions/workshops'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { type SheetLine, SheetList } from '@/components/workshops/sheet-list'
import { type QueueCounty, type QueueWords, SheetQueue } from '@/components/workshops/sheet-queue'
import { countyChoices } from '@/db/queries/programmes/cohorts'
import { runNamed } from '@/db/queries/programmes/run-line'
import { type SessionLine, sheetsOf } from '@/db/queries/workshops/today'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { errorSentences } from '@/lib/server/error-sentences'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { filtersOf, listAddress, pageOf, pagesOf, type Query } from '@/lib/shared/pagination'
import { SaveView } from '../../../_picture/save-view'
import { listWords } from '../list-words'
import { STATES } from './states'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> }
const FILTERS = ['q', 'county'] as const
const SHEETS_A_PAGE = 100
/** So few are seen at a glance, and on a phone a filter would push them out of sight. */
const SHORT_LIST = 25

type State = keyof typeof STATES
const stateOf = (asked: string | undefined): State =>
  asked && Object.hasOwn(STATES, asked) ? (asked as State) : 'waiting'

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('sheets.title') }
}

export default async function SheetsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const query = await searchParams
  const asked = filtersOf(query, FILTERS)
  const { run: code, state: tab } = filtersOf(query, ['run', 'state'])
  const state = stateOf(tab)
  const page = pageOf(query)
  const actor = await requireActor()
  requirePower(actor, 'review')
  const t = await wordsOf(locale)
  const scope = scopeOf(actor)
  const found = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, code)
    if (!run) return null
    const sheets = await sheetsOf(db, scope, {
      runId: run.runId,
      status: STATES[state],
      countyId: isUuid(asked.county) ? asked.county : undefined,
      search: asked.q,
      locale,
      page,
      size: SHEETS_A_PAGE,
    })
    return { run, sheets, counties: await countyChoices(db, scope, run.runId) }
  })
  const { lines, total } = found?.sheets ?? { lines: [], total: 0 }
  const base = `/${locale}/office/sessions`
  const kept = { state, ...(code ? { run: code } : {}) }
  const tabOf = (key: State) => listAddress(base, { ...kept, state: key })
  const tabs = (Object.keys(STATES) as State[]).map((key) => ({
    href: tabOf(key),
    label: t(`sheets.${key}`),
    count: key === state ? formatNumber(total, locale) : undefined,
  }))
  const filtered = Object.keys(asked).length > 0
  return (
    <>
      <PageHead
        title={t('sheets.title')}
        line={
          <>
            {state === 'waiting' ? t('sheets.line', { count: formatNumber(total, locale) }) : null}
            {found ? (
              <span className="hidden print:inline">
                {' '}
                {t(`sheets.${state}`)} · {locale === 'fa' ? found.run.nameFa : found.run.nameEn}
              </span>
            ) : null}
          </>
        }
        actions={
          found ? (
            <LinkButton
              href={listAddress(`${base}/list.xlsx`, { ...kept, run: found.run.code, county: asked.county })}
              look="quiet"
              download
            >
              {t('exports.take')}
            </LinkButton>
          ) : null
        }
      />
      <TabsAsLinks label={t('sheets.tabs')} tabs={tabs} current={tabOf(state)} />
      {total > SHORT_LIST || filtered ? (
        <div className="mb-4">
          <ListFilter
            action={base}
            kept={kept}
            search={{ label: t('sheets.search'), value: asked.q }}
            choices={[
              {
                id: 'county',
                label: t('people.county'),
                value: asked.county,
                options: (found?.counties ?? []).map((one) => ({
                  value: one.countyId,
                  label: locale === 'fa' ? one.nameFa : one.nameEn,
                })),
              },
            ]}
            words={listWords(t)}
            clearHref={filtered ? tabOf(state) : null}
          />
          <SaveView told={{ t, locale }} list="sessions" asked={{ ...kept, ...asked }} />
        </div>
      ) : null}
      {state === 'waiting' ? (
        // It stays when its last sheet has gone: what came of the approval is told in it.
        <SheetQueue
          counties={byCounty(lines, t, locale)}
          words={queueWords(lines, t, locale)}
          errors={await errorSentences(locale, /^[EW]-(GEN|SES)-/)}
          locale={locale}
          approve={approvePicked}
        >
          {lines.length === 0 ? <Nothing t={t} state={state} filtered={filtered} /> : null}
        </SheetQueue>
      ) : lines.length === 0 ? (
        <Nothing t={t} state={state} filtered={filtered} />
      ) : (
        <SheetList
          lines={await listLines(lines, t, locale)}
          words={queueWords(lines, t, locale)}
          caption={t(`sheets.${state}`)}
          shows={state === 'approved' ? 'marks' : 'reason'}
        />
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={pagesOf(total, SHEETS_A_PAGE)}
        hrefOf={(to) => listAddress(base, { ...kept, ...asked }, to)}
      />
    </>
  )
}

function Nothing({ t, state, filtered }: { t: Words; state: State; filtered: boolean }) {
  if (filtered) return <EmptyState title={t('sheets.noneFound')}>{t('sheets.noneFoundLine')}</EmptyState>
  return state === 'waiting' ? (
    <EmptyState title={t('sheets.empty')}>{t('sheets.emptyLine')}</EmptyState>
  ) : (
    <EmptyState title={t('sheets.emptyState')}>{t(`sheets.emptyWhy.${state}`)}</EmptyState>
  )
}

function byCounty(lines: SessionLine[], t: Words, locale: Locale): QueueCounty[] {
  const counties = new Map<string, QueueCounty>()
  for (const line of lines) {
    const county = counties.get(line.countyName) ?? {
      name: line.countyName,
      caption: t('sheets.caption', { county: line.countyName }),
      sheets: [],
    }
    counties.set(line.countyName, county)
    county.sheets.push({ ...row(line, t, locale), value: `${line.sessionId}:${line.version}` })
  }
  return [...counties.values()]
}

function row(line: SessionLine, t: Words, locale: Locale) {
  const seq = formatNumber(line.seq, locale)
  return {
    href: `/${locale}/office/sessions/${line.sessionId}`,
    session: [`${t('sheets.session')} ${seq}`, line.makesUp ? t('follow-up.makeUp.badge') : null]
      .filter(Boolean)
      .join(' · '),
    place: line.placeName,
    day: formatDay(line.dayIso, locale, 'long'),
    attended: t('sheets.of', {
      attended: formatNumber(line.nAttended, locale),
      rows: formatNumber(line.nRows, locale),
    }),
    hours: formatHours(line.netMinutes, locale),
    flags: line.flags.map((flag) => t(`sheets.flag.${flag}`)),
    pickLabel: t('sheets.pick', { seq, place: line.placeName }),
  }
}

async function listLines(lines: SessionLine[], t: Words, locale: Locale): Promise<SheetLine[]> {
  const labels = await registerLabels(locale)
  return lines.map((line) => ({
    ...row(line, t, locale),
    id: line.sessionId,
    county: line.countyName,
    reason: (line.status === 'CANCELLED' ? line.cancelReason : line.returnReason) ?? '',
    status: line.status,
    statusLabel: labels.status[line.status],
  }))
}

function queueWords(lines: SessionLine[], t: Words, locale: Locale): QueueWords {
  const clean = lines.filter((line) => line.flags.length === 0).length
  return {
    caption: t('sheets.title'),
    session: t('sheets.session'),
    place: t('sheets.place'),
    day: t('sheets.day'),
    attended: t('sheets.attended'),
    hours: t('sheets.hours'),
    warnings: t('sheets.warnings'),
    state: t('sheets.state'),
    reason: t('sheets.why'),
    clean: t('sheets.clean'),
    approveClean: t('sheets.approveClean', { count: formatNumber(clean, locale) }),
    approvePicked: t('sheets.approvePicked'),
    done: t('sheets.done', { count: '{count}' }),
    error: t('words.kind.error'),
    success: t('words.kind.success'),
    fallback: t('errors.E-GEN-09', { requestId: '—' }),
  }
}
