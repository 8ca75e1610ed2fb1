import type { ReleaseLinks } from '@/lib/releases/links'
import { answerWords, OUTCOME_ANSWERS, outcomeCells, outcomeState, pairsIn } from '@/lib/releases/outcomes'
import { OutcomeBands, OutcomeSign } from './outcome-bands'
import { OutcomeMethod } from './outcome-method'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** On the first page: which outcomes became better, which did not, in words, and where more is said of it. */
export function Outcomes({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  const cells = outcomeCells(release)
  const answers = OUTCOME_ANSWERS.flatMap((answer) => {
    const own = cells.filter(({ shown }) => shown === answer)
    return own[0] ? [{ answer, first: own[0], own }] : []
  })
  return (
    <Section id="outcomes" title={t('released-outcomes.title')} line={t('released-outcomes.short')}>
      {outcomeState(release) === 'told' ? (
        <dl className="grid gap-4">
          {answers.map(({ answer, first, own }) => (
            <div key={answer}>
              <dt className="font-bold">
                <OutcomeSign shown={answer} />
                {answerWords(first, release, t, locale)}
              </dt>
              <dd className="max-w-measure">
                {own.map(({ category }) => t(`outcomes.code.${category}`)).join(t('words.listComma'))}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <OutcomeBands t={t} locale={locale} release={release} />
      )}
      <p className="mt-4 max-w-measure text-sm text-ink-2">{t('released-outcomes.caveat')}</p>
      {links.out ? (
        <p className="mt-2">
          <a href={links.outcomes}>{t('released-outcomes.more')}</a>
        </p>
      ) : null}
    </Section>
  )
}

/** The page of the outcomes: the answers, how sure they are, how it was asked and with what. */
export function OutcomesPage({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  const pairs = pairsIn(release, locale)
  const cells = outcomeCells(release)
  const told = outcomeState(release) === 'told'
  const answers = OUTCOME_ANSWERS.filter((answer) => cells.some(({ shown }) => shown === answer))
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('released-outcomes.title')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('released-outcomes.line')}</p>
        <p className="mt-4 max-w-measure rounded-lg border border-line-2 bg-surface px-4 py-3">
          {t('released-outcomes.caveat')}
        </p>
      </div>
      <Section id="results" title={t('released-outcomes.results.title')}>
        <OutcomeBands t={t} locale={locale} release={release} />
      </Section>
      {told ? (
        <Section id="sure" title={t('released-outcomes.sure.title')}>
          <dl className="grid gap-4">
            {answers.map((answer) => (
              <div key={answer}>
                <dt className="font-bold">
                  <OutcomeSign shown={answer} />
                  {answerWords(cells.find(({ shown }) => shown === answer)!, release, t, locale)}
                </dt>
                <dd className="max-w-measure">{t(`released-outcomes.sure.${answer}`, { pairs })}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
      <OutcomeMethod t={t} locale={locale} release={release} />
      <p className="pb-8">
        <a href={links.method}>{t('public.stamp.method')}</a>
      </p>
    </>
  )
}
