import postgres, { type Sql } from 'postgres'
import { closePools, openPools } from '@/db/client'
import { loadDemo } from '@/db/seed/demo/load'
import type { Scope } from '@/lib/access/actor'
import { scopeOfStaff } from '@/tests/support/actors'
import { freshDatabase } from '../../support/database'
import { staff } from '../../support/factories'

export type DemoField = {
  owner: Sql
  runId: string
  officer: Scope
  /** Sees marks but no names. */
  auditor: Scope
  /** Sees the county of Khoy only. */
  khoy: Scope
  close: () => Promise<void>
}

/** A database of the test's own with one load of the demonstration, and three people to look at it. */
export async function openDemo(load: 'full' | 'snapshot'): Promise<DemoField> {
  const db = await freshDatabase()
  process.env.DATABASE_URL ??= db.ownerUrl
  const owner = postgres(db.ownerUrl, { max: 2, onnotice: () => {} })
  openPools({ app: db.appUrl, pub: db.publicUrl })
  await loadDemo(owner, load)
  const [run] = await owner`select id, scope_id from app.run where code = 'WA-1403-DEMO'`
  const [khoy] = await owner`select scope_id from app.place where kind = 'COUNTY' and name_fa = 'خوی'`
  return {
    owner,
    runId: run!.id,
    officer: scopeOfStaff(await staff(owner, 'PROVINCE_OFFICER', run!.scope_id, 'officer')),
    auditor: scopeOfStaff(await staff(owner, 'AUDITOR', run!.scope_id, 'auditor')),
    khoy: scopeOfStaff(await staff(owner, 'COUNTY_OFFICER', khoy!.scope_id, 'khoy')),
    close: async () => {
      await closePools()
      await owner.end()
      await db.drop()
    },
  }
}
