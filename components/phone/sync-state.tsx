'use client'

import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import type { SyncEnd } from '@/lib/client/phone/engine'
import type { Phone, PhoneSnapshot } from '@/lib/client/phone/phone'
import { renewShell } from '@/lib/client/phone/shell'
import { usePhoneWords } from './phone-words'
import { Rescue } from './rescue'

type Props = { phone: Phone; now: PhoneSnapshot }

/** How much is still here, how the last attempt went, and what she can do about it. */
export function SyncState({ phone, now }: Props) {
  const { t, say, locale } = usePhoneWords()
  const { own } = now.counts
  const elsewhere = now.sync === 'stranger' || now.sync === 'withdrawn'
  const quiet = now.sync === 'none' || now.sync === 'busy' || (now.sync === 'done' && own === 0)
  const told = quiet ? null : now.sync === 'done' ? t.sync.again : t.sync[now.sync as SyncEnd]
  return (
    <div className="grid gap-2">
      <p role="status" className={own > 0 ? 'text-saffron-ink' : 'text-turquoise-deep'}>
        <span aria-hidden="true">{own > 0 ? '● ' : '✓ '}</span>
        {own > 0 ? say(t.sync.kept, { n: own }) : t.sync.done}
      </p>
      {told ? <p className="text-sm text-ink-2">{told}</p> : null}
      {now.sync === 'signed-out' ? (
        <LinkButton
          href={`/${locale}/sign-in?next=${encodeURIComponent(`/${locale}/phone`)}`}
          size="field"
          look="primary"
        >
          {t.lock.signIn}
        </LinkButton>
      ) : null}
      {elsewhere ? (
        <LinkButton href={`/${locale}/today`} size="field" look="primary">
          {t.sync.leave}
        </LinkButton>
      ) : null}
      {now.sync === 'renew' ? (
        <Button size="field" onClick={() => void renewShell()}>
          {t.home.renewButton}
        </Button>
      ) : null}
      <Button size="field" look="plain" disabled={now.sync === 'busy'} onClick={() => void phone.sync(true)}>
        {now.sync === 'busy' ? t.sync.busy : t.sync.button}
      </Button>
      {own > 0 && now.pack?.rescue ? <Rescue phone={phone} /> : null}
    </div>
  )
}
