import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PublicShell } from '@/components/layout/public-shell'
import { ReleasePage } from '@/components/releases/release-page'
import { Notice } from '@/components/ui/notice'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { bothWords } from '@/lib/server/open-data/both-words'
import { formatNumber } from '@/lib/shared/number'
import { DataSet } from '../../data-set'
import { descriptionOf } from '../../description'
import { linksOf } from '../../links'
import { released } from '../../released'
import { shared } from '../../share'
import { askedRelease } from './asked'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ locale: string; number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: given, number } = await params
  const locale = localeOf(given)
  const [t, release] = await Promise.all([wordsOf(locale), askedRelease(number)])
  if (!release) return { title: t('words.notFound.title') }
  return {
    title: t('public.stamp.release', { number: formatNumber(release.number, locale) }),
    description: descriptionOf(release, t, locale),
    ...shared('overview', release, t, locale),
  }
}

export default async function NumberedReleasePage({ params }: Props) {
  const { locale: given, number } = await params
  const locale = localeOf(given)
  const [words, release, latest] = await Promise.all([bothWords(), askedRelease(number), released()])
  const t = words[locale]
  if (!release) notFound()
  const old = latest !== null && latest.number !== release.number
  return (
    <PublicShell t={t} locale={locale} path={`/releases/${release.number}`} demo={release.demo}>
      {old ? (
        <div className="pt-5">
          <Notice kind="warn" kindLabel={t('words.kind.warn')}>
            {t('public.stamp.notLatest', { number: formatNumber(release.number, locale) })}{' '}
            <a href={`/${locale}`}>{t('public.stamp.latest')}</a>
          </Notice>
        </div>
      ) : null}
      <ReleasePage t={t} locale={locale} release={release} links={linksOf(locale, release.number)} />
      <DataSet release={release} words={words} />
    </PublicShell>
  )
}
