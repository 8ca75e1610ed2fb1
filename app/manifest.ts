import type { MetadataRoute } from 'next'
import { messagesOf } from '@/lib/server/i18n'

/** What a phone needs to put the application on its home screen: it opens on what was taken along. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const { words } = await messagesOf('fa')
  const name = String(words?.productName)
  return {
    id: '/fa/phone',
    name,
    short_name: name,
    description: String(words?.productLine),
    lang: 'fa',
    dir: 'rtl',
    start_url: '/fa/phone',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    icons: [
      { src: '/icons/phone-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/phone-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/phone-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
