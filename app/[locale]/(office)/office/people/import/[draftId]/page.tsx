import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { discard } from '@/app/_actions/people'
import { ConfirmImport } from '@/components/people/confirm-import'
import { ImportResult } from '@/components/people/import-result'
import { ImportRunning } from '@/components/people/import-running'
import { type VerdictLine, VerdictTable } from '@/components/people/verdict-table'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { importUnderWay } from '@/lib/server/running-imports'
import { isUuid } from '@/lib/shared/id'
import { formatNumber } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { codeSentence } from '../sentence'
import { type Preview, previewOf } from './preview'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; draftId: string }>
  searchParams: Promise<{ show?: string; page?: string }>
}
const TABS = ['all', 'ask', 'warning', 'rejected', 'accepted', 'unchanged'] as const
const ROWS_A_PAGE = 200

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('people.preview.title') }
}

export default async function DraftPage({ params, searchParams }: Props) {
  const { locale: asked, draftId } = await params
  const locale = localeOf(asked)
  const { show = 'all', page: pageAsked } = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'enrol')
  const t = await wordsOf(locale)
  const number = (value: number) => formatNumber(value, locale)
  const here = `/${locale}/office/people/import/${draftId}`
  const running = importUnderWay(draftId, actor.userId)
  if (running?.place) redirect(running.place)
  if (running)
    return (
      <ImportRunning
        done={running.done}
        total={running.total}
        here={here}
        words={{
          title: t('people.running.title'),
          line: t('people.running.line'),
          working:
            running.total > 0
              ? t('people.preview.working', { done: number(running.done), total: number(running.total) })
              : t('people.preview.reading'),
          fresh: t('people.running.fresh'),
        }}
      />
    )
  const preview = isUuid(draftId) ? await previewOf(actor, draftId, t, locale) : null
  if (!preview) notFound()
  if (preview.state === 'refused') {
    return (
      <Notice kind="error" kindLabel={t('words.kind.error')} title={t('people.import.refused')}>
        {codeSentence(t, locale, preview.code)}
      </Notice>
    )
  }
  if (preview.state === 'done') return <ImportResult t={t} locale={locale} here={here} {...preview} />
  const takes = preview.ready + preview.asks.length
  const lines = preview.lines.filter((line) => show === 'all' || line.verdict === show)
  const pages = Math.max(1, Math.ceil(lines.length / ROWS_A_PAGE))
  const page = Math.min(pages, Math.max(1, Number(pageAsked) || 1))
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('people.preview.title')}
        line={t('people.preview.line', {
          file: isolate(preview.fileName),
          rows: number(preview.lines.length),
        })}
      />
      <Notice
        kind="info"
        kindLabel={t('words.kind.info')}
        title={t(takes > 0 ? 'people.preview.nothing' : 'people.preview.nothingToTake')}
      >
        {preview.skipped > 0
          ? t('people.preview.skipped', { count: number(preview.skipped), rows: preview.skippedRows })
          : null}
      </Notice>
      <ConfirmImport
        action={`${here}/confirm`}
        kind={preview.kind}
        asks={preview.asks}
        locale={locale}
        mayConfirm={takes > 0 || (preview.kind === 'ROSTER' && countOf(preview.lines, 'rejected') > 0)}
        words={{
          confirm: t(confirmKey(preview), { count: number(preview.ready) }),
          reading: t('people.preview.reading'),
          working: t('people.preview.working', { done: '{done}', total: '{total}' }),
          failed: t('people.preview.failed'),
          error: t('words.kind.error'),
          asksTitle: t('people.preview.asksTitle'),
          asksLine: t('people.preview.asksLine'),
          row: t('people.preview.row'),
        }}
      >
        <form action={discard}>
          <input type="hidden" name="draftId" value={draftId} />
          <Button type="submit" look="quiet" size="field">
            {t('people.preview.discard')}
          </Button>
        </form>
      </ConfirmImport>
      <div>
        <TabsAsLinks
          label={t('people.preview.tabs')}
          current={`${here}?show=${show}`}
          tabs={TABS.filter((tab) => tab === 'all' || tab === show || countOf(preview.lines, tab) > 0).map(
            (tab) => ({
              href: `${here}?show=${tab}`,
              label: t(`people.preview.status.${tab}`),
              count: number(countOf(preview.lines, tab)),
            }),
          )}
        />
        <VerdictTable
          lines={lines.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE)}
          words={{
            caption: t('people.preview.caption'),
            row: t('people.preview.row'),
            verdict: t('people.preview.verdict'),
            understood: t('people.preview.understood'),
            place: t('people.place'),
            why: t('people.preview.why'),
            empty: t('people.preview.emptyTab'),
          }}
        />
        <Pagination
          t={t}
          locale={locale}
          page={page}
          pages={pages}
          hrefOf={(to) => `${here}?show=${show}&page=${to}`}
        />
      </div>
    </div>
  )
}

const countOf = (lines: VerdictLine[], tab: (typeof TABS)[number]) =>
  tab === 'all' ? lines.length : lines.filter((line) => line.verdict === tab).length

function confirmKey({ kind, asks, ready }: Extract<Preview, { state: 'open' }>): string {
  if (kind === 'PLACES') return 'people.preview.confirmPlaces'
  if (ready + asks.length === 0) return 'people.preview.onlyLeft'
  return asks.length > 0 ? 'people.preview.confirmAsk' : 'people.preview.confirm'
}
