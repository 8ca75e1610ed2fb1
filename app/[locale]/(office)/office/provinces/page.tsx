import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { setProvinceUp } from '@/app/_actions/provinces'
import { ProvinceForm } from '@/components/access/province-form'
import { Card } from '@/components/ui/card'
import type { FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { type ProvinceRow, provinces } from '@/db/queries/neighbourhoods/provinces'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { administersNation } from '@/lib/access/reach'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { linkWords } from '@/lib/server/link-words'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('provinces.title') }
}

/** The provinces of this installation, and the setting up of another one. */
export default async function ProvincesPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  if (!administersNation(actor.grants)) notFound()
  const scope = scopeOf(actor)
  const [t, all] = await Promise.all([
    wordsOf(locale),
    reading(scope, (db) => provinces(db, scope, { locale })),
  ])
  const open = all.filter(({ counties }) => counties > 0)
  const waiting = all.filter(({ counties }) => counties === 0)
  const number = (value: number) => formatNumber(value, locale)
  return (
    <div className="grid gap-5">
      <PageHead
        title={t('provinces.title')}
        line={t('provinces.line', { open: number(open.length), all: number(all.length) })}
      />
      <Card id="open" title={t('provinces.open')}>
        <Table caption={t('provinces.open')} captionHidden label={t('provinces.open')}>
          <thead>
            <tr>
              <HeadCell>{t('provinces.province')}</HeadCell>
              <HeadCell numeric>{t('provinces.counties')}</HeadCell>
              <HeadCell numeric>{t('provinces.rules')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {open.map(({ id, name, counties, rules }) => (
              <tr key={id}>
                <RowHead>
                  <bdi>{name}</bdi>
                </RowHead>
                <Cell numeric>{number(counties)}</Cell>
                <Cell numeric>{number(rules)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      {waiting.length > 0 ? (
        <Card id="new" title={t('provinces.new')}>
          <p className="mb-4 max-w-measure text-sm text-ink-2">{t('provinces.newLine')}</p>
          <ProvinceForm
            action={setProvinceUp}
            fields={fieldsOf(t, open, waiting)}
            columns={2}
            submit={t('provinces.submit')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
            opened={{
              kind: t('words.kind.success'),
              title: t('provinces.done'),
              line: t('provinces.doneLine'),
            }}
            links={{
              PROVINCE_DIRECTOR: linkOf(t, 'PROVINCE_DIRECTOR'),
              PROVINCE_OFFICER: linkOf(t, 'PROVINCE_OFFICER'),
            }}
          />
        </Card>
      ) : null}
    </div>
  )
}

const linkOf = (t: Words, role: 'PROVINCE_DIRECTOR' | 'PROVINCE_OFFICER') => ({
  ...linkWords(t, 'accounts.linkLine'),
  linkTitle: t('provinces.linkOf', { role: t(`accounts.role.${role}`) }),
})

function fieldsOf(t: Words, open: ProvinceRow[], waiting: ProvinceRow[]): FormField[] {
  const options = (rows: ProvinceRow[]) => rows.map(({ id, name }) => ({ value: id, label: name }))
  const account = (who: 'director' | 'officer'): FormField[] => [
    { kind: 'text', name: `${who}Name`, label: t(`provinces.${who}Name`), required: true, maxLength: 60 },
    {
      kind: 'text',
      name: `${who}Handle`,
      label: t(`provinces.${who}Handle`),
      required: true,
      ltr: true,
    },
  ]
  return [
    {
      kind: 'select',
      name: 'provinceId',
      label: t('provinces.province'),
      start: waiting[0]?.id ?? '',
      options: options(waiting),
    },
    {
      kind: 'select',
      name: 'templateId',
      label: t('provinces.template'),
      hint: t('provinces.templateHint'),
      start: '',
      options: [{ value: '', label: t('provinces.noTemplate') }, ...options(open)],
    },
    { kind: 'area', name: 'counties', label: t('provinces.list'), hint: t('provinces.listHint'), rows: 8 },
    ...account('director'),
    ...account('officer'),
  ]
}
