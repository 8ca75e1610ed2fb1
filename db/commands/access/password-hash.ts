import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { passwordText } from '@/lib/access/password'
import { AppError } from '@/lib/shared/result'

// argon2id (2): 19 MiB and two passes, about 15 ms of one core.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Of a random text nobody knows: compared with when there is no account, so that the answer takes as long. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$g6UkMyo3a973K5MLDfLAVQ$l6QMGeettJUAgbqIYF2rtdMoO3eSDodun3WL+B2KVkQ'

const AT_ONCE = 2
const MOST_WAITING = 100
const waiting: (() => void)[] = []
let running = 0

// A flood of sign-ins may not take the processor from everybody else.
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new AppError('E-ACC-03', { seconds: 5 })
    await new Promise<void>((go) => waiting.push(go))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** The hash of a password as it is stored. */
export const hashPassword = (typed: string): Promise<string> => inTurn(() => hash(passwordText(typed), COST))

/** Whether the typed password is the stored one; takes as long when nothing is stored. */
export async function passwordMatches(stored: string | null | undefined, typed: string): Promise<boolean> {
  const right = await inTurn(() => verify(stored ?? NOBODYS, passwordText(typed)).catch(() => false))
  return right && Boolean(stored)
}
