import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { scope, userAccount } from '@/db/schema/access'
import { authorise } from '@/db/transaction'
import { type Actor, actorCan } from '@/lib/access/actor'
import type { Grant, Programme, Role } from '@/lib/access/policy'
import { AppError } from '@/lib/shared/result'

export type NodeRow = {
  id: number
  kind: Grant['kind']
  path: number[]
  programme: Programme | null
  parentId: number | null
}

/** A node of the tree. One that is not there is answered as one that may not be seen. */
export async function nodeOf(db: Db, id: number): Promise<NodeRow> {
  const [row] = await db
    .select({
      id: scope.id,
      kind: scope.kind,
      path: scope.path,
      programme: scope.programme,
      parentId: scope.parentId,
    })
    .from(scope)
    .where(eq(scope.id, id))
  if (!row) throw new AppError('E-GEN-02')
  return row as NodeRow
}

/** The node an account belongs to. */
export async function homeScopeOf(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ scopeId: userAccount.scopeId })
    .from(userAccount)
    .where(eq(userAccount.id, userId))
  if (!row) throw new AppError('E-GEN-02')
  return row.scopeId
}

/** An administrator gives and takes every role in her reach, the office that of a facilitator. */
export function authoriseRole(actor: Actor, role: Role, node: NodeRow): void {
  if (role === 'FACILITATOR' && actorCan(actor, 'run', node)) return
  authorise(actor, 'accounts', node)
}

/**
 * The account somebody wants to act on: hers to manage, and another's than her own (E-ACC-12). The reach itself is one
 * function of the database, app.may_manage; here the first wall asks for the power in the account's place.
 */
export async function manageable(
  db: Db,
  actor: Actor,
  userId: string,
): Promise<{ id: string; scopeId: number; status: string }> {
  if (userId === actor.userId) throw new AppError('E-ACC-12')
  const [row] = await db
    .select({
      id: userAccount.id,
      scopeId: userAccount.scopeId,
      status: userAccount.status,
      mine: sql<boolean>`app.may_manage(${userAccount.id})`,
    })
    .from(userAccount)
    .where(eq(userAccount.id, userId))
  if (!row?.mine) throw new AppError('E-GEN-02')
  const node = await nodeOf(db, row.scopeId)
  if (!actorCan(actor, 'run', node)) authorise(actor, 'accounts', node)
  return row
}
