import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Verdict } from '@/lib/disclosure/gate'
import { summaries } from '@/lib/releases/cells'
import { breachWords, exposureWords, keyWords, type PlaceNames } from '@/lib/releases/gate-words'
import { type PublicRelease, textIn } from '@/lib/releases/public-release'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = {
  t: Words
  locale: Locale
  release: Pick<PublicRelease, 'cells' | 'asOfIso' | 'rules' | 'counties' | 'weave'>
}
/** The most findings told one by one. */
const MOST = 12

/** What the attack on a release came to, and why: for the office, before anybody signs. */
export function GateReport({ t, locale, release, verdict }: Props & { verdict: Verdict }) {
  const n = (value: number) => formatNumber(value, locale)
  const names = namesIn(release, locale)
  const { result, proof } = verdict
  const kind = result === 'PASSED' ? 'success' : result === 'REFUSED' ? 'error' : 'warn'
  return (
    <div className="grid gap-3">
      <Notice kind={kind} kindLabel={t(`words.kind.${kind}`)} title={t(`disclosure.gate.${result}`)}>
        <p>
          {t('disclosure.gate.tested', {
            tested: n(verdict.tested),
            releases: n(verdict.releases),
            narrowest: n(verdict.narrowest ?? 0),
            width: n(verdict.width),
          })}
        </p>
        <p>
          {t('disclosure.gate.proof', { puzzles: n(proof.puzzles), of: n(proof.of), found: n(proof.found) })}
        </p>
        {verdict.inherited > 0 ? <p>{t('disclosure.gate.inherited', { n: n(verdict.inherited) })}</p> : null}
      </Notice>
      <Findings title={t('disclosure.gate.breaches')} t={t} locale={locale}>
        {distinct(verdict.breaches.map((one) => breachWords(one, t, locale, names)))}
      </Findings>
      <Findings title={t('disclosure.gate.withdrawn')} t={t} locale={locale}>
        {verdict.withdrawn.map((key) => keyWords(key, t, locale, names))}
      </Findings>
      {result === 'PASSED' ? null : (
        <Findings title={t('disclosure.gate.exposures')} t={t} locale={locale}>
          {distinct(verdict.exposures.map((one) => exposureWords(one, t, locale, names)))}
        </Findings>
      )}
    </div>
  )
}

const distinct = (lines: readonly string[]) => [...new Set(lines)]

/** A name within a sentence runs in its own direction, whatever language the sentence is in. */
const isolated = (name: string) => `\u2068${name}\u2069`

function namesIn(release: Props['release'], locale: Locale): PlaceNames {
  const county = (fa: string) => {
    const known = release.counties.find(({ name }) => name.fa === fa)
    return isolated(known ? textIn(known.name, locale) : fa)
  }
  return (of, place) => {
    if (of === null) return null
    if (place === null) return county(of)
    const known = release.weave.find((row) => row.countyName.fa === of && row.placeName.fa === place)
    return `${isolated(known ? textIn(known.placeName, locale) : place)} (${county(of)})`
  }
}

function Findings({
  title,
  t,
  locale,
  children,
}: {
  title: ReactNode
  t: Words
  locale: Locale
  children: string[]
}) {
  if (children.length === 0) return null
  return (
    <div>
      <h3 className="text-base">{title}</h3>
      <ul className="mt-1 grid list-disc gap-1 ps-5 marker:text-turquoise">
        {children.slice(0, MOST).map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
      {children.length > MOST ? (
        <p className="mt-1 text-ink-2">
          {t('disclosure.gate.more', { n: formatNumber(children.length - MOST, locale) })}
        </p>
      ) : null}
    </div>
  )
}

/** What is told, rounded or hidden, table by table. */
export function ProtectionSummary({ t, locale, release }: Props) {
  const min = formatNumber(release.rules.minPeople, locale)
  const n = (value: number) => formatNumber(value, locale)
  return (
    <div>
      <h3 className="text-base">{t('disclosure.summary.title')}</h3>
      <Table caption={t('disclosure.summary.caption')} label={t('disclosure.summary.caption')}>
        <thead>
          <tr>
            <HeadCell>{t('disclosure.summary.table')}</HeadCell>
            <HeadCell numeric>{t('disclosure.summary.rounded')}</HeadCell>
            <HeadCell numeric>{t('disclosure.summary.under', { min })}</HeadCell>
            <HeadCell numeric>{t('disclosure.summary.withdrawn')}</HeadCell>
            <HeadCell numeric>{t('disclosure.summary.kept')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {summaries(release).map((row) => (
            <tr key={row.table}>
              <RowHead>{t(`disclosure.table.${row.table}`)}</RowHead>
              <Cell numeric>{n(row.rounded)}</Cell>
              <Cell numeric>{n(row.under)}</Cell>
              <Cell numeric>{n(row.withdrawn)}</Cell>
              <Cell numeric>{n(row.kept)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-3 max-w-measure text-sm text-ink-2">{t('disclosure.summary.exact', { min })}</p>
    </div>
  )
}
