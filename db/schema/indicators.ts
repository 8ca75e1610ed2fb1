import { numeric, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, id, scopeId } from './columns'
import { run } from './programmes'

/** A target other than the registry's, per indicator and place, with its reason. */
export const runTarget = app.table(
  'run_target',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    code: text('code').notNull(),
    value: numeric('value', { mode: 'number' }).notNull(),
    source: text('source').notNull(),
  },
  (t) => [uniqueIndex('run_target_once').on(t.runId, t.code)],
)
