'use client'

import type { Locale } from '@/lib/shared/locale'
import type { PhoneLabels } from './phone-labels'
import { PhoneWordsProvider } from './phone-words'
import { UnsentLines } from './unsent-lines'
import { useUnsent } from './use-unsent'

type Props = { owner: string; locale: Locale; labels: PhoneLabels }

/** On every screen of the field: how much is still on this phone, and the way there. */
export function UnsentBanner({ owner, locale, labels }: Props) {
  const unsent = useUnsent(owner)
  if (!unsent || unsent.own + unsent.others === 0) return null
  return (
    <PhoneWordsProvider labels={labels} locale={locale}>
      <a
        href={`/${locale}/phone`}
        className="block border-b border-line bg-saffron-wash px-4 py-2 no-underline print:hidden"
      >
        <span className="mx-auto flex min-h-8 max-w-2xl items-center">
          <UnsentLines counts={unsent} />
        </span>
      </a>
    </PhoneWordsProvider>
  )
}
