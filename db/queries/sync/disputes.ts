import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { PackDispute, PackWord } from '@/lib/sync/pack'
import type { MarkCode } from '@/lib/workshops/codes'
import type { Mark } from '@/lib/workshops/register-view'
import type { Reader } from '../../client'

type Told = { kind: string; body: Record<string, unknown> | null; words: Record<string, unknown> | null }
type Row = { sessionId: string; place: string; told: (Told & { mine: boolean; by: string })[] }

/**
 * Places of a group's sheets on which people who did not know of each other said different things, with what each said,
 * the word that stands first: for a phone, where it is read and not decided.
 */
export async function disputesOf(
  db: Reader,
  scope: Scope,
  cohortId: string,
): Promise<(PackDispute & { sessionId: string })[]> {
  const rows = await db.execute<Row>(sql`
    select c.session_id as "sessionId", c.place,
      (select jsonb_agg(jsonb_build_object('kind', o.kind, 'body', o.body, 'words', w.words,
          'mine', o.actor_id = ${scope.userId}, 'by', coalesce(u.display_name, '')) order by x.i)
        from unnest(h.ops) with ordinality x(id, i) join app.operation o on o.id = x.id
        left join app.operation_text w on w.op_id = o.id left join app.user_account u on u.id = o.actor_id) as told
    from app.sync_conflict c join app.session s on s.id = c.session_id cross join lateral (select app.conflict_heads(c) as ops) h
    where s.cohort_id = ${cohortId} and c.state = 'OPEN' and h.ops is not null order by c.place`)
  return rows.map(({ sessionId, place, told }) => ({
    sessionId,
    place,
    words: (told ?? []).map(({ mine, by, ...op }) => ({ mine, by, ...saidBy(op, place) })),
  }))
}

type Said = PackWord extends infer W ? (W extends PackWord ? Omit<W, 'mine' | 'by'> : never) : never

function saidBy({ kind, body, words }: Told, place: string): Said {
  if (kind === 'mark' || kind === 'unmark')
    return { kind: 'mark', mark: kind === 'mark' ? markIn(body) : null }
  if (kind === 'head') return { kind: 'head', count: typeof body?.count === 'number' ? body.count : null }
  if (kind === 'act') return { kind: 'act', outcome: String(body?.outcome ?? '') }
  return { kind: 'text', text: String(words?.[place.split(':')[1] ?? ''] ?? '') }
}

function markIn(body: Record<string, unknown> | null): Mark | null {
  if (!body) return null
  return {
    code: body.code as MarkCode,
    late: Number(body.late ?? 0),
    early: Number(body.early ?? 0),
    reason: (body.reason as Mark['reason'] | undefined) ?? null,
  }
}
