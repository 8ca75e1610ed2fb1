import type { Metadata } from 'next'
import { issue } from '@/app/_actions/certificates'
import { CertificateTable, type CertificateTableRow } from '@/components/certificates/certificate-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm } from '@/components/ui/fields-form'
import { ListFilter } from '@/components/ui/list-filter'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import {
  CERTIFICATES_A_PAGE,
  type CertificateLine,
  certificateList,
  certificatesDue,
} from '@/db/queries/certificates/list'
import { runNamed } from '@/db/queries/programmes/run-line'
import { countiesOf } from '@/db/queries/programmes/run-setup'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber } from '@/lib/shared/number'
import { listWords } from '../list-words'

export const dynamic = 'force-dynamic'
type Asked = { run?: string; q?: string; county?: string; place?: string; state?: string; page?: string }
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }
const STATES = ['VALID', 'REVOKED'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('certificates.title') }
}

export default async function CertificatesPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const actor = await requireActor()
  requirePower(actor, 'marks')
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.page)) || 1))
  const found = await reading(scope, async (db) => {
    const run = await runNamed(db, scope, asked.run)
    if (!run) return null
    return {
      run,
      list: await certificateList(db, scope, {
        runId: run.runId,
        search: asked.q?.slice(0, 60),
        countyId: isUuid(asked.county) ? asked.county : undefined,
        cohortCode: asked.place || undefined,
        state: STATES.find((state) => state === asked.state),
        page,
      }),
      counties: await countiesOf(db, scope, run.provinceId),
      due: await certificatesDue(db, scope, { runId: run.runId }),
    }
  })
  if (!found) return <EmptyState title={t('certificates.noRun')}>{t('certificates.noRunLine')}</EmptyState>
  const { run, list, counties, due } = found
  const base = `/${locale}/office/certificates`
  const number = (value: number) => formatNumber(value, locale)
  const kept = Object.entries({ ...asked, run: run.code }).filter((one): one is [string, string] =>
    Boolean(one[1]),
  )
  const address = (to: number) =>
    `${base}?${new URLSearchParams({ ...Object.fromEntries(kept), page: String(to) })}`
  const filtered = Boolean(asked.q || asked.county || asked.place || asked.state)
  return (
    <div className="grid gap-4">
      <PageHead
        title={t('certificates.title')}
        line={t('certificates.line', {
          run: locale === 'fa' ? run.nameFa : run.nameEn,
          count: number(list.total),
          valid: number(list.valid),
        })}
      />
      {due.due > 0 && actorCan(actor, 'run', run) ? (
        <Card>
          <div className="grid gap-3">
            <p>
              {t('certificates.facilitators', { given: number(due.given), all: number(due.given + due.due) })}
            </p>
            <FieldsForm
              action={issue}
              hidden={{ facilitatorsOf: run.runId }}
              submit={t('certificates.issueFacilitators', { count: number(due.due) })}
              words={{
                error: t('words.kind.error'),
                success: t('words.kind.success'),
                done: t('certificates.done'),
              }}
              fields={[]}
            />
          </div>
        </Card>
      ) : null}
      <ListFilter
        action={base}
        kept={{ run: run.code }}
        search={{ label: t('certificates.search'), value: asked.q, code: true }}
        choices={[
          {
            id: 'county',
            label: t('certificates.county'),
            value: asked.county,
            options: counties.map((one) => ({ value: one.id, label: locale === 'fa' ? one.fa : one.en })),
          },
          {
            id: 'state',
            label: t('certificates.state'),
            value: asked.state,
            options: STATES.map((value) => ({ value, label: t(`certificates.states.${value}`) })),
          },
        ]}
        words={{ ...listWords(t), label: t('certificates.filters') }}
        clearHref={filtered ? `${base}?run=${run.code}` : null}
      />
      {list.rows.length === 0 ? (
        <EmptyState title={t('certificates.empty')}>{t('certificates.emptyLine')}</EmptyState>
      ) : (
        <CertificateTable
          rows={list.rows.map((line) => rowOf(line, base, t, locale))}
          words={{
            caption: t('certificates.caption'),
            number: t('certificates.number'),
            name: t('certificates.name'),
            role: t('certificates.role'),
            place: t('certificates.place'),
            hours: t('certificates.hours'),
            issuedOn: t('certificates.issuedOn'),
            state: t('certificates.state'),
          }}
        />
      )}
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={Math.ceil(list.total / CERTIFICATES_A_PAGE)}
        hrefOf={address}
      />
    </div>
  )
}

function rowOf(line: CertificateLine, base: string, t: Words, locale: Locale): CertificateTableRow {
  const fa = locale === 'fa'
  const row =
    line.rowNo === null ? null : t('certificates.rowName', { row: formatNumber(line.rowNo, locale) })
  return {
    key: line.certificateId,
    href: `${base}/${line.certificateId}`,
    number: line.number,
    name: line.name ?? row ?? t('certificates.hiddenName'),
    role: t(`certificates.roles.${line.holder}`),
    place: [fa ? line.countyFa : line.countyEn, fa ? line.placeFa : line.placeEn]
      .filter(Boolean)
      .join(t('words.listComma')),
    hours: formatHours(line.minutes, locale),
    issuedOn: formatDay(line.issuedOn, locale, 'numeric'),
    revoked: line.revoked,
    state: t(`certificates.states.${line.revoked ? 'REVOKED' : 'VALID'}`),
  }
}
