import { embedAddress } from '@/lib/releases/open-data/address'
import { CHARTS, chartOf } from '@/lib/releases/open-data/chart'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'
import { Section } from './section'

/** Each chart as it will stand in another page, the piece that puts it there, and what it says in words. */
export function EmbedList({ t, locale, release, origin }: ReleaseProps & { origin: string }) {
  return (
    <>
      <div className="py-8 sm:py-10">
        <h1 className="text-2xl">{t('open-data.embed.link')}</h1>
        <p className="mt-2 max-w-measure text-ink-2">{t('open-data.embed.line')}</p>
        <p className="mt-2 font-semibold">
          {t('open-data.now', {
            number: formatNumber(release.number, locale),
            day: formatDay(release.asOfIso, locale, 'long'),
          })}
        </p>
      </div>
      {CHARTS.map((code) => {
        const { title, alt, height } = chartOf(code, release, t, locale)
        const piece = (which: number | 'latest') =>
          `<iframe src="${origin}${embedAddress(code, which, locale)}" title="${title}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`
        return (
          <Section key={code} id={`embed-${code}`} title={title}>
            <div className="grid gap-x-14 gap-y-6 *:min-w-0 lg:grid-cols-2">
              <div>
                <h3 className="text-base">{t('open-data.embed.preview')}</h3>
                <iframe
                  src={embedAddress(code, release.number, locale)}
                  title={title}
                  height={height}
                  loading="lazy"
                  className="mt-2 w-full rounded-md border border-line-2"
                />
              </div>
              <div className="grid content-start gap-3">
                <Piece id={`latest-${code}`} label={t('open-data.embed.snippet')} text={piece('latest')} />
                <Piece id={`fixed-${code}`} label={t('open-data.embed.fixed')} text={piece(release.number)} />
                <div>
                  <h3 className="text-base">{t('open-data.embed.alt')}</h3>
                  <p className="text-sm text-ink-2">{alt}</p>
                </div>
              </div>
            </div>
          </Section>
        )
      })}
    </>
  )
}

function Piece({ id, label, text }: { id: string; label: string; text: string }) {
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        readOnly
        dir="ltr"
        rows={4}
        defaultValue={text}
        className="mt-1 w-full rounded-md border border-edge bg-surface p-2 font-mono text-xs"
      />
    </div>
  )
}
