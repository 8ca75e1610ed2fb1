import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import type { InterestText } from '@/lib/interest/schema'
import { audit } from '../../audit'
import { type Letter, letter } from '../../queries/interest/letters'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openInterest } from './send-interest'

const View = z.strictObject({ interestId: z.uuid() })
export type OpenLetter = Omit<Letter, 'sealed'> & InterestText

/** Opens a letter; who read it is written down. Null where it is not the asker's to see, or forgotten. */
export async function viewInterest(ctx: Context, input: z.input<typeof View>): Promise<OpenLetter | null> {
  const { interestId } = View.parse(input)
  return inTransaction(ctx, async (db) => {
    const found = await letter(db, scopeOf(ctx.actor), interestId)
    if (!found) return null
    authorise(ctx.actor, 'review', found)
    await audit(db, ctx, {
      action: 'interest.view',
      entity: 'interest',
      entityId: interestId,
      scopeId: found.scopeId,
    })
    const { sealed, ...line } = found
    return { ...line, ...openInterest(found.provinceId, interestId, sealed) }
  })
}
