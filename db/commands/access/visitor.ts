import 'server-only'
import { NOBODY } from '@/lib/access/actor'
import type { Db } from '../../client'
import { inTransaction } from '../../transaction'

/** Somebody without an account, as far as a request tells: her network, never her address. */
export type Visitor = { now: Date; requestId: string; network: string }

/** Runs work in nobody's name: row-level security shows nothing, and functions of the database answer what they may. */
export const asNobody = <T>({ now, requestId }: Visitor, work: (db: Db) => Promise<T>): Promise<T> =>
  inTransaction({ actor: NOBODY, now, requestId }, work)
