import { actorCanSomewhere } from '@/lib/access/actor'
import { AppError } from '@/lib/shared/result'
import type { RegisterReceipt } from '@/lib/workshops/register-view'
import { RegisterSave } from '@/lib/workshops/schema'
import { pools } from '../../client'
import type { Context } from '../../transaction'

type Answer = RegisterReceipt | { status: 'signed-out' }

/** Reads a register as sent; a shape we do not know is refused as a whole (E-GEN-04). */
export function parseRegister(input: unknown): RegisterSave {
  const parsed = RegisterSave.safeParse(input)
  if (!parsed.success) throw new AppError('E-GEN-04')
  return parsed.data
}

/**
 * Saves a register for the browser whose cookie has this hash: one round trip in which the database finds the person,
 * authorises her, judges the rules, writes the marks, the rollups and the audit. See db/migrations/0003_register.sql.
 */
export async function saveRegisterBySession(
  hash: Buffer,
  input: unknown,
  requestId: string,
): Promise<Answer> {
  const save = parseRegister(input)
  const { hot } = pools()
  const [row] = await hot<{ answer: Answer }[]>`
    select app.save_register_by_session(${hash}, ${hot.json(save as never)}, ${requestId}) as answer`
  return row!.answer
}

/** The same for a command at the desk; authorises the actor first, the function and row-level security again below. */
export async function saveRegister(ctx: Context, input: unknown): Promise<RegisterReceipt> {
  const save = parseRegister(input)
  if (!actorCanSomewhere(ctx.actor, 'record', 'RESILIENCE')) throw new AppError('E-GEN-02')
  const { hot } = pools()
  return hot.begin(async (sql) => {
    await sql`select set_config('app.user_id', ${ctx.actor.userId}, true)`
    const [row] = await sql<{ answer: RegisterReceipt }[]>`
      select app.save_register(${sql.json(save as never)}, ${ctx.requestId}) as answer`
    return row!.answer
  })
}
