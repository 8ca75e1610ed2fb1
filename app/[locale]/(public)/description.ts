import { figureOf, type PublicRelease, textIn } from '@/lib/releases/public-release'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** A release in one line, for whoever finds it in a list of search results. */
export function descriptionOf(release: PublicRelease, t: Words, locale: Locale): string {
  const count = (code: 'SESSIONS' | 'R-02') => formatNumber(figureOf(release, code)?.value ?? 0, locale)
  return t('public.descriptions.overview', {
    province: textIn(release.provinceName, locale),
    day: formatDay(release.asOfIso, locale, 'long'),
    sessions: count('SESSIONS'),
    neighbourhoods: count('R-02'),
  })
}
