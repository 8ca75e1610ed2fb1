import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReleaseLinks } from '@/lib/releases/links'
import type { PublicRelease } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import type { ReleaseProps } from './props'

type Props = Pick<ReleaseProps, 't' | 'locale'> & {
  release: Pick<PublicRelease, 'number' | 'asOfIso' | 'publishedAtIso' | 'older'>
  links: Pick<ReleaseLinks, 'releaseOf'>
}

/** All releases, the latest first; each stays at its address for good. */
export function History({ t, locale, release, links }: Props) {
  const { number, asOfIso, publishedAtIso } = release
  const all = [{ number, asOfIso, publishedAtIso }, ...release.older]
  return (
    <Table caption={t('public.history.caption')} label={t('public.history.caption')}>
      <thead>
        <tr>
          <HeadCell>{t('public.history.number')}</HeadCell>
          <HeadCell>{t('public.history.asOf')}</HeadCell>
          <HeadCell>{t('public.history.published')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {all.map((one, index) => (
          <tr key={one.number}>
            <RowHead>
              <a href={links.releaseOf(one.number)} className="inline-flex min-h-9 items-center">
                {t('public.stamp.release', { number: formatNumber(one.number, locale) })}
              </a>
              {index === 0 ? (
                <span className="ms-2 text-sm text-ink-2">{t('public.history.latest')}</span>
              ) : null}
            </RowHead>
            <Cell>{formatDay(one.asOfIso, locale, 'long')}</Cell>
            <Cell>{formatDay(one.publishedAtIso, locale, 'long')}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
