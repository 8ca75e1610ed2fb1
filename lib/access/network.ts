/** An address widened to its neighbourhood: /24 of IPv4, /48 of IPv6, so that a household counts as one. */
export function networkOf(address: string | null | undefined): string {
  const plain = (address ?? '')
    .trim()
    .replace(/^\[|\](:\d+)?$/g, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}(?::\d+)?$/.exec(plain)
  if (four) return `${four[1]}.${four[2]}.${four[3]}.0/24`
  if (!plain.includes(':')) return 'unknown'
  const [left = '', right] = plain.toLowerCase().split('::')
  const head = left ? left.split(':') : []
  const tail = right ? right.split(':') : []
  const zeros = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail]
  return `${groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/48`
}

/**
 * The address of the one who asks out of X-Forwarded-For. The last entry was written by our own front, or by a proxy it takes the
 * word of; where that is this very machine the one before counts. What a client writes stands further left.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const hops = (forwardedFor ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  const loopback = (hop: string) => /^(?:::ffff:)?127\.|^::1$/i.test(hop)
  while (hops.length > 1 && loopback(hops.at(-1) ?? '')) hops.pop()
  return hops.at(-1) ?? ''
}

/** A browser in a coarse word for the list of sessions: «Chrome on Android». */
export function deviceWord(userAgent: string | null | undefined): string | null {
  const text = userAgent ?? ''
  const browser = (
    [
      [/Edg/, 'Edge'],
      [/OPR|Opera/, 'Opera'],
      [/SamsungBrowser/, 'Samsung Internet'],
      [/Firefox|FxiOS/, 'Firefox'],
      [/Chrome|CriOS/, 'Chrome'],
      [/Safari/, 'Safari'],
    ] as const
  ).find(([pattern]) => pattern.test(text))?.[1]
  const system = (
    [
      [/Android/, 'Android'],
      [/iPhone|iPad/, 'iOS'],
      [/Windows/, 'Windows'],
      [/Mac OS X/, 'macOS'],
      [/CrOS/, 'ChromeOS'],
      [/Linux/, 'Linux'],
    ] as const
  ).find(([pattern]) => pattern.test(text))?.[1]
  if (!browser && !system) return null
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? null)
}
