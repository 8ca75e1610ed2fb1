import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { markAnswered } from '@/app/_actions/interest'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { viewInterest } from '@/db/commands/interest/view-interest'
import { requestIdOf } from '@/lib/server/action'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { isUuid } from '@/lib/shared/id'
import { formatDay } from '@/lib/shared/jalali'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; interestId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('interest.office.letter') }
}

/** One letter, opened; that it was opened is written down. */
export default async function LetterPage({ params }: Props) {
  const { locale: asked, interestId } = await params
  const locale = localeOf(asked)
  const actor = await requireActor()
  requirePower(actor, 'review')
  if (!isUuid(interestId)) notFound()
  const found = await viewInterest({ actor, now: new Date(), requestId: await requestIdOf() }, { interestId })
  if (!found) notFound()
  const t = await wordsOf(locale)
  const day = (iso: string) => formatDay(iso, locale, 'long')
  return (
    <div className="grid max-w-3xl gap-4">
      <p className="-mb-2 text-sm">
        <a href={`/${locale}/office/interest`} className="inline-flex min-h-11 items-center">
          {t('interest.office.back')}
        </a>
      </p>
      <PageHead
        title={t(`interest.office.about.${found.kind}.${found.wish}`)}
        line={t('interest.office.received', { when: day(found.receivedOn) })}
      />
      <Card id="letter">
        <dl className="grid gap-3">
          {(['name', 'reach', 'message'] as const).map((what) =>
            found[what] ? (
              <div key={what}>
                <dt className="text-sm text-ink-2">{t(`interest.office.${what}`)}</dt>
                <dd className="break-words">
                  <bdi>{found[what]}</bdi>
                </dd>
              </div>
            ) : null,
          )}
        </dl>
      </Card>
      {found.state === 'OPEN' ? (
        <Card id="answer" title={t('interest.office.mark')}>
          <p className="mb-3 text-sm text-ink-2">{t('interest.office.markLine')}</p>
          <FieldsForm
            action={markAnswered}
            hidden={{ interestId, version: String(found.version) }}
            fields={[]}
            submit={t('interest.office.markSubmit')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
          />
        </Card>
      ) : (
        <p>
          {t('interest.office.answered', {
            who: found.answeredBy ?? '',
            when: found.answeredOn ? day(found.answeredOn) : '',
          })}
        </p>
      )}
    </div>
  )
}
