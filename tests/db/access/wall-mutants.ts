import type { Sql } from 'postgres'
import type { Seat, Wall } from './wall-world'
import { sightIn, type Written } from './wall-written'

/** A policy dropped or loosened, and how it is put back. */
export type Mutant = { name: string; table: string; roles: string[]; spoil: string; mend: string }
type Policy = {
  table: string
  policy: string
  cmd: string
  roles: string[]
  permissive: string
  qual: string | null
  with_check: string | null
}

/** Every policy dropped; and each of its conditions, using and with check, made true for everybody. */
export async function mutantsOf(owner: Sql): Promise<Mutant[]> {
  const policies = await owner<Policy[]>`
    select format('%I.%I', schemaname, tablename) as table, policyname as policy, cmd, permissive, qual, with_check,
      (select array_agg(r::text order by r::text) from unnest(roles) r) as roles from pg_policies order by 1, 2`
  return policies.flatMap((one) => {
    const { table, policy, cmd, roles, permissive, qual, with_check } = one
    const name = `${table} ${policy}`
    const drop = `drop policy "${policy}" on ${table}`
    const make =
      `create policy "${policy}" on ${table} as ${permissive} for ${cmd} to ${roles.map((r) => `"${r}"`).join(', ')}` +
      `${qual === null ? '' : ` using (${qual})`}${with_check === null ? '' : ` with check (${with_check})`}`
    const mend = `${drop}; ${make}`
    const loosened = (part: string) => ({
      name: `${name}: ${part} true`,
      table,
      roles,
      spoil: `alter policy "${policy}" on ${table} ${part} (true)`,
      mend,
    })
    const says = (text: string | null) => text !== null && text !== 'true'
    return [
      { name: `${name}: dropped`, table, roles, spoil: drop, mend: make },
      ...(says(qual) ? [loosened('using')] : []),
      ...(says(with_check) ? [loosened('with check')] : []),
    ]
  })
}

/** Who first may do otherwise in the table than is written down, or null where nobody does. Nobody, and whoever may most, are asked first. */
export async function noticedBy(wall: Wall, name: string, written: Written): Promise<Seat | null> {
  const table = wall.tables.find((one) => one.name === name)
  if (!table) return null
  const much = (seat: Seat) =>
    (sightIn(written, name, seat).match(/\d+(?=,| of)/g) ?? []).reduce((sum, n) => sum + Number(n), 0)
  const [nobody, ...seats] = [
    wall.seats.at(-1)!,
    ...wall.seats.slice(0, -1).sort((a, b) => much(b) - much(a)),
  ]
  for (const seat of [nobody!, ...seats])
    if ((await wall.sight(table, seat)) !== sightIn(written, name, seat)) return seat
  return null
}
