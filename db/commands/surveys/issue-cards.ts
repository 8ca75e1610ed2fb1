import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import { CARD_DIGITS, checkDigit } from '@/lib/surveys/card'
import { IssueCards } from '@/lib/surveys/schema'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, loadCohort, placeOfScope } from '../programmes/load'
import { cardHash } from './respondent'

/** A card as it is printed, once: the database keeps a keyed hash of its number. It bears the row and sign, never a name. */
export type Card = { row: number; symbol: string | null; colour: string | null; code: string }

/**
 * New cards for those of a group who have none, for all, or for one whose card is lost. A former number no longer opens
 * anything; what was answered under it stays hers. Nobody is given a card she
 * declined. E-ASM-14: nobody to give one.
 */
export async function issueCards(ctx: Context, input: IssueCards): Promise<{ cards: Card[] }> {
  const asked = IssueCards.parse(input)
  return inTransaction(ctx, async (db) => {
    const cohort = await loadCohort(db, asked.cohortId)
    authorise(ctx.actor, 'run', await placeOfScope(db, cohort.scopeId))
    const people = await db.execute<{
      row: number
      symbol: string | null
      colour: string | null
      has: boolean
    }>(
      sql`select row_no as row, symbol, colour, has_card as has from app.cards_of(${cohort.id}) where not declined`,
    )
    const wanted = people.filter(({ row, has }) =>
      asked.rows === 'ALL' ? true : asked.rows === 'NEW' ? !has : row === asked.rows,
    )
    if (wanted.length === 0) throw new AppError('E-ASM-14')
    const cards = wanted.map(({ row, symbol, colour }) => ({ row, symbol, colour, code: newCode() }))
    await db.execute(sql`select app.issue_cards(${cohort.id}, ${asArray(cards.map(({ row }) => row))}::int[],
      ${asArray(cards.map(({ code }) => cardHash(code)))}::text[])`)
    await audit(db, ctx, {
      action: 'survey.cards',
      entity: 'cohort',
      entityId: cohort.id,
      scopeId: cohort.scopeId,
      after: { count: cards.length },
    })
    return { cards }
  })
}

/** A number drawn by lot, with its check digit. */
export function newCode(): string {
  const digits = Array.from({ length: CARD_DIGITS - 1 }, () => randomInt(10)).join('')
  return digits + checkDigit(digits)
}
