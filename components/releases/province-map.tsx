import type { ReleaseLinks } from '@/lib/releases/links'
import { shareOf } from '@/lib/releases/present'
import type { MapPlace, ProvinceMap } from '@/lib/releases/province-map'
import { textIn } from '@/lib/releases/public-release'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Given = { t: Words; locale: Locale; links: ReleaseLinks }
const RADIUS = 15

/**
 * The province as a picture: a bubble for each county, all of one size, its name under it, the whole a link. The number is how
 * many neighbourhoods take part, the ring how much of the plan has been held. The table beside it says the same.
 */
export function ProvinceMapPicture({ t, locale, links, map }: Given & { map: ProvinceMap }) {
  return (
    <figure>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture of links, no set of form fields */}
      <svg
        role="group"
        aria-label={t('site.map.label')}
        viewBox={`0 0 ${map.width} ${map.height}`}
        className="mx-auto block w-full max-w-xl overflow-visible"
        direction="ltr"
      >
        {map.shapes.map((shape, index) => (
          <path
            key={index}
            d={shape.d}
            className="fill-sunk stroke-line-2"
            strokeWidth="1"
            fillRule="evenodd"
          />
        ))}
        {map.places.map((place) => (
          <Bubble key={place.county.name.fa} t={t} locale={locale} links={links} place={place} />
        ))}
      </svg>
      <figcaption className="mt-3 text-sm text-ink-2">
        {t('site.map.legend')} <span className="block">{t('site.map.credit')}</span>
      </figcaption>
    </figure>
  )
}

function Bubble({ t, locale, links, place: { county, x, y } }: Given & { place: MapPlace }) {
  const name = textIn(county.name, locale)
  const told = county.county
  const share = told ? Math.min(1, shareOf(told.sessionsHeld, told.sessionsPlanned) ?? 0) : 0
  const neighbourhoods = formatNumber(told?.neighbourhoods ?? county.places.length, locale)
  const spoken = t('site.map.place', {
    county: name,
    neighbourhoods,
    held: formatNumber(told?.sessionsHeld ?? 0, locale),
    planned: formatNumber(told?.sessionsPlanned ?? 0, locale),
  })
  return (
    <a href={links.countyOf(county.name.fa) ?? links.counties} aria-label={spoken}>
      <title>{spoken}</title>
      {/* Room for a finger. */}
      <rect x={x - 32} y={y - 20} width="64" height="50" className="fill-transparent" />
      <circle cx={x} cy={y} r={RADIUS} className="fill-surface stroke-line-2 inked" strokeWidth="4" />
      {share > 0 ? (
        <circle
          cx={x}
          cy={y}
          r={RADIUS}
          pathLength="100"
          strokeDasharray={`${(share * 100).toFixed(1)} 100`}
          transform={`rotate(-90 ${x} ${y})`}
          className="fill-none stroke-turquoise inked"
          strokeWidth="4"
        />
      ) : null}
      <text x={x} y={y + 5} textAnchor="middle" className="fill-ink text-sm font-bold">
        {neighbourhoods}
      </text>
      <text
        x={x}
        y={y + 31}
        textAnchor="middle"
        className="fill-lapis stroke-paper text-[12.5px] font-semibold underline [paint-order:stroke]"
        strokeWidth="3"
      >
        {name}
      </text>
    </a>
  )
}
