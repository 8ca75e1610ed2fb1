import { sql } from 'drizzle-orm'
import { AppError } from '@/lib/shared/result'
import type { Db } from '../../client'

/** What time it is in a run the caller may see. */
export async function clockOfRun(db: Db, runId: string, now: Date): Promise<Date> {
  const [run] = await db.execute<{ pinned: string | null }>(
    sql`select pinned_now::text as pinned from app.run where id = ${runId}`,
  )
  if (!run) throw new AppError('E-GEN-02')
  return run.pinned === null ? now : new Date(run.pinned)
}
