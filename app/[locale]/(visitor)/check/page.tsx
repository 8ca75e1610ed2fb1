import type { Metadata } from 'next'
import { checkPaper } from '@/app/_actions/visitor'
import { CheckForm } from '@/components/certificates/check-form'
import { PublicShell } from '@/components/layout/public-shell'
import { localeOf, wordsOf } from '@/lib/server/i18n'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('check.title'), description: t('check.description') }
}

/** Whether a certificate holds, for whoever has it in hand; what its code says arrives behind the «#» and is never in an address we see. */
export default async function CheckPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const t = await wordsOf(locale)
  return (
    <PublicShell t={t} locale={locale} path="/check" demo={false}>
      <div className="grid max-w-2xl gap-6 py-8">
        <div>
          <h1 className="text-2xl">{t('check.title')}</h1>
          <p className="mt-2 text-lg">{t('check.line')}</p>
        </div>
        <CheckForm
          action={checkPaper}
          words={{
            field: t('check.field'),
            hint: t('check.hint'),
            submit: t('check.submit'),
            busy: t('check.busy'),
            scripts: t('check.scripts'),
            error: t('words.kind.error'),
            warn: t('words.kind.warn'),
            success: t('words.kind.success'),
          }}
        />
        <p className="text-sm text-ink-2">{t('check.private')}</p>
        <section className="border-t border-line pt-4">
          <h2 className="text-lg">{t('check.offline.title')}</h2>
          <p className="mt-1">{t('check.offline.line')}</p>
          <p className="mt-2 flex flex-wrap gap-x-6">
            <a href={`/${locale}/check/offline`} download className="inline-flex min-h-11 items-center">
              {t('check.offline.download')}
            </a>
            <a href="/.well-known/certificate-keys.json" className="inline-flex min-h-11 items-center">
              {t('check.offline.keys')}
            </a>
          </p>
        </section>
      </div>
    </PublicShell>
  )
}
