import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { putService, takeSheet } from '@/app/_actions/charities'
import { FileForm } from '@/components/charities/file-form'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { Meter } from '@/components/ui/meter'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { services } from '@/db/queries/charities/catalogue'
import { charityRules, totalSource } from '@/db/queries/charities/rules'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { overTotal } from '@/lib/charities/catalogue'
import { SERVICE_DOMAINS } from '@/lib/charities/kinds'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { formatNumber, formatPercent, localDigits } from '@/lib/shared/number'
import { homeOf, requireCharities, worksWithCharities } from '../allowed'
import { countField, domainField, noticeWords } from '../present'
import { CharityTabs, charitiesBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Asked = { province?: string; added?: string; changed?: string; same?: string }
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.tabs.catalogue') }
}

/** The kinds of services of a province by field: how many of how many are listed, and how each reaches people. */
export default async function CataloguePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requireCharities(actor)
  const scope = scopeOf(actor)
  const [t, { provinceId, now: at }] = await Promise.all([wordsOf(locale), homeOf(actor, asked.province)])
  const [all, rules, source] = await reading(scope, async (db) => [
    await services(db, scope, { provinceId }),
    await charityRules(db, scope, { provinceId, at }),
    await totalSource(db, scope, { provinceId, at }),
  ])
  const total = rules.SVC_TOTAL
  const number = (n: number) => formatNumber(n, locale)
  const base = `${charitiesBase(locale)}/catalogue`
  const over = overTotal(all.length, total)
  const devolved = all.filter(({ mode }) => mode !== 'STATE').length
  const taken = ['added', 'changed', 'same'].map((key) => Number(asked[key as keyof Asked]))
  const runs = worksWithCharities(actor)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('charities.tabs.catalogue')}
        line={t('charities.catalogueLine', { count: number(all.length), total: number(total) })}
        actions={<LinkButton href={`${base}/services.xlsx`}>{t('charities.export')}</LinkButton>}
      />
      <CharityTabs t={t} locale={locale} at="/catalogue" works={worksWithCharities(actor)} />
      {taken.every((n) => Number.isInteger(n) && n >= 0) ? (
        <Notice kind="success" kindLabel={t('words.kind.success')} live>
          {t('charities.imported', {
            added: number(taken[0]!),
            changed: number(taken[1]!),
            same: number(taken[2]!),
          })}
        </Notice>
      ) : null}
      {over ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {sentenceOf(t, over.code, over.values, locale)}{' '}
          <a href={`/${locale}/office/rules/svc-total`}>{t('charities.changeTotal')}</a>
        </Notice>
      ) : null}
      <Card id="coverage" title={t('charities.coverage')}>
        <div className="grid max-w-xl gap-2">
          <p>
            <span className="text-lg font-bold">
              {t('words.of', { value: number(all.length), target: number(total) })}
            </span>{' '}
            <span className="text-ink-2">
              ({formatPercent(all.length / total, locale, { maxDecimals: 1 })})
            </span>
          </p>
          <Meter share={all.length / total} label={t('charities.coverage')} />
          <p className="text-sm text-ink-2">
            {t('charities.devolvedLine', { count: number(devolved), total: number(total) })}
            {source ? ` · ${t('charities.totalSource', { source })}` : ''}
          </p>
        </div>
      </Card>
      {all.length === 0 ? (
        <EmptyState title={t('charities.noServices')}>{t('charities.noServicesLine')}</EmptyState>
      ) : (
        <Card id="list" title={t('charities.services')}>
          <Table caption={t('charities.services')} captionHidden label={t('charities.services')} dense>
            <thead>
              <tr>
                <HeadCell>{t('charities.field.service')}</HeadCell>
                <HeadCell>{t('charities.field.code')}</HeadCell>
                <HeadCell>{t('charities.field.domain')}</HeadCell>
                <HeadCell numeric>{t('charities.field.activeCounties')}</HeadCell>
                <HeadCell>{t('charities.field.mode')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {SERVICE_DOMAINS.flatMap((domain) => all.filter((one) => one.domain === domain)).map((one) => (
                <tr key={one.serviceId}>
                  <RowHead>
                    <bdi>{one.titleFa}</bdi>
                    {one.sinceYear ? (
                      <span className="ms-2 text-xs text-ink-3">
                        {t('charities.since', { year: localDigits(String(one.sinceYear), locale) })}
                      </span>
                    ) : null}
                  </RowHead>
                  <Cell>
                    <bdi>{localDigits(one.code, locale)}</bdi>
                  </Cell>
                  <Cell>{t(`charities.domain.${one.domain}`)}</Cell>
                  <Cell numeric>{number(one.activeCounties)}</Cell>
                  <Cell>
                    <Badge
                      tone={one.mode === 'STATE' ? 'neutral' : one.mode === 'DEVOLVED' ? 'done' : 'hint'}
                    >
                      {t(`charities.mode.${one.mode}`)}
                    </Badge>
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      {runs ? (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Card id="add" title={t('charities.newService')}>
            <FieldsForm
              action={putService}
              hidden={{ key: randomUUID(), provinceId, back: base }}
              submit={t('charities.saveService')}
              words={noticeWords(t)}
              fields={[
                {
                  kind: 'text',
                  name: 'code',
                  label: t('charities.field.code'),
                  hint: t('charities.hint.code'),
                  ltr: true,
                  maxLength: 10,
                },
                { kind: 'text', name: 'titleFa', label: t('charities.field.service'), maxLength: 120 },
                domainField(t),
                countField('sinceYear', t('charities.field.sinceYear'), {
                  mark: t('words.optional'),
                  maxLength: 4,
                }),
                { kind: 'check', name: 'W-CD-04', label: t('charities.sureTotal') },
              ]}
            />
          </Card>
          <Card id="import" title={t('charities.import')}>
            <FileForm
              action={takeSheet}
              hidden={{ provinceId, back: base }}
              id="catalogue-file"
              accept=".xlsx,.xlsm,.csv,.tsv,.txt"
              sure={{ name: 'W-CD-04', label: t('charities.sureTotal') }}
              words={{
                file: t('charities.field.file'),
                fileHint: t('charities.hint.file'),
                submit: t('charities.takeFile'),
                ...noticeWords(t),
              }}
            />
          </Card>
        </div>
      ) : null}
    </div>
  )
}
