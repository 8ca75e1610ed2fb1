/** The headers that tell a browser what our pages may do. Pure: the nonce is the caller's. */
export type PageSetting = { nonce: string; https: boolean; development: boolean }

/** Scripts run only with the nonce of this very answer (and what they load); everything else comes from here. */
export function contentPolicy({ nonce, https, development }: PageSetting): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

export function safetyHeaders(setting: PageSetting): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(setting),
    'x-content-type-options': 'nosniff',
    // Not «no-referrer»: with it a browser posts forms with «Origin: null», and the check of origins refuses them.
    'referrer-policy': 'same-origin',
    'permissions-policy':
      'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(setting.https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/**
 * The headers of a released page, the same for all of them and from whichever server: no script, nothing from elsewhere, no frame.
 * The page itself names the one stylesheet it holds by its hash. Nothing in it runs that could connect; programs that judge pages
 * ask for `/robots.txt` from within it, and that they may.
 */
export function releasedHeaders({ https }: Pick<PageSetting, 'https'>): Record<string, string> {
  return {
    'content-security-policy':
      "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** The headers of an answer that is no page: data for programs and phones, which does nothing when it is opened by itself. */
export function doorHeaders({ https }: Pick<PageSetting, 'https'>): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** What a released file for everybody may do: be fetched from any page of any origin, and nothing by itself. */
export function openDataHeaders({ https }: Pick<PageSetting, 'https'>): Record<string, string> {
  return {
    ...OPEN_DATA,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** No cookie is looked at, nothing of the request but its `If-None-Match`. */
export const OPEN_DATA = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** The folder of files for everybody. */
export const isOpenData = (path: string) => path.startsWith('/data/')

/** Pages are asked for anew each time and mostly answered with «not changed»; what never changes at its address is kept. */
export const cacheOf = (path: string) =>
  path.startsWith('/site/') || isOpenData(path) ? 'public, max-age=31536000, immutable' : 'public, no-cache'
