import type { Metadata } from 'next'
import { RuleHistory } from '@/components/rules/rule-history'
import { RuleTable } from '@/components/rules/rule-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import type { Reader } from '@/db/client'
import { type RunLine, runNamed, runsInReach } from '@/db/queries/programmes/run-line'
import { ruleHistory, rulesOf } from '@/db/queries/rules'
import { reading } from '@/db/transaction'
import { actorCanSomewhere, type Scope, scopeOf } from '@/lib/access/actor'
import { RULE_KEYS } from '@/lib/rules/registry'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { GROUPS, rulesIn } from './groups'
import { changeRow, clockOf, historyWords, inForce, ruleRow, tableWords } from './present'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ run?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('rules.heading') }
}

export default async function RulesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'see', 'ALL')
  const scope = scopeOf(actor)
  const { run: code } = await searchParams
  const t = await wordsOf(locale)
  const { run, runs, rules } = await reading(scope, async (db) => {
    const named = await runNamed(db, scope, code)
    return {
      run: named,
      runs: await runsInReach(db, scope),
      rules: named ? await decided(db, scope, named) : null,
    }
  })
  if (!run || !rules) return <EmptyState title={t('rules.noRun')} />
  const base = `/${locale}/office/rules`
  const at = clockOf(run)
  const changes = rules.flatMap(({ history }) => history.filter((change) => change.reason !== null))
  changes.sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
  const current = new Set(rules.flatMap(({ line }) => (line ? [line.id] : [])))
  return (
    <div className="grid gap-5">
      <div>
        <PageHead
          title={t('rules.heading')}
          line={
            <>
              <bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi> · {t('rules.line')}
            </>
          }
        />
        {runs.length > 1 ? (
          <TabsAsLinks
            label={t('rules.runs')}
            tabs={runs.map((each) => ({
              href: `${base}?run=${each.code}`,
              label: locale === 'fa' ? each.nameFa : each.nameEn,
            }))}
            current={`${base}?run=${run.code}`}
          />
        ) : null}
      </div>
      {GROUPS.map((group) => (
        <Card key={group} title={t(`rules.group.${group}`)} id={`group-${group.toLowerCase()}`}>
          <RuleTable
            rows={rulesIn(group).map((key) =>
              ruleRow(rules.find((rule) => rule.key === key)!, run.code, t, locale),
            )}
            words={tableWords(t, t(`rules.group.${group}`))}
          />
        </Card>
      ))}
      <Card
        title={t('rules.changes')}
        id="changes"
        aside={
          actorCanSomewhere(actor, 'audit') ? (
            <a href={`/${locale}/office/audit?action=rule.change`}>{t('rules.inAudit')}</a>
          ) : (
            t('rules.changesLine')
          )
        }
      >
        {changes.length === 0 ? (
          <p className="text-ink-2">{t('rules.noChanges')}</p>
        ) : (
          <RuleHistory
            rows={changes.map((change) =>
              changeRow(change, { runCode: run.code, current, at, titled: true }, t, locale),
            )}
            words={historyWords(t, t('rules.changes'))}
          />
        )}
      </Card>
    </div>
  )
}

/** Every rule with its value in force and all that was decided on it. The statements travel together. */
async function decided(db: Reader, scope: Scope, run: RunLine) {
  const at = clockOf(run)
  const values = await rulesOf(db, run.runId, at)
  return Promise.all(
    RULE_KEYS.map(async (key) => {
      const history = await ruleHistory(db, scope, { key, runId: run.runId })
      return { key, value: values[key], history, line: inForce(history, at) }
    }),
  )
}
