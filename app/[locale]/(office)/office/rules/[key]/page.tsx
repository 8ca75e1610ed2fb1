import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { change } from '@/app/_actions/rules'
import { RuleForm } from '@/components/rules/rule-form'
import { RuleHistory } from '@/components/rules/rule-history'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { runNamed } from '@/db/queries/programmes/run-line'
import { ruleHistory, rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { errorSentences } from '@/lib/server/error-sentences'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { ruleOfSlug } from '../groups'
import { changeRow, clockOf, historyWords, inForce, ruleRow } from '../present'
import { askOf, fieldSentences, formWords, reachesOf } from './form-view'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string; key: string }>
  searchParams: Promise<{ run?: string; done?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, key: slug } = await params
  const t = await wordsOf(localeOf(locale))
  const key = ruleOfSlug(slug)
  return { title: key ? t(`rules.title.${key}`) : t('rules.heading') }
}

export default async function RulePage({ params, searchParams }: Props) {
  const { locale: segment, key: slug } = await params
  const locale = localeOf(segment)
  const actor = await requireActor()
  requirePower(actor, 'see', 'ALL')
  const key = ruleOfSlug(slug)
  if (!key) notFound()
  const scope = scopeOf(actor)
  const { run: code, done } = await searchParams
  const t = await wordsOf(locale)
  const { run, value, history } = await reading(scope, async (db) => {
    const named = (await runNamed(db, scope, code)) ?? notFound()
    const values = await rulesOf(db, named.runId, clockOf(named))
    return {
      run: named,
      value: values[key],
      history: await ruleHistory(db, scope, { key, runId: named.runId }),
    }
  })
  const at = clockOf(run)
  const line = inForce(history, at)
  const row = ruleRow({ key, value, line }, run.code, t, locale)
  const may = actorCan(actor, 'rules', run)
  const current = new Set(line ? [line.id] : [])
  const recredited = /^\d{1,6}$/.test(done ?? '') ? Number(done) : null
  return (
    <div className="grid gap-5">
      <PageHead
        title={row.title}
        line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>}
        actions={
          <a href={`/${locale}/office/rules?run=${encodeURIComponent(run.code)}`}>{t('rules.back')}</a>
        }
      />
      {recredited === null ? null : (
        <Notice kind="success" kindLabel={t('words.kind.success')} live>
          {t('rules.changed')}{' '}
          {recredited > 0 ? t('rules.recredited', { n: formatNumber(recredited, locale) }) : null}
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Card title={t('rules.current')} id="current">
          <p className="flex flex-wrap items-center gap-3">
            <b className="text-xl">{row.value}</b>
            {row.level ? <Badge tone="hint">{row.level}</Badge> : null}
          </p>
          <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
            <dt className="text-ink-2">{t('rules.allowed')}</dt>
            <dd>{row.bounds}</dd>
            <dt className="text-ink-2">{t('rules.source')}</dt>
            <dd>{row.assumed ? <Badge>{row.source}</Badge> : <bdi>{row.source}</bdi>}</dd>
            <dt className="text-ink-2">{t('rules.holdsSince')}</dt>
            <dd>{row.since}</dd>
          </dl>
          {may ? null : <p className="mt-3 text-sm text-ink-2">{t('rules.onlyDirector')}</p>}
        </Card>
        {may ? (
          <Card title={t('rules.change')} id="change">
            <RuleForm
              ruleKey={key}
              run={{ runId: run.runId, code: run.code }}
              ask={askOf(key, value, t, locale)}
              reaches={reachesOf(actor, run, t)}
              words={formWords(key, row.value, t, locale)}
              errors={{
                ...(await errorSentences(locale, /^E-(ACC|GEN)-/)),
                ...fieldSentences(key, t, locale),
                'E-GEN-01': t('rules.lookAtFields'),
              }}
              fields={{ ...(await errorSentences(locale, /^E-GEN-/)), ...fieldSentences(key, t, locale) }}
              locale={locale}
              change={change}
            />
          </Card>
        ) : null}
      </div>
      <Card title={t('rules.history')} id="history">
        <RuleHistory
          rows={history.map((each) =>
            changeRow(each, { runCode: run.code, current, at, titled: false }, t, locale),
          )}
          words={historyWords(t, t('rules.history'))}
        />
      </Card>
    </div>
  )
}
