import { notFound } from 'next/navigation'
import type { Reader } from '@/db/client'
import { type RunLine, runsInReach } from '@/db/queries/programmes/run-line'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { requireActor, requirePower } from '@/lib/server/actor'

type Look<T> = (db: Reader, run: RunLine, scope: ReturnType<typeof scopeOf>) => Promise<T>

/** The run an address names, for who runs it, with what the page wants to know of it; otherwise the page is not there. */
export async function runAsked<T>(
  code: string,
  look: Look<T>,
): Promise<{ actor: Actor; run: RunLine; data: T }> {
  const actor = await requireActor()
  requirePower(actor, 'run')
  const scope = scopeOf(actor)
  const found = await reading(scope, async (db) => {
    const run = (await runsInReach(db, scope)).find((one) => one.code === code)
    return run ? { run, data: await look(db, run, scope) } : null
  })
  if (!found) notFound()
  requirePower(actor, 'run', found.run)
  return { actor, ...found }
}
