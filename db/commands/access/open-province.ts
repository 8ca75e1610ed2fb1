import 'server-only'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { audit } from '@/db/audit'
import { authorise, type Context, inTransaction } from '@/db/transaction'
import { createAccountInput } from '@/lib/access/schema'
import { countyList } from '@/lib/neighbourhoods/county-list'
import { orThrow } from '@/lib/shared/result'
import { createAccount } from './create-account'
import type { Invited } from './invite'

const account = createAccountInput.shape
export const openProvinceInput = z.object({
  provinceId: z.uuid('E-GEN-01'),
  counties: z.string('E-GEN-01').max(20_000, 'E-GEN-01'),
  /** The province whose own rules are taken over; none: the country's hold. */
  templateId: z.union([z.uuid('E-GEN-01'), z.literal('').transform(() => null)]),
  directorName: account.name,
  directorHandle: account.handle,
  officerName: account.name,
  officerHandle: account.handle,
})

export type OpenedProvince = {
  counties: number
  rules: number
  links: (Pick<Invited, 'token' | 'hours'> & { role: 'PROVINCE_DIRECTOR' | 'PROVINCE_OFFICER' })[]
}

const WHOLE_INSTALLATION = { path: [1] }

/** Sets a province up: its counties, rules as in another one, and the two accounts its office begins with. All of it or nothing. */
export async function openProvince(
  ctx: Context,
  input: z.input<typeof openProvinceInput>,
): Promise<OpenedProvince> {
  const given = openProvinceInput.parse(input)
  const counties = orThrow(countyList(given.counties))
  return inTransaction(ctx, async (db) => {
    authorise(ctx.actor, 'accounts', WHOLE_INSTALLATION)
    const [row] = await db.execute<{ made: { scopeId: number; counties: number; rules: number } }>(
      sql`select app.open_province(${given.provinceId}, ${JSON.stringify(counties)}::jsonb, ${given.templateId}) as made`,
    )
    const { scopeId, ...made } = row!.made
    await audit(db, ctx, {
      action: 'place.open-province',
      entity: 'place',
      entityId: given.provinceId,
      scopeId,
      after: { counties: made.counties, rules: made.rules },
    })
    const within = { ...ctx, db }
    const links: OpenedProvince['links'] = []
    for (const [role, name, handle] of [
      ['PROVINCE_DIRECTOR', given.directorName, input.directorHandle],
      ['PROVINCE_OFFICER', given.officerName, input.officerHandle],
    ] as const) {
      const { token, hours } = await createAccount(within, { name, handle, role, scopeId })
      links.push({ role, token, hours })
    }
    return { ...made, links }
  })
}
