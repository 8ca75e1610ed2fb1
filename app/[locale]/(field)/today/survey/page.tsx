import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import { handOver } from '@/app/_actions/surveys'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { mySurveys } from '@/db/queries/surveys/waves'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { env } from '@/lib/env'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { FieldFrame } from '../field-frame'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('survey.field.title') }
}

/** What a facilitator knows of her group's survey: how many have answered. And her phone, passed round without her account. */
export default async function FieldSurveyPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requirePower(actor, 'record')
  const scope = scopeOf(actor)
  const [t, surveys] = await Promise.all([wordsOf(locale), reading(scope, (db) => mySurveys(db, scope))])
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-5">
        <PageHead title={t('survey.field.title')} line={t('survey.field.line')} />
        {surveys.length === 0 ? <p>{t('survey.field.none')}</p> : null}
        {surveys.map((one) => (
          <Card
            key={`${one.placeFa}-${one.kind}`}
            id={`survey-${one.kind}`}
            title={<bdi>{locale === 'fa' ? one.placeFa : one.placeEn}</bdi>}
            aside={t('survey.field.until', {
              kind: t(`survey.kind.${one.kind}`),
              day: formatDay(one.closesOn, locale, 'long'),
            })}
          >
            <p className="text-lg">
              {t('survey.field.answered', {
                n: formatNumber(one.answered, locale),
                all: formatNumber(one.people, locale),
              })}
            </p>
          </Card>
        ))}
        {surveys.length > 0 ? (
          <>
            <p>
              {t('survey.field.link')}{' '}
              <bdi dir="ltr" className="block font-semibold break-words rtl:text-end">
                {new URL(`/${locale}/survey`, env().NEXTAUTH_URL).href}
              </bdi>
            </p>
            <Card id="hand" title={t('survey.field.handTitle')}>
              <p>{t('survey.field.hand')}</p>
              <p className="mb-3 text-sm text-ink-2">{t('survey.field.unsent')}</p>
              <form action={handOver}>
                <Button type="submit" size="field" look="done" className="w-full">
                  {t('survey.field.handSubmit')}
                </Button>
              </form>
            </Card>
          </>
        ) : null}
      </div>
    </FieldFrame>
  )
}
