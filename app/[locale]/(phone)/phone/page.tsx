import type { Metadata } from 'next'
import { PhoneApp } from '@/components/phone/phone-app'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { localeOf, messagesOf, wordsOf } from '@/lib/server/i18n'
import { registerLabels } from '@/lib/server/register-labels'

type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('phone.title'), robots: { index: false } }
}

/** What a phone carries. The page itself knows nobody: it is kept on the phone and fills itself from there. */
export default async function PhonePage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const [words, register] = await Promise.all([messagesOf(locale), registerLabels(locale)])
  return <PhoneApp locale={locale} labels={words.phone as unknown as PhoneLabels} register={register} />
}
