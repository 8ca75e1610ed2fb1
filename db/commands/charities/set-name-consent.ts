import { sql } from 'drizzle-orm'
import { SetNameConsent } from '@/lib/charities/schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { lockProvider } from './load'

/**
 * Writes down that a charity may be named in public, on which day and by whose word, or with an empty day that it may not any more:
 * from the next release on. E-CD-20: on a day that has not come.
 */
export async function setNameConsent(ctx: Context, input: SetNameConsent): Promise<{ providerId: string }> {
  const asked = SetNameConsent.parse(input)
  return inTransaction(ctx, async (db) => {
    const provider = await lockProvider(db, asked.providerId)
    authorise(ctx.actor, 'devolve', provider)
    checkVersion(provider, asked.version)
    if (asked.day !== null && asked.day > tehranDay(ctx.now)) throw new AppError('E-CD-20')
    await db.execute(sql`
      update app.charity_provider set name_consent_on = ${asked.day}::date,
        name_consent_note = ${asked.day === null ? null : asked.note}, version = version + 1 where id = ${asked.providerId}::uuid`)
    await audit(db, ctx, {
      action: 'charity.name-consent',
      entity: 'charity_provider',
      entityId: asked.providerId,
      scopeId: provider.scopeId,
      after: { day: asked.day },
    })
    return { providerId: asked.providerId }
  })
}
