import type { Metadata } from 'next'
import { changeKey } from '@/app/_actions/certificates'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { certificateKeys } from '@/db/queries/certificates/keys'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('certificate-keys.title') }
}

/** The keys that certificates are signed with: which one signs, which only check any more, and another one. */
export default async function CertificateKeysPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'accounts')
  const [t, keys] = await Promise.all([wordsOf(locale), reading(scopeOf(actor), (db) => certificateKeys(db))])
  const day = (iso: string | null) => (iso ? formatDay(iso, locale, 'long') : t('words.none'))
  return (
    <div className="grid max-w-3xl gap-5">
      <PageHead title={t('certificate-keys.title')} line={t('certificate-keys.line')} />
      <Table caption={t('certificate-keys.title')} captionHidden label={t('certificate-keys.title')} dense>
        <thead>
          <tr>
            <HeadCell>{t('certificate-keys.kid')}</HeadCell>
            <HeadCell>{t('certificate-keys.madeOn')}</HeadCell>
            <HeadCell>{t('certificate-keys.retiredOn')}</HeadCell>
            <HeadCell>{t('certificate-keys.state')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.kid}>
              <RowHead>
                <bdi dir="ltr" lang="en" className="font-mono">
                  {key.kid}
                </bdi>
              </RowHead>
              <Cell>{day(key.madeOn)}</Cell>
              <Cell>{day(key.retiredOn)}</Cell>
              <Cell>
                <Badge tone={key.retiredOn ? 'neutral' : 'done'}>
                  {t(key.retiredOn ? 'certificate-keys.checks' : 'certificate-keys.signs')}
                </Badge>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <Card id="change" title={t('certificate-keys.change')}>
        <p className="mb-3 text-sm text-ink-2">{t('certificate-keys.changeLine')}</p>
        <FieldsForm
          action={changeKey}
          look="danger"
          fields={[{ kind: 'check', name: 'sure', label: t('certificate-keys.sure'), required: true }]}
          submit={t('certificate-keys.submit')}
          words={{
            error: t('words.kind.error'),
            success: t('words.kind.success'),
            done: t('certificate-keys.done'),
          }}
        />
      </Card>
    </div>
  )
}
