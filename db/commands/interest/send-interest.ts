import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { ageFits, type InterestText, SendInterest } from '@/lib/interest/schema'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { pools } from '../../client'
import { interestOffices } from '../../queries/interest/offices'
import { openBytes, sealBytes } from '../../vault'
import { blind } from '../access/token'
import { asNobody, type Visitor } from '../access/visitor'

const spotOf = (rowId: string) => ({ table: 'interest', column: 'sealed', rowId })
export const openInterest = (provinceId: string, id: string, sealed: string): InterestText =>
  JSON.parse(openBytes(provinceId, spotOf(id), sealed).toString('utf8')) as InterestText

/** Goes out with the form and comes back with it: when it was asked for, in a hand nobody can imitate. */
export const formToken = (now: Date): string =>
  `${now.getTime()}.${blind('interest-form', String(now.getTime()))}`

/** How long ago a form was asked for; null where it is none of ours. */
function ageOf(token: string, now: Date): number | null {
  const [at = ''] = token.split('.')
  return /^\d{13}$/.test(at) && token === formToken(new Date(Number(at))) ? now.getTime() - Number(at) : null
}

/**
 * Somebody writes to an office. What she writes is sealed and kept, with the day; nothing of her browser or network is.
 * `trap` is a field no person sees. E-INT-03: the form is too young, too old or none of ours. E-INT-05: too many letters
 * from this network.
 */
export async function sendInterest(
  visitor: Visitor,
  input: SendInterest,
  { token, trap }: { token: string; trap: string },
): Promise<void> {
  const { provinceId, kind, wish, consent: _, ...text } = SendInterest.parse(input)
  const age = ageOf(token, visitor.now)
  if (age === null || !ageFits(age)) throw new AppError('E-INT-03')
  // Whoever fills what cannot be seen is told that all is well, and nothing is kept.
  if (trap !== '') return
  const wait = await asNobody(visitor, async (db) => {
    const offices = await interestOffices(db)
    if (!offices.some((office) => office.provinceId === provinceId)) throw new AppError('E-GEN-01')
    const [row] = await db.execute<{ wait: number }>(
      sql`select app.interest_try(${blind('interest', visitor.network)}) as wait`,
    )
    return row!.wait
  })
  if (wait > 0) throw new AppError('E-INT-05', { minutes: Math.ceil(wait / 60) })
  const id = uuidV7(visitor.now.getTime(), randomBytes(16))
  const sealed = sealBytes(
    provinceId,
    spotOf(id),
    Buffer.from(JSON.stringify(text satisfies InterestText), 'utf8'),
  )
  // By the login of the public pages, which may write a letter and read none.
  await pools().pub.ask(
    (pub) =>
      pub`insert into pub.interest (id, province_id, kind, wish, sealed) values (${id}, ${provinceId}, ${kind}, ${wish}, ${sealed})`,
  )
}
