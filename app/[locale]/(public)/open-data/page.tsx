import type { Metadata } from 'next'
import { PublicShell } from '@/components/layout/public-shell'
import { NoRelease } from '@/components/releases/no-release'
import { OpenData } from '@/components/releases/open-data'
import { publicRelease } from '@/db/queries/public'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { bothWords } from '@/lib/server/open-data/both-words'
import { keptFiles } from '@/lib/server/open-data/files'
import { DataSet } from '../data-set'
import { released } from '../released'
import { shared, siteOrigin } from '../share'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOf((await params).locale)
  const [t, release] = await Promise.all([wordsOf(locale), released()])
  return {
    title: t('open-data.title'),
    description: t('open-data.description'),
    ...shared('open-data', release, t, locale),
  }
}

export default async function OpenDataPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [words, release] = await Promise.all([bothWords(), released()])
  const t = words[locale]
  const files = release ? await keptFiles(release.number, publicRelease, bothWords) : null
  return (
    <PublicShell t={t} locale={locale} path="/open-data" demo={release?.demo ?? false}>
      {release && files ? (
        <>
          <OpenData
            t={t}
            locale={locale}
            release={release}
            files={files.map(({ path, bytes }) => ({ path, bytes: bytes.byteLength }))}
            origin={siteOrigin()}
            embeds={`/${locale}/open-data/embeds`}
          />
          <DataSet release={release} words={words} />
        </>
      ) : (
        <NoRelease t={t} />
      )}
    </PublicShell>
  )
}
