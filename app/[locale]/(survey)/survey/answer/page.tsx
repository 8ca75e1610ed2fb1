import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { agree, leaveSurvey, sendAnswers, takeBack } from '@/app/_actions/surveys'
import { VoiceButtons } from '@/components/files/voice-buttons'
import { DemoBanner } from '@/components/layout/demo-banner'
import { HelpLines } from '@/components/releases/help-lines'
import { ChoiceForm } from '@/components/surveys/choice-form'
import { QuestionBlock } from '@/components/surveys/question-block'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type SurveyState, surveyBehind } from '@/db/commands/surveys/respondent'
import { textNumber } from '@/lib/people/consent-text'
import { HELP_LINES } from '@/lib/releases/help-lines'
import { answered } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { readVisit, visitorOf } from '@/lib/server/survey-visit'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { INSTRUMENTS, isInstrument } from '@/lib/surveys/instruments'
import { SURVEY_TEXT } from '@/lib/surveys/schema'
import type { Visit } from '@/lib/surveys/visit'
import { type Asked, askedOf } from '../blocks'

export const dynamic = 'force-dynamic'
type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ skip?: string; told?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('survey.title') }
}

/** Consent first, then one block after the other, then help for everybody. */
export default async function AnswerPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const { skip = '', told } = await searchParams
  const visit = await readVisit()
  if (!visit.code) redirect(`/${locale}/survey`)
  const visitor = await visitorOf()
  const found = await answered(visitor.requestId, () => surveyBehind(visitor, visit.code!))
  if (!found.ok) {
    const wait = found.values?.seconds ? `&s=${found.values.seconds}` : ''
    redirect(`/${locale}/survey?refused=${found.code}${wait}`)
  }
  const t = await wordsOf(locale)
  const state = found.data
  const page: Page = { t, locale, state, visit, skipped: skip.split(',').filter(isInstrument) }
  return (
    <div className="grid gap-5">
      {state.demo ? <DemoBanner label={t('words.demo')} /> : null}
      {told === 'asked' ? (
        <Notice kind="success" kindLabel={t('words.kind.success')}>
          {t('survey.talk.asked')}
        </Notice>
      ) : null}
      <Step {...page} />
    </div>
  )
}

type Page = { t: Words; locale: Locale; state: SurveyState; visit: Visit; skipped: string[] }

function Step(page: Page) {
  const { t, locale, state, skipped } = page
  if (!state.wave)
    return (
      <>
        <h1 className="text-xl">{t('survey.none.title')}</h1>
        <p>{t('survey.none.line')}</p>
        {state.agreed ? <TakeBack t={t} /> : null}
      </>
    )
  if (!state.agreed) return <Consent {...page} waveId={state.wave.waveId} />
  const asked = askedOf(state, t, locale)
  const answeredAlready = state.wave.answered
  const left = asked.filter(({ code }) => !answeredAlready.includes(code) && !skipped.includes(code))
  const next = left[0]
  return next ? (
    <Block {...page} block={next} at={asked.length - left.length + 1} all={asked.length} />
  ) : (
    <Done {...page} />
  )
}

const voicesOf = ({ t, locale, state }: Page, spoken: string) => (
  <VoiceButtons
    label={t('voices.listen')}
    voices={state.voices
      .filter((one) => one.spoken === spoken)
      .map(({ voiceId, language }) => ({
        voiceId,
        language,
        src: `/${locale}/survey/voice/${voiceId}`,
        name: t(`voices.language.${language}`),
      }))}
  />
)

function Consent({ waveId, ...page }: Page & { waveId: string }) {
  const { t, locale } = page
  return (
    <>
      <h1 className="text-xl">{t('survey.consent.title')}</h1>
      <p className="text-lg leading-loose">{t(`survey.consent.texts.${SURVEY_TEXT}`)}</p>
      {voicesOf(page, 'SURVEY')}
      <ChoiceForm
        action={agree}
        hidden={{ waveId }}
        name="how"
        error={t('words.kind.error')}
        choices={[
          { value: 'SCREEN', label: t('survey.consent.self'), look: 'done' },
          { value: 'READ_ALOUD', label: t('survey.consent.aloud') },
          { value: 'REFUSED', label: t('survey.consent.refuse'), look: 'quiet' },
        ]}
      />
      <p className="text-sm text-ink-2">
        {t('survey.consent.aloudHint')}{' '}
        {t('survey.consent.version', { version: textNumber(SURVEY_TEXT, locale) })}
      </p>
    </>
  )
}

function Block({ block, at, all, ...page }: Page & { block: Asked; at: number; all: number }) {
  const { t, locale, state, visit, skipped } = page
  const skip = [...skipped, block.code].join(',')
  return (
    <>
      <div>
        <p className="text-sm text-ink-2">
          {t('survey.block', { n: formatNumber(at, locale), all: formatNumber(all, locale) })}
        </p>
        <h1 className="text-xl" lang={block.language}>
          {block.lead}
        </h1>
        <p className="mt-1 text-sm text-ink-2">
          {t(INSTRUMENTS[block.code].mayMiss > 0 ? 'survey.skip' : 'survey.allNeeded')} {t('survey.once')}
        </p>
      </div>
      {voicesOf(page, block.code)}
      <QuestionBlock
        key={block.code}
        action={sendAnswers}
        hidden={{ waveId: state.wave!.waveId, instrument: block.code, skip: skipped.join(',') }}
        large={visit.aloud}
        questions={block.questions}
        words={{ submit: t('survey.next'), error: t('words.kind.error') }}
      />
      <p className="text-xs text-ink-2">{block.note}</p>
      <p>
        <a href={`/${locale}/survey/answer?skip=${skip}`} className="inline-flex min-h-touch items-center">
          {t('survey.skipBlock')}
        </a>
      </p>
    </>
  )
}

function Done({ t, locale, visit }: Page) {
  return (
    <>
      <Notice kind="success" kindLabel={t('words.kind.success')} title={t('survey.done.title')}>
        {t('survey.done.line')}
      </Notice>
      <div className="-my-6">
        <HelpLines t={t} locale={locale} lines={HELP_LINES} />
      </div>
      <form action={leaveSurvey}>
        <Button type="submit" size="field" look="done" className="w-full">
          {t(visit.handed ? 'survey.done.nextPerson' : 'survey.done.close')}
        </Button>
      </form>
      <TakeBack t={t} />
    </>
  )
}

function TakeBack({ t }: { t: Words }) {
  return (
    <details>
      <summary className="min-h-touch py-3 text-sm text-lapis">{t('survey.back.title')}</summary>
      <p className="mb-3 text-sm">{t('survey.back.line')}</p>
      <ChoiceForm
        action={takeBack}
        name="back"
        error={t('words.kind.error')}
        choices={[{ value: 'yes', label: t('survey.back.submit'), look: 'danger' }]}
      />
    </details>
  )
}
