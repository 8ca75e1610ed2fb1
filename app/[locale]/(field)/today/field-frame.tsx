import type { ReactNode } from 'react'
import { SignOutForm } from '@/components/access/sign-out-form'
import { FieldShell } from '@/components/layout/field-shell'
import type { Actor } from '@/lib/access/actor'
import { teachesOnly } from '@/lib/access/way-in'
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
export function FieldFrame({ t, locale, actor, bare = false, signOut, children }: Props) {
  const teaches = teachesOnly(actor.grants.map(({ role }) => role))
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
      signOut={<SignOutForm action={signOut} label={t('words.signOut')} />}
    >
      {children}
    </FieldShell>
  )
}
