import type { Metadata } from 'next'
import { env } from '@/lib/env'
import { dataAddress } from '@/lib/releases/open-data/address'
import { frozenOf } from '@/lib/releases/open-data/frozen'
import { type SharePage, sharePath, shareView } from '@/lib/releases/open-data/share'
import type { PublicRelease } from '@/lib/releases/public-release'
import type { Locale, Words } from '@/lib/shared/locale'

/** Where people reach this site: of the setting, never of what a request says. */
export const siteOrigin = () => new URL(env().NEXTAUTH_URL).origin

/** What a page is shown with where somebody shares it: a picture of the release's own figures, and its text. */
export function shared(
  page: SharePage,
  release: PublicRelease | null,
  t: Words,
  locale: Locale,
): Pick<Metadata, 'metadataBase' | 'openGraph' | 'twitter'> {
  if (!release) return {}
  const { title, alt } = shareView(page, frozenOf(release), t, locale)
  const url = dataAddress(release.number, sharePath(page, locale))
  const image = { url, width: 1200, height: 630, alt, type: 'image/png' }
  return {
    metadataBase: new URL(siteOrigin()),
    openGraph: {
      ...{ title, type: 'website', siteName: t('words.productName') },
      locale: locale === 'fa' ? 'fa_IR' : 'en_GB',
      images: [image],
    },
    twitter: { card: 'summary_large_image', title, images: [{ url, alt }] },
  }
}
