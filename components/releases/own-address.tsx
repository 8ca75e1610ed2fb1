import { Notice } from '@/components/ui/notice'
import type { ReleaseLinks } from '@/lib/releases/links'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'

/** Said on every page that stands at a release's own address: which release it is, for there may be a newer one. */
export function OwnAddress({ t, locale, release, links }: ReleaseProps & { links: ReleaseLinks }) {
  const number = formatNumber(release.number, locale)
  return (
    <div className="pt-5">
      <Notice kind="info" kindLabel={t('words.kind.info')}>
        {t('site.own.line', { number, day: formatDay(release.asOfIso, locale, 'long') })}{' '}
        <a href={links.overview}>{t('site.own.overview', { number })}</a> {' · '}
        <a href={`/${locale}`}>{t('public.stamp.latest')}</a>
      </Notice>
    </div>
  )
}
