import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { codesOf, type FrozenSibling, figureWords } from '@/lib/releases/siblings/open-data'
import type { Locale, Words } from '@/lib/shared/locale'
import { Section } from './section'

const WITHHELD = [1, 2, 3, 4]

/** What each figure counts and in which unit (people or not), from what, and what is never published. */
export function SiblingMethod({ t, locale, release }: { t: Words; locale: Locale; release: FrozenSibling }) {
  const caption = t('sibling.how')
  return (
    <Section
      id="how"
      title={caption}
      line={t('sibling.sourceLine', { source: t(`sibling.programme.${release.programme}.source`) })}
    >
      <Table caption={caption} captionHidden label={caption} roomy>
        <thead>
          <tr>
            <HeadCell>{t('sibling.figureHead')}</HeadCell>
            <HeadCell>{t('sibling.meaningHead')}</HeadCell>
            <HeadCell>{t('sibling.countsHead')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {codesOf(release).map((code) => {
            const { title, meaning, counts } = figureWords(code, release, t, locale)
            return (
              <tr key={code} className="align-top">
                <RowHead>
                  {title} <bdi className="text-xs whitespace-nowrap text-ink-3">{code}</bdi>
                </RowHead>
                <Cell className="max-w-measure">{meaning}</Cell>
                <Cell>{counts}</Cell>
              </tr>
            )
          })}
        </tbody>
      </Table>
      <h3 className="mt-8 text-base">{t('sibling.privacy')}</h3>
      <ul className="mt-2 grid max-w-measure list-disc gap-1 ps-5">
        {WITHHELD.map((n) => (
          <li key={n}>{t(`sibling.privacy${n}`)}</li>
        ))}
      </ul>
      {release.audit ? <p className="mt-4 max-w-measure text-sm text-ink-2">{t('sibling.gate')}</p> : null}
    </Section>
  )
}
