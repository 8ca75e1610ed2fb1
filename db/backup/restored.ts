import 'server-only'
import type { Sql, TransactionSql } from 'postgres'

/**
 * After an installation was put back, from a copy or to an instant, and before anybody works in it. What was decided after
 * that moment and must hold all the same, such as people forgotten since, is done again here.
 */
export async function afterRestore(sql: Sql | TransactionSql): Promise<void> {
  await sql`select audit.record('backup.restore', 'installation', '1', 1, null, null, null, 'setup')`
}
