import type { Metadata } from 'next'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { type RecordAsked, recordPage } from '../../../../_community/record-page'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: RecordAsked): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.title') }
}

export default async function RecordPageRoute(asked: RecordAsked) {
  const { t, locale, sheet } = await recordPage(asked, 'office')
  return (
    <div className="grid max-w-4xl gap-4">
      <p className="-mb-2 text-sm print:hidden">
        <a href={`/${locale}/office/community`} className="inline-flex min-h-11 items-center">
          {t('community.back')}
        </a>
      </p>
      {sheet}
    </div>
  )
}
