import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { type Context, inTransaction } from '@/db/transaction'
import { GIVEN_ROLES, type GivenRole, programmeOf } from '@/lib/access/role-place'
import { AppError } from '@/lib/shared/result'
import { LETTERS } from '@/tests/e2e/roles-cells'

type Command = (...given: unknown[]) => Promise<unknown>
export type Tried = {
  command: string
  guarded: boolean
  databaseAlone: string
  applicationAlone: string
  /** How it ended for each role in turn, by letter; of the first calls only. */
  roles?: Record<string, string>
}

const inside = new AsyncLocalStorage<true>()
const BACK = new Error('taken back')

/** The application believes every power she is said to have; the database knows nobody of that name. */
const databaseAlone = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, userId: randomUUID() } })
/** The database lets her do all that she may; the application was told of no role of hers. */
const applicationAlone = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, grants: [] } })

/** The same woman at the same places, holding another role there; the database goes on letting her do what she may. */
const inRole = (ctx: Context, role: GivenRole): Context => ({
  ...ctx,
  actor: {
    ...ctx.actor,
    grants: ctx.actor.grants.map((grant) => ({ ...grant, role, programme: programmeOf(role) })),
  },
})
const CALLS_IN_ROLES = 5
/** It writes in a transaction of its own, so that what a role did would stay done. */
const NOT_IN_ROLES = ['workshops/save-register/saveRegister']
const calls = new Map<string, number>()

const isContext = (given: unknown): given is Context =>
  typeof given === 'object' && given !== null && 'actor' in given && 'requestId' in given

/** Whether an answer tells nothing: null, or lists and fields that are all empty. */
const isNothing = (answer: unknown): boolean =>
  answer === null ||
  answer === 0 ||
  answer === false ||
  answer === '' ||
  (typeof answer === 'object' && Object.values(answer).every(isNothing))

/** The hot doors answer a refusal instead of throwing it. */
const isRefusal = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'refused'

/** How a call ends with one guard, everything taken back: «refused» with a code or told nothing, «done», or an error that is no refusal. */
async function endOf(real: Command, ctx: Context, rest: unknown[]): Promise<string> {
  let answer: unknown
  try {
    await inTransaction(ctx, async (db) => {
      answer = await real({ ...ctx, db }, ...rest)
      throw BACK
    })
  } catch (error) {
    if (error === BACK && isRefusal(answer)) return 'refused: answered'
    if (error === BACK) return isNothing(answer) ? 'refused: nothing is told' : 'done'
    if (error instanceof AppError) return `refused: ${error.code}`
    return `error: ${(error as { code?: string }).code ?? (error as Error).message}`.slice(0, 120)
  }
  return 'done'
}

/** What reads a file it is handed is told nothing. */
const READERS = ['readWorkbook']
const tells = (given: unknown) => typeof given === 'function' && !READERS.includes(given.name)
const isTold = (given: unknown) =>
  tells(given) || (typeof given === 'object' && given !== null && Object.values(given).some(tells))

/** How the command ends for each role, at the first calls in this file of tests that come to anything. */
async function rolesOf(command: string, real: Command, ctx: Context, rest: unknown[]) {
  // Whoever is told how far it has come would be told of every try.
  if (rest.some(isTold)) return undefined
  if ((calls.get(command) ?? 0) >= CALLS_IN_ROLES || NOT_IN_ROLES.includes(command)) return undefined
  const ends: Record<string, string> = {}
  for (const role of GIVEN_ROLES) ends[LETTERS[role]] = await endOf(real, inRole(ctx, role), rest)
  return ends
}

/** The command, tried with each guard alone before it is called; written down where it then does what was asked. */
export async function bothGuards(
  command: string,
  guarded: boolean,
  real: Command,
  given: unknown[],
): Promise<unknown> {
  const [ctx, ...rest] = given
  if (inside.getStore() || !isContext(ctx) || ctx.db || ctx.actor.userId === '') return real(...given)
  return inside.run(true, async () => {
    const tried: Tried = {
      command,
      guarded,
      databaseAlone: await endOf(real, databaseAlone(ctx), rest),
      applicationAlone: await endOf(real, applicationAlone(ctx), rest),
      roles: await rolesOf(command, real, ctx, rest),
    }
    const answer = await real(...given)
    if (isNothing(answer)) tried.roles = undefined
    else calls.set(command, (calls.get(command) ?? 0) + 1)
    appendFileSync(process.env.GUARDS!, `${JSON.stringify(tried)}\n`)
    return answer
  })
}
