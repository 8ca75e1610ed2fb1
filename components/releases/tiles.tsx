import { Meter } from '@/components/ui/meter'
import { shareOf } from '@/lib/releases/present'
import { figureOf, type PublicFigure } from '@/lib/releases/public-release'
import { formatHours, formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'

const SHOWN: PublicFigure['code'][] = ['SESSIONS', 'R-01', 'R-02', 'R-03', 'R-07']

/** The counts that describe the plan, each with its target. */
export function Tiles({ t, locale, release }: ReleaseProps) {
  const figures = SHOWN.map((code) => figureOf(release, code)).filter((figure) => figure !== null)
  return (
    <section aria-labelledby="tiles" className="pb-10">
      <h2 id="tiles" className="sr-only">
        {t('public.tiles.title')}
      </h2>
      <dl className="grid grid-cols-2 gap-x-5 gap-y-6 sm:grid-cols-3 lg:grid-cols-5">
        {figures.map((figure, index) => (
          <Tile key={figure.code} t={t} locale={locale} figure={figure} wide={index === 0} />
        ))}
      </dl>
    </section>
  )
}

function Tile({
  t,
  locale,
  figure,
  wide,
}: Pick<ReleaseProps, 't' | 'locale'> & { figure: PublicFigure; wide: boolean }) {
  const shown = (value: number) =>
    figure.unit === 'minutes' ? formatHours(value, locale) : formatNumber(value, locale)
  const share = shareOf(figure.value, figure.target)
  const name = t(`public.tiles.${figure.code}`)
  return (
    <div className={`flex flex-col border-t-2 border-ink pt-2 ${wide ? 'col-span-2 sm:col-span-1' : ''}`}>
      <dt className="order-2 text-sm text-ink-2">{name}</dt>
      <dd className="order-1 text-2xl leading-snug font-extrabold">
        {shown(figure.value)}
        {figure.target === null ? null : (
          <span className="ms-1.5 text-base font-normal text-ink-2">
            {t('public.tiles.of', { target: shown(figure.target) })}
          </span>
        )}
      </dd>
      {share === null ? null : (
        <dd className="order-3 mt-1">
          <Meter
            share={share}
            label={t('words.of', { value: shown(figure.value), target: shown(figure.target ?? 0) })}
          />
        </dd>
      )}
    </div>
  )
}
