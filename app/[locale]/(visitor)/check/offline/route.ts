import { certificateKeys } from '@/db/queries/certificates/keys'
import { reading } from '@/db/transaction'
import { NOBODY, scopeOf } from '@/lib/access/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { type OfflineWords, offlinePage } from '@/lib/server/offline-page'
import { formatDay } from '@/lib/shared/jalali'
import { tehranDay } from '@/lib/shared/tehran'

type Props = { params: Promise<{ locale: string }> }

/** A page to keep: it checks certificates without us, with the keys of today inside. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const locale = localeOf((await params).locale)
  const [t, keys] = await Promise.all([
    wordsOf(locale),
    reading(scopeOf(NOBODY), (db) => certificateKeys(db)),
  ])
  const own = (name: Exclude<keyof OfflineWords, 'made' | 'submit'>) => t(`check.offline.${name}`)
  const html = offlinePage({
    locale,
    keys: keys.map(({ kid, publicKey }) => ({ kid, x: publicKey })),
    words: {
      heading: own('heading'),
      use: own('use'),
      good: own('good'),
      goodLine: own('goodLine'),
      old: own('old'),
      bad: own('bad'),
      badLine: own('badLine'),
      unable: own('unable'),
      submit: t('check.submit'),
      made: t('check.offline.made', { on: formatDay(tehranDay(new Date()), locale, 'long') }),
    },
    labels: {
      i: t('check.facts.initials'),
      n: t('check.facts.number'),
      p: t('check.facts.run'),
      w: t('check.facts.province'),
      m: t('check.facts.hours'),
      f: t('check.facts.from'),
      t: t('check.facts.until'),
      d: t('check.facts.issuedOn'),
      x: t('check.facts.expiresOn'),
    },
  })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'attachment; filename="check-certificates.html"',
      'cache-control': 'no-store',
    },
  })
}
