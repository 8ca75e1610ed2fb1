import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { reissue, revoke } from '@/app/_actions/certificates'
import { CertificatePaper } from '@/components/certificates/certificate-paper'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { type CertificateView, certificateView } from '@/db/queries/certificates/list'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { namesBy } from '@/lib/certificates/number'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import type { Locale, Words } from '@/lib/shared/locale'
import { certificateTexts } from './paper'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; certificateId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('certificates.title') }
}

export default async function CertificatePage({ params }: Props) {
  const { locale: asked, certificateId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  if (!isUuid(certificateId)) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const view = await reading(scope, (db) => certificateView(db, scope, certificateId))
  if (!view) notFound()
  // Hours of service: who gave it from within the association, and who runs the programme above it.
  const service = view.holder === 'VOLUNTEER'
  const acts = actorCan(actor, 'run', view) || (service && actorCan(actor, 'record', view))
  if (!acts) requirePower(actor, 'marks', view)
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={backOf(view, locale)} className="inline-flex min-h-11 items-center">
          {t(
            service
              ? `certificates.${view.name ? 'backToService' : 'backToAssociation'}`
              : 'certificates.back',
          )}
        </a>
      </p>
      <h1 className="sr-only">
        {t('certificates.title')} <bdi dir="ltr">{view.number}</bdi>
      </h1>
      <CertificatePaper
        {...certificateTexts(view, t, locale)}
        revoked={view.revokedAt ? t('certificates.states.REVOKED') : null}
      />
      {view.name !== null && !view.revoked && actorCan(actor, namesBy(view.holder), view) ? (
        <p className="flex flex-wrap justify-center gap-3 print:hidden">
          <LinkButton
            href={`/${locale}/office/certificates/${certificateId}/certificate.pdf`}
            look="primary"
            target="_blank"
          >
            {t('certificates.print')}
          </LinkButton>
          <LinkButton
            href={`/${locale}/office/certificates/${certificateId}/certificate.pdf?in=en`}
            look="plain"
            target="_blank"
          >
            {t('certificates.printEnglish')}
          </LinkButton>
        </p>
      ) : null}
      <div className="mx-auto grid w-full max-w-3xl gap-4 print:hidden">
        {view.revokedAt ? (
          <Notice
            kind="warn"
            kindLabel={t('words.kind.warn')}
            title={t('certificates.revokedTitle', { at: momentText(view.revokedAt.getTime(), locale) })}
          >
            {view.revokeReason}
          </Notice>
        ) : null}
        {acts ? <Acts t={t} view={view} /> : null}
      </div>
    </div>
  )
}

const backOf = (view: CertificateView, locale: Locale) => {
  if (view.associationId === null) return `/${locale}/office/certificates?run=${view.runCode}`
  const home = `/${locale}/office/associations/${view.associationId}`
  return view.name ? `${home}/volunteers/${view.volunteerId}` : home
}

function Acts({ t, view }: { t: Words; view: CertificateView }) {
  const form = {
    hidden: { certificateId: view.certificateId },
    look: 'plain' as const,
    words: { error: t('words.kind.error'), success: t('words.kind.success') },
  }
  if (view.revokedAt && view.hasOther) return <p className="text-sm">{t('certificates.hasOther')}</p>
  if (view.revokedAt && view.holder === 'VOLUNTEER')
    return <p className="text-sm">{t('certificates.serviceAgain')}</p>
  if (view.revokedAt)
    return (
      <Card>
        <p className="mb-3 text-sm text-ink-2">{t('certificates.reissueLine')}</p>
        <FieldsForm {...form} action={reissue} submit={t('certificates.reissue')} fields={[]} />
      </Card>
    )
  return (
    <details>
      <summary className="min-h-11 py-2 font-semibold text-lapis">{t('certificates.revoke')}</summary>
      <p className="mb-3 text-sm text-ink-2">{t('certificates.revokeLine')}</p>
      <FieldsForm
        {...form}
        look="danger"
        action={revoke}
        submit={t('certificates.revokeSubmit')}
        fields={[
          {
            kind: 'text',
            name: 'reason',
            label: t('certificates.reason'),
            hint: t('certificates.reasonHint'),
            required: true,
          },
        ]}
      />
    </details>
  )
}
