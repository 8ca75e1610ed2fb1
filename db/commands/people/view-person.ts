import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { audit } from '../../audit'
import { type PersonPage, personPage } from '../../queries/people/person-page'
import { authorise, type Context, inTransaction } from '../../transaction'

const View = z.strictObject({ personId: z.uuid() })

/** Opens a person's page. Who looked at whom is written down each time; null where she is not the asker's to see. */
export async function viewPerson(ctx: Context, input: z.input<typeof View>): Promise<PersonPage | null> {
  const { personId } = View.parse(input)
  return inTransaction(ctx, async (db) => {
    const person = await personPage(db, scopeOf(ctx.actor), personId)
    if (!person) return null
    authorise(ctx.actor, 'people', person)
    await audit(db, ctx, {
      action: 'person.view',
      entity: 'person',
      entityId: personId,
      scopeId: person.scopeId,
    })
    return person
  })
}
