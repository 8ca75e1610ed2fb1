import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { provinceMap } from '@/lib/releases/province-map'
import { textIn } from '@/lib/releases/public-release'
import { siblingFigure } from '@/lib/releases/siblings/bundle'
import {
  countiesInOrder,
  countyView,
  MAPPED,
  type SiblingTableView,
  shownFigure,
} from '@/lib/releases/siblings/present'
import { formatDay } from '@/lib/shared/jalali'
import { Section } from './section'
import type { SiblingProps } from './sibling-page'

/** Every county of the province as a picture and as a table, noughts included; and in words which of them have nothing yet. */
export function SiblingCounties({
  t,
  locale,
  release,
  title,
  line,
}: SiblingProps & { title: string; line: string }) {
  return (
    <Section id="counties" title={title} line={line}>
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[24rem_minmax(0,1fr)]">
        <SiblingMap t={t} locale={locale} release={release} />
        <SiblingTable
          first={t('sibling.county')}
          caption={t('sibling.caption', { day: formatDay(release.asOfIso, locale, 'long') })}
          view={countyView(release, t, locale)}
          total={t('words.total')}
        />
      </div>
    </Section>
  )
}

export function SiblingTable({
  first,
  caption,
  view,
  total,
  hidden = false,
}: {
  first: string
  caption: string
  view: SiblingTableView
  total?: string
  hidden?: boolean
}) {
  return (
    <Table caption={caption} captionHidden={hidden} label={caption}>
      <thead>
        <tr>
          <HeadCell>{first}</HeadCell>
          {view.heads.map(({ key, name }) => (
            <HeadCell key={key} numeric>
              {name}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.key}>
            <RowHead>
              <bdi>{row.name}</bdi>
            </RowHead>
            {row.cells.map((cell, i) => (
              <Cell key={view.heads[i]!.key} numeric>
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      {total && view.total ? (
        <tfoot className="font-bold">
          <tr>
            <RowHead className="font-bold">{total}</RowHead>
            {view.total.map((cell, i) => (
              <Cell key={view.heads[i]!.key} numeric>
                {cell}
              </Cell>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </Table>
  )
}

/** A bubble for each county, all of one size, its number in it; the table beside it says the same. */
function SiblingMap({ t, locale, release }: SiblingProps) {
  const code = MAPPED[release.programme]
  const value = (county: string) => {
    const figure = siblingFigure(release, code, county)
    return figure ? shownFigure(figure, release, t, locale) : t('words.none')
  }
  const map = provinceMap(
    release.counties.map((county) => ({ name: county.name, county: { position: county.position } })),
    [],
  )
  if (!map) return null
  const list = countiesInOrder(release, locale)
    .map(({ fa, name }) => t('sibling.mapItem', { county: name, value: value(fa) }))
    .join(t('words.listComma'))
  return (
    <figure>
      <svg
        role="img"
        aria-label={t('sibling.map', { list })}
        viewBox={`0 0 ${map.width} ${map.height}`}
        className="mx-auto block w-full max-w-sm overflow-visible"
        direction="ltr"
      >
        {map.places.map(({ county, x, y }) => {
          const shown = value(county.name.fa)
          const none = siblingFigure(release, code, county.name.fa)?.shown === 0
          return (
            <g key={county.name.fa}>
              <circle
                cx={x}
                cy={y}
                r={15}
                className={`fill-surface inked ${none ? 'stroke-line-2' : 'stroke-turquoise'}`}
                strokeWidth={none ? 2 : 4}
                strokeDasharray={none ? '4 3' : undefined}
              />
              <text x={x} y={y + 5} textAnchor="middle" className="fill-ink text-sm font-bold">
                {shown}
              </text>
              <text
                x={x}
                y={y + 31}
                textAnchor="middle"
                className="fill-ink stroke-paper text-[12.5px] font-semibold [paint-order:stroke]"
                strokeWidth="3"
              >
                {textIn(county.name, locale)}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="mt-3 text-sm text-ink-2">
        {t('sibling.legend', { figure: t(`sibling.figure.${code}`) })}{' '}
        <span className="block">{t('site.map.credit')}</span>
      </figcaption>
    </figure>
  )
}
