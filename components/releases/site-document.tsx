import type { ReactNode } from 'react'
import { dirOf, type Locale } from '@/lib/shared/locale'

/** What a page's head is made of; `style` is the whole stylesheet, `font` the address of the typeface's first half, `icon` the sign as a `data:` address. */
export type SiteHead = {
  title: string
  description: string
  style: string
  policy: string
  font: string
  icon: string
  /** What a page is shown with where somebody shares it; none before the first release. */
  share: SiteShare | null
}

/** The picture and title of a shared page, with whole addresses; `alt` is the picture in words. */
export type SiteShare = { title: string; site: string; image: string; alt: string }

/** A released page as a whole document: complete by itself, without any script, its style within it. */
export function SiteDocument({
  locale,
  head,
  children,
}: {
  locale: Locale
  head: SiteHead
  children: ReactNode
}) {
  return (
    <html lang={locale} dir={dirOf(locale)}>
      {/* biome-ignore lint/style/noHeadElement: rendered by the worker, not by Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta httpEquiv="content-security-policy" content={head.policy} />
        <title>{head.title}</title>
        <meta name="description" content={head.description} />
        {head.share ? <ShareTags locale={locale} {...head.share} /> : null}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#11171c" />
        <link rel="preload" as="font" type="font/woff2" crossOrigin="" href={head.font} />
        <link rel="icon" type="image/svg+xml" href={head.icon} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own compiled stylesheet; React would escape it */}
        <style dangerouslySetInnerHTML={{ __html: head.style }} />
      </head>
      <body>{children}</body>
    </html>
  )
}

function ShareTags({ locale, title, site, image, alt }: SiteShare & { locale: Locale }) {
  const told = {
    'og:title': title,
    'og:type': 'website',
    'og:site_name': site,
    'og:locale': locale === 'fa' ? 'fa_IR' : 'en_GB',
    'og:image': image,
    'og:image:type': 'image/png',
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': alt,
  }
  return (
    <>
      {Object.entries(told).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}
