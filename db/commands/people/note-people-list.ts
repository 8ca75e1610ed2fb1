import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { actorCanSomewhere } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { type Context, inTransaction } from '../../transaction'

const Seen = z.strictObject({
  runId: z.uuid(),
  /** Whether a name was looked for; the name itself is somebody's and is not kept. */
  searched: z.boolean(),
  countyId: z.uuid().nullish(),
  code: z.string().max(60).nullish(),
  status: z.string().max(40).nullish(),
  page: z.number().int().positive(),
  shown: z.number().int().nonnegative(),
})

/** Writes down that somebody opened a list of people by name: what was asked and how many it showed, never whom. */
export async function notePeopleList(ctx: Context, input: z.input<typeof Seen>): Promise<void> {
  const { runId, ...asked } = Seen.parse(input)
  if (!actorCanSomewhere(ctx.actor, 'people')) throw new AppError('E-GEN-02')
  await inTransaction(ctx, async (db) => {
    const [run] = await db.execute<{ scopeId: number }>(
      sql`select scope_id as "scopeId" from app.run where id = ${runId}`,
    )
    if (!run) throw new AppError('E-GEN-02')
    const after = Object.fromEntries(Object.entries(asked).filter(([, value]) => value != null))
    await audit(db, ctx, {
      action: 'people.list',
      entity: 'run',
      entityId: runId,
      scopeId: run.scopeId,
      after,
    })
  })
}
