import { FactList } from '@/components/indicators/fact-list'
import { Card } from '@/components/ui/card'
import type { AimLine } from '@/db/queries/indicators/aims'
import { AIM_CODES, type EntryCode, entryOf } from '@/lib/indicators/dictionary'
import type { Locale, Words } from '@/lib/shared/locale'
import { targetSentence } from '../target-sentence'

type Props = {
  t: Words
  locale: Locale
  code: EntryCode
  aims: AimLine[]
  /** Its name in both languages. */
  names: { fa: string; en: string }
}

/** What the catalogue says of an indicator: names, aims, definition, parts, unit, breakdowns, source, target. */
export function AboutCard({ t, locale, code, aims, names }: Props) {
  const entry = entryOf(code)
  const of = (what: string) => t(`indicator-catalogue.${code}.${what}`)
  const list = (words: string[]) => words.join(t('words.listComma'))
  const facts: [string, React.ReactNode][] = [
    ['code', <bdi key="code">{code}</bdi>],
    [
      'fa',
      <bdi key="fa" lang="fa">
        {names.fa}
      </bdi>,
    ],
    [
      'en',
      <bdi key="en" lang="en">
        {names.en}
      </bdi>,
    ],
    ['aims', <Aims key="aims" t={t} locale={locale} aims={aims} codes={entry.aims} />],
    ['definition', of('definition')],
    ['numerator', of('numerator')],
    ['denominator', entry.ratio ? of('denominator') : t('indicator-catalogue.noDenominator')],
    ['unit', t(`indicator-catalogue.units.${entry.unit}`)],
    [
      'splits',
      entry.splits.length > 0
        ? list(entry.splits.map((split) => t(`indicator-catalogue.splitName.${split}`)))
        : t('words.noneSpoken'),
    ],
    ['source', of('from')],
    ['frequency', t(`indicator-catalogue.frequency.${entry.frequency}`)],
    ['target', targetSentence(code, t)],
  ]
  return (
    <Card id="about" title={t('indicator-catalogue.about')}>
      <FactList
        facts={facts.map(([key, value]) => ({ key, name: t(`indicator-catalogue.facts.${key}`), value }))}
      />
    </Card>
  )
}

type AimsProps = { t: Words; locale: Locale; aims: AimLine[]; codes: readonly string[] }

function Aims({ t, locale, aims, codes }: AimsProps) {
  if (codes.length === 0) return t('indicator-catalogue.noAims')
  if (codes.length === AIM_CODES.length) return t('indicator-catalogue.allAims')
  return (
    <ul>
      {aims
        .filter(({ code }) => codes.includes(code))
        .map((aim) => (
          <li key={aim.code}>
            <bdi>{aim.code}</bdi> · {locale === 'fa' ? aim.titleFa : aim.titleEn}
          </li>
        ))}
    </ul>
  )
}
