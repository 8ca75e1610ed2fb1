import type { Metadata } from 'next'
import { signOut } from '@/app/_actions/access'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { type RecordAsked, recordPage } from '../../../../_community/record-page'
import { FieldFrame } from '../../field-frame'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: RecordAsked): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('community.mine') }
}

export default async function MyRecordPage(asked: RecordAsked) {
  const { t, locale, actor, sheet } = await recordPage(asked, 'field')
  return (
    <FieldFrame t={t} locale={locale} actor={actor} signOut={signOut}>
      <div className="grid gap-4">
        {sheet}
        <p>
          <a href={`/${locale}/today/community`} className="inline-flex min-h-touch items-center">
            {t('community.back')}
          </a>
        </p>
      </div>
    </FieldFrame>
  )
}
