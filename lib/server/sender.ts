import 'server-only'
import { createTransport } from 'nodemailer'
import type { DigestChannel, DigestMessage } from '@/lib/reports/digest'

/** `not-sent`: certainly not, so that it may go again. A throw: nobody can say, so that it never does. */
export type Handed = 'sent' | 'not-sent'

/** A way out of the house. It is given an address and a message of numbers; it keeps and logs neither. */
export interface Sender {
  readonly channel: DigestChannel
  send(to: string, message: DigestMessage): Promise<Handed>
}
export type Senders = { email: Sender | null; sms: Sender | null; log: Sender | null }
export type SenderSettings = {
  SMTP_URL?: string | undefined
  MAIL_FROM?: string | undefined
  SMS_URL?: string | undefined
  SMS_FROM?: string | undefined
}

const PATIENCE = 20_000

/** What the environment configures; where it configures nothing, a log that counts. */
export function sendersOf(settings: SenderSettings, log: (line: string) => void): Senders {
  const { SMTP_URL, MAIL_FROM, SMS_URL, SMS_FROM = '' } = settings
  const email = SMTP_URL && MAIL_FROM ? mailSender(SMTP_URL, MAIL_FROM) : null
  const sms = SMS_URL ? smsSender(SMS_URL, SMS_FROM) : null
  return { email, sms, log: email || sms ? null : logSender(log) }
}

/** Writes down how many messages would have left: no address, no content. */
export function logSender(log: (line: string) => void): Sender {
  let count = 0
  return {
    channel: 'LOG',
    async send() {
      count += 1
      log(`digest: ${count} prepared, no way out is configured`)
      return 'sent'
    },
  }
}

export function mailSender(url: string, from: string): Sender {
  const transport = createTransport({ url, connectionTimeout: PATIENCE, socketTimeout: PATIENCE }, { from })
  return {
    channel: 'EMAIL',
    async send(to, { subject, text }) {
      // A server that is not there, or does not let us in, is found out while there is nothing to lose.
      const there = await transport.verify().catch(() => false)
      if (!there) return 'not-sent'
      try {
        await transport.sendMail({ to, subject, text })
        return 'sent'
      } catch (error) {
        const { responseCode = 0 } = error as { responseCode?: number }
        if (responseCode >= 400) return 'not-sent'
        // The error itself may name the address.
        throw new Error('a mail server did not say whether it took a message')
      }
    },
  }
}

/** A gateway that takes a form of receptor, message and sender over https. */
export function smsSender(url: string, from: string): Sender {
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Error('SMS_URL must begin with https://')
  return {
    channel: 'SMS',
    async send(to, { short }) {
      const body = new URLSearchParams({ receptor: to.replace(/^\+98/, '0'), message: short, sender: from })
      let answer: Response
      try {
        answer = await fetch(url, {
          method: 'POST',
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE),
        })
      } catch (error) {
        if ((error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED') return 'not-sent'
        throw new Error('a gateway did not say whether it took a message')
      }
      await answer.body?.cancel()
      return answer.ok ? 'sent' : 'not-sent'
    },
  }
}
