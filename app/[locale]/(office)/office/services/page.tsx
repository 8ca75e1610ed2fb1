import type { Metadata } from 'next'
import { correctService, putService, takeServiceOff } from '@/app/_actions/services'
import { Reach } from '@/components/neighbourhoods/services-near'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import {
  type LocalService,
  type ServiceCounty,
  serviceCounties,
  servicesInReach,
} from '@/db/queries/neighbourhoods/services'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { SERVICE_KINDS } from '@/lib/neighbourhoods/services'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }
type Page = { t: Words; locale: Locale }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('services.title') }
}

/** Services of the counties, entered and checked by the office. */
export default async function ServicesPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const [t, [services, counties]] = await Promise.all([
    wordsOf(locale),
    reading(
      scope,
      async (db) => [await servicesInReach(db, scope), await serviceCounties(db, scope)] as const,
    ),
  ])
  const page = { t, locale }
  return (
    <div className="grid gap-5">
      <PageHead title={t('services.title')} line={t('services.line')} />
      {services.length === 0 ? (
        <EmptyState title={t('services.empty')}>{t('services.emptyLine')}</EmptyState>
      ) : (
        <Card id="list" title={t('services.title')}>
          <List page={page} services={services} />
        </Card>
      )}
      {counties.length > 0 ? (
        <Card id="add" title={t('services.add')}>
          <p className="mb-3 max-w-measure text-sm text-ink-2">{t('services.never')}</p>
          <FieldsForm
            action={putService}
            fields={[countyField(counties, page), ...fieldsOf(page, null)]}
            columns={2}
            submit={t('services.submit')}
            words={{
              error: t('words.kind.error'),
              success: t('words.kind.success'),
              done: t('services.added'),
            }}
          />
        </Card>
      ) : null}
    </div>
  )
}

const countyField = (counties: ServiceCounty[], { t, locale }: Page): FormField => ({
  kind: 'select',
  name: 'countyId',
  label: t('services.county'),
  options: counties.map((one) => ({
    value: one.countyId,
    label: locale === 'fa' ? one.nameFa : one.nameEn,
  })),
})

function fieldsOf({ t, locale }: Page, one: LocalService | null): FormField[] {
  const text = (
    name: 'nameFa' | 'nameEn' | 'address' | 'phone' | 'source',
    more: object = {},
  ): FormField => ({
    kind: 'text',
    name,
    label: t(`services.${name}`),
    ...(one?.[name] ? { start: name === 'phone' ? localDigits(one[name], locale) : one[name] } : {}),
    ...more,
  })
  const optional = t('words.optional')
  return [
    {
      kind: 'select',
      name: 'kind',
      label: t('services.kind'),
      ...(one ? { start: one.kind } : {}),
      options: SERVICE_KINDS.map((value) => ({ value, label: t(`services.kinds.${value}`) })),
    },
    text('nameFa', { required: true }),
    text('nameEn', { mark: optional }),
    text('address', { mark: optional }),
    text('phone', { hint: t('services.phoneHint'), ltr: true, inputMode: 'tel' }),
    text('source', { hint: t('services.sourceHint'), required: true }),
    {
      kind: 'text',
      name: 'checkedOn',
      label: t('services.checkedOn'),
      hint: t('services.dayHint'),
      ltr: true,
      inputMode: 'numeric',
      required: true,
    },
  ]
}

function List({ page, services }: { page: Page; services: LocalService[] }) {
  const { t, locale } = page
  return (
    <Table caption={t('services.title')} captionHidden label={t('services.title')} dense roomy>
      <thead>
        <tr>
          <HeadCell>{t('services.where')}</HeadCell>
          <HeadCell>{t('services.county')}</HeadCell>
          <HeadCell>{t('services.kind')}</HeadCell>
          <HeadCell>{t('services.reach')}</HeadCell>
          <HeadCell>{t('words.source')}</HeadCell>
          <HeadCell>{t('services.act')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {services.map((one) => {
          const name = locale === 'fa' ? one.nameFa : (one.nameEn ?? one.nameFa)
          return (
            <tr key={one.serviceId} className="align-top">
              <RowHead>
                <bdi>{name}</bdi>
              </RowHead>
              <Cell>
                <bdi>{locale === 'fa' ? one.countyFa : one.countyEn}</bdi>
              </Cell>
              <Cell>{t(`services.kinds.${one.kind}`)}</Cell>
              <Cell>
                <Reach address={one.address} phone={one.phone} locale={locale} />
              </Cell>
              <Cell className="text-sm text-ink-2">
                {t('services.checked', {
                  day: formatDay(one.checkedOn, locale, 'numeric'),
                  source: one.source,
                })}
              </Cell>
              <Cell>{one.mayChange ? <Acts page={page} one={one} name={name} /> : null}</Cell>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function Acts({ page, one, name }: { page: Page; one: LocalService; name: string }) {
  const { t } = page
  const hidden = { serviceId: one.serviceId, version: String(one.version) }
  const words = { error: t('words.kind.error'), success: t('words.kind.success'), done: t('services.saved') }
  return (
    <details>
      <summary
        aria-label={t('services.editOf', { name })}
        className="inline-flex min-h-11 items-center text-lapis"
      >
        {t('services.edit')}
      </summary>
      <div className="grid min-w-72 gap-5 py-2">
        <FieldsForm
          action={correctService}
          hidden={hidden}
          idPrefix={`${one.serviceId}-`}
          look="plain"
          fields={fieldsOf(page, one)}
          submit={t('services.save')}
          words={words}
        />
        <FieldsForm
          action={takeServiceOff}
          hidden={hidden}
          idPrefix={`${one.serviceId}-end-`}
          look="danger"
          fields={[]}
          submit={t('services.end')}
          words={words}
        />
      </div>
    </details>
  )
}
