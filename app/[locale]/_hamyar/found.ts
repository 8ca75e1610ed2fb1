import { notFound } from 'next/navigation'
import { type GroupRow, groupFacts } from '@/db/queries/hamyar/group-facts'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { isUuid } from '@/lib/shared/id'
import { tehranDay } from '@/lib/shared/tehran'

/** The group of an address, or no page at all: one that is not the reader's does not exist for her. */
export async function foundGroup(actor: Actor, groupId: string): Promise<GroupRow> {
  if (!isUuid(groupId)) notFound()
  const scope = scopeOf(actor)
  const [group] = await reading(scope, (db) =>
    groupFacts(db, scope, { groupId, today: tehranDay(new Date()) }),
  )
  return group ?? notFound()
}
