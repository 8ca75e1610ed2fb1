import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { reissue, revoke } from '@/app/_actions/certificates'
import { CertificatePaper, type CertificatePaperProps } from '@/components/certificates/certificate-paper'
import { FieldsForm } from '@/components/people/fields-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { type CertificateView, certificateView } from '@/db/queries/certificates/list'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { momentText } from '@/lib/access/present'
import { ruleOfText } from '@/lib/programmes/closing'
import { minutesNeeded } from '@/lib/rules/completion'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours } from '@/lib/shared/number'
import { ruleSentence } from '../../indicators/present'

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
  requirePower(actor, 'marks', view)
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a
          href={`/${locale}/office/certificates?run=${view.runCode}`}
          className="inline-flex min-h-11 items-center"
        >
          {t('certificates.back')}
        </a>
      </p>
      <h1 className="sr-only">
        {t('certificates.title')} <bdi dir="ltr">{view.number}</bdi>
      </h1>
      <CertificatePaper {...paperOf(view, t, locale)} />
      <p className="text-center text-sm text-ink-2 print:hidden">{t('certificates.print')}</p>
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
        {actorCan(actor, 'run', view) ? <Acts t={t} view={view} /> : null}
      </div>
    </div>
  )
}

function Acts({ t, view }: { t: Words; view: CertificateView }) {
  const form = {
    hidden: { certificateId: view.certificateId },
    look: 'plain' as const,
    words: { error: t('words.kind.error'), success: t('words.kind.success') },
  }
  if (view.revokedAt && view.hasOther) return <p className="text-sm">{t('certificates.hasOther')}</p>
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

function paperOf(view: CertificateView, t: Words, locale: Locale): CertificatePaperProps {
  const fa = locale === 'fa'
  // A name stands in a sentence of either direction.
  const name = `\u2068${view.name ?? t('certificates.hiddenName')}\u2069`
  const hours = formatHours(view.minutes, locale)
  const place = [fa ? view.placeFa : view.placeEn, fa ? view.countyFa : view.countyEn]
    .filter(Boolean)
    .join(t('words.listComma'))
  return {
    office: (fa ? view.officeFa : (view.officeEn ?? view.officeFa)) ?? '',
    title: t('certificates.paper.title'),
    sentence: view.isFacilitator
      ? t('certificates.paper.facilitator', { name, hours })
      : t('certificates.paper.participant', { name, hours, place }),
    facts: [
      { label: t('certificates.paper.run'), value: fa ? view.runFa : view.runEn },
      { label: t('certificates.paper.rule'), value: ruleOf(view, t, locale) },
      { label: t('certificates.paper.number'), value: view.number, ltr: true },
      { label: t('certificates.paper.serial'), value: view.serial, ltr: true },
      { label: t('certificates.paper.issuedOn'), value: formatDay(view.issuedOn, locale, 'long') },
    ],
    signature: t('certificates.paper.signature'),
    revoked: view.revokedAt ? t('certificates.states.REVOKED') : null,
  }
}

function ruleOf(view: CertificateView, t: Words, locale: Locale): string {
  const rule = ruleOfText(view.rule)
  if (!rule) return t('words.none')
  if (!view.isFacilitator) return ruleSentence(rule, t, locale)
  return t('certificates.paper.ruleFacilitator.minutes', {
    needed: formatHours(minutesNeeded(rule), locale),
    of: formatHours(rule.plannedMinutes, locale),
  })
}
