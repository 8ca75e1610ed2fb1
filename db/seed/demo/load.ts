import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { audit } from '@/db/audit'
import { inTransaction } from '@/db/transaction'
import { instantAt } from '@/lib/shared/tehran'
import { actorOfAccount, systemActor } from '../system-actor'
import { CHARITY_HANDLES, demoAccounts, HANDLES, removeDemoAccounts } from './accounts'
import { associationCast, playAssociations } from './associations'
import { DAYS, type DemoLoad, LOADS } from './calendar'
import { playCharities } from './charities'
import { playClosing } from './closing'
import { hamyarCast, playHamyar } from './hamyar'
import { setUp } from './set-up'
import { publishSiblings, siblingCast } from './sibling-releases'
import { Stage } from './stage'
import { playStepOne } from './step-one'
import { playStepTwo } from './step-two'
import { wipeDemo } from './wipe'

export type DemoLoaded = { load: DemoLoad | 'none'; milliseconds: number }

/**
 * Replaces whatever demonstration there is by another (or by none). The new one is one transaction through the
 * product's own commands: it is there as a whole or not at all.
 */
export async function loadDemo(owner: Sql, load: DemoLoad | 'none'): Promise<DemoLoaded> {
  const begun = performance.now()
  await wipeDemo(owner)
  if (load === 'none') await removeDemoAccounts(owner)
  else {
    const accounts = await demoAccounts(owner)
    const cast = {
      system: await systemActor(owner),
      officer: await actorOfAccount(owner, accounts.get(HANDLES.officer)!),
      director: await actorOfAccount(owner, accounts.get(HANDLES.director)!),
    }
    const hamyar = await hamyarCast(owner, accounts)
    const associations = await associationCast(owner, accounts)
    const charities = {
      officer: await actorOfAccount(owner, accounts.get(CHARITY_HANDLES.officer)!),
      providerId: accounts.get(CHARITY_HANDLES.provider)!,
    }
    const siblings = await siblingCast(owner, accounts)
    const now = instantAt(DAYS.setUp, '10:00')
    await inTransaction({ actor: cast.system, now, requestId: 'demo' }, async (db) => {
      const stage = new Stage(db, cast, now)
      const made = await setUp(stage)
      await playStepOne(stage, made, accounts)
      await playStepTwo(stage, made.cohorts, accounts, load)
      if (load === 'full') await playClosing(stage, made.cohorts)
      await playHamyar(stage, hamyar)
      await playAssociations(stage, associations, LOADS[load].now)
      await playCharities(stage, charities, LOADS[load].now)
      await publishSiblings(stage, siblings, LOADS[load].now)
      await stage.turnTo(LOADS[load].now)
      await audit(db, await stage.as(cast.system), {
        action: 'demo.load',
        entity: 'run',
        entityId: stage.runId,
        scopeId: await provinceScope(stage),
        after: { load },
      })
    })
    // Fresh tables have no statistics yet, and the first pages should not wait for the server to gather them.
    await owner`analyze`
  }
  return { load, milliseconds: Math.round(performance.now() - begun) }
}

async function provinceScope(stage: Stage): Promise<number> {
  const [row] = await stage.db.execute<{ id: number }>(
    sql`select scope_id as id from app.run where id = ${stage.runId}`,
  )
  return row!.id
}
