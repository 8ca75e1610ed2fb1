import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ListName } from '@/lib/picture/view'
import type { Reader } from '../../client'

export type SavedViewLine = { viewId: string; name: string; list: ListName; filters: Record<string, string> }

/** The asker's own views, by name. */
export async function savedViews(db: Reader, _scope: Scope): Promise<SavedViewLine[]> {
  return [
    ...(await db.execute<SavedViewLine>(sql`
      select id as "viewId", name, list, filters from app.saved_view where user_id = app.me()
      order by name collate "fa-x-icu", id`)),
  ]
}
