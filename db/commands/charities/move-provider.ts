import { sql } from 'drizzle-orm'
import type { ProviderState } from '@/lib/charities/kinds'
import { MoveProvider } from '@/lib/charities/schema'
import { nextProvider } from '@/lib/charities/way'
import { orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { clocked, lockProvider } from './load'
import { writeStep } from './write-step'

/** One step of a provider; the gate refuses with the first thing that is missing. */
export async function moveProvider(ctx: Context, input: MoveProvider): Promise<{ state: ProviderState }> {
  const { providerId, version, act, reason } = MoveProvider.parse(input)
  return inTransaction(ctx, async (db) => {
    const provider = await lockProvider(db, providerId)
    authorise(ctx.actor, 'devolve', provider)
    const at = await clocked(db, ctx, provider)
    checkVersion(provider, version)
    const [found] = await db.execute<{ assessed: boolean }>(
      sql`select exists (select from app.charity_assessment where provider_id = ${providerId}::uuid) as assessed`,
    )
    const today = tehranDay(at.now)
    const to = orThrow(nextProvider(act, { ...provider, assessed: found!.assessed, today, reason }))
    await writeStep(db, at, {
      subject: 'PROVIDER',
      id: providerId,
      scopeId: provider.scopeId,
      from: provider.state,
      to,
      act: `provider-${act}`,
      reason,
    })
    return { state: to }
  })
}
