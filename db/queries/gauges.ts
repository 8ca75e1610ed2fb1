import { sql } from 'drizzle-orm'
import { pools } from '../client'

/** Counts and ages of what must not pile up (the function says which); asked without an account, and about nobody. */
export async function gauges(): Promise<{ name: string; value: number }[]> {
  const rows = await pools().db.execute(sql`select name, value from app.gauges()`)
  return [...rows] as { name: string; value: number }[]
}

/** Whether the database answers at all. */
export async function databaseAnswers(): Promise<void> {
  await pools().db.execute(sql`select 1`)
}
