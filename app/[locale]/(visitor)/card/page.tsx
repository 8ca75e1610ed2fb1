import type { Metadata } from 'next'
import { ownCard } from '@/app/_actions/own-card'
import { PlainShell } from '@/components/layout/plain-shell'
import { OwnCard } from '@/components/surveys/own-card'
import { COMPLAINTS, SERVED_ANSWERS } from '@/lib/charities/served'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  // The programme's name stands nowhere on this page, not even in the browser's history.
  return {
    title: { absolute: t('card.title') },
    description: t('card.title'),
    robots: { index: false, follow: false },
  }
}

/** What the number on a card opens, a participant's or a volunteer's hours or a month's service: by post only, and nothing of it stays in the browser. */
export default async function CardPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const t = await wordsOf(locale)
  return (
    <PlainShell t={t} locale={locale} title={t('card.title')}>
      <OwnCard
        action={ownCard}
        served={servedWords(t, locale)}
        words={{
          title: t('card.enter.title'),
          line: t('card.enter.line'),
          code: t('card.enter.code'),
          hint: t('card.enter.hint'),
          submit: t('card.enter.submit'),
          keeps: t('card.enter.keeps'),
          wrong: t('card.wrong.title'),
          wrongLine: t('card.wrong.line'),
          withdraw: t('card.withdraw.title'),
          withdrawLine: t('card.withdraw.line'),
          withdrawNext: t('card.withdraw.next'),
          sure: t('card.withdraw.sure'),
          effects: t('card.withdraw.effects'),
          noEffect: t('card.withdraw.noEffect'),
          confirm: t('card.withdraw.confirm'),
          back: t('card.withdraw.back'),
          close: t('card.close'),
          closeLine: t('card.closeLine'),
          error: t('words.kind.error'),
          success: t('words.kind.success'),
        }}
        closeHref={`/${locale}/card`}
      />
    </PlainShell>
  )
}

/** The words of the card of somebody served. */
function servedWords(t: Words, locale: Locale) {
  const of = (key: string) => t(`served.card.${key}`)
  return {
    title: of('title'),
    line: of('line'),
    none: of('none'),
    saidIs: of('saidIs'),
    sayAnew: of('sayAnew'),
    complaint: of('complaint'),
    complaintLine: of('complaintLine'),
    said: of('said'),
    saidHint: of('saidHint'),
    optional: t('words.optional'),
    send: of('send'),
    mine: of('mine'),
    answer: of('answer'),
    help: of('help'),
    helpHref: `/${locale}/help`,
    answers: SERVED_ANSWERS.map((value) => ({ value, label: t(`served.answer.${value}`) })),
    abouts: COMPLAINTS.map((value) => ({ value, label: t(`served.about.${value}`) })),
  }
}
