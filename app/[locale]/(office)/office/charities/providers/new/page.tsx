import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { putProvider } from '@/app/_actions/charities'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { homeOf, requireCharities } from '../../allowed'
import { named, noticeWords } from '../../present'
import { charitiesBase } from '../../tabs'
import { providerFields } from '../provider-fields'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ province?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('charities.newProvider') }
}

/** An organisation that asks to take part. */
export default async function NewProviderPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireCharities(actor, 'devolve')
  const t = await wordsOf(locale)
  const { counties } = await homeOf(actor, (await searchParams).province, 'devolve')
  return (
    <div className="grid max-w-3xl gap-4">
      <PageHead title={t('charities.newProvider')} line={t('charities.newProviderLine')} />
      <FieldsForm
        action={putProvider}
        hidden={{ key: randomUUID(), back: `${charitiesBase(locale)}/providers` }}
        columns={2}
        submit={t('charities.saveProvider')}
        words={noticeWords(t)}
        fields={[
          {
            kind: 'select',
            name: 'countyId',
            label: t('charities.field.county'),
            options: counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
          },
          ...providerFields({ t, locale }, null),
        ]}
      />
    </div>
  )
}
