import { Notice } from '@/components/ui/notice'
import type { Verdict } from '@/lib/disclosure/gate'
import { type SiblingBundle, siblingFigure } from '@/lib/releases/siblings/bundle'
import { OTHER_TRADES } from '@/lib/releases/siblings/family'
import { shownFigure } from '@/lib/releases/siblings/present'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  bundle: SiblingBundle
  verdict: Verdict | null
  passed: boolean
}

/** What the gate said of a programme's release, and what its reader will not see; for the office, before anybody signs. */
export function SiblingGateReport({ t, locale, bundle, verdict, passed }: Props) {
  const kind = passed ? 'success' : 'error'
  const found = verdict
    ? [
        ...verdict.breaches.map(({ rule, key }) => t(`sibling.desk.breach.${rule}`, { what: isolated(key) })),
        ...verdict.exposures.map(({ lo, hi }) =>
          t('sibling.desk.exposed', { lo: formatNumber(lo, locale), hi: formatNumber(hi, locale) }),
        ),
      ]
    : []
  return (
    <div className="grid gap-4">
      {verdict ? (
        <Notice kind={kind} kindLabel={t(`words.kind.${kind}`)}>
          {t(passed ? 'sibling.desk.passed' : 'sibling.desk.refused')}
        </Notice>
      ) : null}
      {found.length > 0 ? (
        <ul className="grid list-disc gap-1 ps-5">
          {[...new Set(found)].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <div>
        <h3 className="text-base">{t('sibling.desk.hidden')}</h3>
        <ul className="mt-1 grid gap-1">
          {hiddenIn(bundle, t, locale).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** A key runs in its own direction, whatever language the sentence is in. */
const isolated = (key: string) => `\u2068${key}\u2069`

function hiddenIn(bundle: SiblingBundle, t: Words, locale: Locale): string[] {
  const jobs = siblingFigure(bundle, 'H-03')
  const rest = bundle.figures.find(
    ({ category }) => category === OTHER_TRADES && bundle.programme === 'HAMYAR',
  )
  const hours = siblingFigure(bundle, 'A-05')
  const told = [
    ...(jobs
      ? [
          t('sibling.desk.hiddenJobs', {
            shown: shownFigure(jobs, bundle, t, locale),
            day: formatDay(jobs.refreshedOn, locale, 'long'),
          }),
        ]
      : []),
    ...(rest && typeof rest.shown === 'number'
      ? [t('sibling.desk.hiddenTrades', { count: formatNumber(rest.shown, locale) })]
      : []),
    ...(hours?.shown === 'UNDER'
      ? [t('sibling.desk.hiddenHours', { min: formatNumber(bundle.rules.minPeople, locale) })]
      : []),
  ]
  return told.length > 0 ? told : [t('sibling.desk.hiddenNone')]
}
