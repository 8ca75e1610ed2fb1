import type { Locale } from '@/lib/shared/locale'
import type { RegisterLabels } from '@/lib/workshops/register-labels'
import { messagesOf } from './i18n'

/** Every word of the register screen and the sentences of the refusals it can meet, and no others: they travel to the phone. */
export async function registerLabels(locale: Locale): Promise<RegisterLabels> {
  const { register, errors, 'paper-twin': paper } = await messagesOf(locale)
  const met = Object.entries(errors ?? {}).filter(([code]) => /^[EW]-(GEN|SES|ATT|FAC|IMP)-/.test(code))
  return { ...register, errors: Object.fromEntries(met), paper: paper?.screen } as unknown as RegisterLabels
}
