import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { answerTalk } from '@/app/_actions/surveys'
import { ChoiceForm } from '@/components/surveys/choice-form'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { readVisit } from '@/lib/server/survey-visit'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ skip?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('survey.talk.title') }
}

/** The offer of a counsellor, made once and right away, so that no later page tells what was answered. */
export default async function TalkPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { skip = '' } = await searchParams
  const { talk } = await readVisit()
  if (!talk) redirect(`/${locale}/survey/answer`)
  const t = await wordsOf(locale)
  return (
    <div className="grid gap-5">
      <h1 className="text-xl">{t('survey.talk.title')}</h1>
      <p>{t('survey.talk.line')}</p>
      <ChoiceForm
        action={answerTalk}
        hidden={{ skip }}
        name="wish"
        error={t('words.kind.error')}
        choices={[
          { value: 'yes', label: t('survey.talk.yes'), look: 'done' },
          { value: 'no', label: t('survey.talk.no') },
        ]}
        fields={[
          { name: 'name', label: t('survey.talk.name'), longest: 60 },
          { name: 'reach', label: t('survey.talk.reach'), hint: t('survey.talk.reachHint'), longest: 120 },
        ]}
      />
    </div>
  )
}
