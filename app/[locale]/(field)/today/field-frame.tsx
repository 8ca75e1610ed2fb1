import type { ReactNode } from 'react'
import { FieldShell } from '@/components/layout/field-shell'
import type { PhoneLabels } from '@/components/phone/phone-labels'
import { SignOut } from '@/components/phone/sign-out'
import { UnsentBanner } from '@/components/phone/unsent-banner'
import type { Actor } from '@/lib/access/actor'
import { teachesOnly } from '@/lib/access/way-in'
import { messagesOf } from '@/lib/server/i18n'
import type { Locale, Words } from '@/lib/shared/locale'

type Props = {
  t: Words
  locale: Locale
  actor: Actor
  bare?: boolean
  signOut: () => Promise<void>
  children: ReactNode
}

/** The frame of every screen in a facilitator's hand; whoever only teaches the class has no group to look up. */
export async function FieldFrame({ t, locale, actor, bare = false, signOut, children }: Props) {
  const teaches = teachesOnly(actor.grants.map(({ role }) => role))
  const labels = (await messagesOf(locale)).phone as unknown as PhoneLabels
  const phone = { owner: actor.userId, locale, labels }
  return (
    <FieldShell
      t={t}
      locale={locale}
      demo={actor.isDemo}
      title={actor.displayName}
      bare={bare}
      items={[
        { href: `/${locale}/today`, label: t('nav.today') },
        ...(teaches ? [] : [{ href: `/${locale}/today/group`, label: t('nav.myGroup') }]),
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
