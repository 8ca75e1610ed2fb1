import type { Metadata } from 'next'
import { enterCard } from '@/app/_actions/surveys'
import { AnswerForm } from '@/components/access/answer-form'
import { CardFromAddress } from '@/components/surveys/card-from-address'
import { Notice } from '@/components/ui/notice'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sentenceOf } from '@/lib/server/said'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { codeInFours } from '@/lib/surveys/card'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ refused?: string; s?: string; told?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('survey.enter.title') }
}

/** The number on a card, and nothing else. */
export default async function SurveyPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { refused, s, told } = await searchParams
  const t = await wordsOf(locale)
  const seconds = /^\d{1,3}$/.test(s ?? '') ? formatNumber(Number(s), locale) : ''
  return (
    <div className="grid gap-5">
      {refused && /^E-ASM-(03|15)$/.test(refused) ? (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {sentenceOf(t, refused, { seconds }, locale)}
        </Notice>
      ) : null}
      {told === 'refused' || told === 'deleted' ? (
        <Notice kind="success" kindLabel={t('words.kind.success')}>
          {t(told === 'refused' ? 'survey.consent.refused' : 'survey.back.done')}
        </Notice>
      ) : null}
      <div>
        <h1 className="text-xl">{t('survey.enter.title')}</h1>
        <p className="mt-1">{t('survey.enter.line')}</p>
      </div>
      <AnswerForm
        action={enterCard}
        before={<CardFromAddress />}
        fields={[
          {
            name: 'code',
            label: t('survey.enter.code'),
            hint: t('survey.enter.hint', { example: localDigits(codeInFours('123456789012'), locale) }),
            inputMode: 'numeric',
            autoComplete: 'off',
            ltr: true,
          },
        ]}
        size="field"
        submit={t('survey.enter.submit')}
        words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
      />
    </div>
  )
}
