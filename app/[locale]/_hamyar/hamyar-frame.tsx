import type { ReactNode } from 'react'
import { signOut } from '@/app/_actions/access'
import type { BottomItem } from '@/components/layout/bottom-bar'
import { FieldShell } from '@/components/layout/field-shell'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { SignOut } from '@/components/phone/sign-out'
import { UnsentBanner } from '@/components/phone/unsent-banner'
import type { Actor } from '@/lib/access/actor'
import { messagesOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'

type Props = { t: Words; locale: Locale; actor: Actor; items: BottomItem[]; children: ReactNode }

/** The frame of the hamyar screens in a hand: the social worker's desk and the group's book. */
export async function HamyarFrame({ t, locale, actor, items, children }: Props) {
  const labels = (await messagesOf(locale)).phone as unknown as PhoneLabels
  const phone = { owner: actor.userId, locale, labels }
  return (
    <FieldShell
      t={t}
      locale={locale}
      demo={actor.isDemo}
      title={actor.displayName}
      items={[
        ...items,
        { href: `/${locale}/account`, label: t('words.account') },
        { href: `/${locale}/help`, label: t('nav.help'), urgent: true },
      ]}
      signOut={<SignOut action={signOut} label={t('words.signOut')} {...phone} />}
      above={<UnsentBanner {...phone} />}
    >
      {children}
    </FieldShell>
  )
}

export const deskItems = (t: Words, locale: Locale): BottomItem[] => [
  { href: `/${locale}/desk`, label: t('hamyar-desk.title') },
  { href: `/${locale}/office/hamyar`, label: t('hamyar.tabs.groups') },
]
