import type { Metadata } from 'next'
import { lookFor } from '@/app/_actions/search'
import { SearchForm } from '@/components/picture/search-form'
import { PageHead } from '@/components/ui/page-head'
import { requireActor, requirePower } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('desk.search.title') }
}

/** Everything the reader may see, by its name. */
export default async function SearchPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  requirePower(await requireActor(), 'see', 'ALL')
  const t = await wordsOf(locale)
  return (
    <div className="grid max-w-4xl gap-5">
      <PageHead title={t('desk.search.title')} line={t('desk.search.line')} />
      <SearchForm
        action={lookFor}
        words={{
          label: t('desk.search.label'),
          hint: t('desk.search.hint'),
          submit: t('desk.search.submit'),
          error: t('words.kind.error'),
          none: t('desk.search.none'),
          noneLine: t('desk.search.noneLine'),
        }}
      />
    </div>
  )
}
