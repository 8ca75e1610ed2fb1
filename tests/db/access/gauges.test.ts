import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { databaseAnswers, gauges } from '@/db/queries/gauges'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'

let database: FreshDatabase
let owner: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  openPools({ app: database.appUrl, pub: database.publicUrl }, 2)
})
afterAll(async () => {
  await closePools()
  await owner?.end()
  await database?.drop()
})

const stands = async () => Object.fromEntries((await gauges()).map(({ name, value }) => [name, value]))

describe('what must not pile up', () => {
  it('is counted without an account, and nobody is in it', async () => {
    await databaseAnswers()
    await owner`insert into audit.event (at, action, entity) values (clock_timestamp() - interval '3 minutes', 'test', 'test')`
    const now = await stands()
    expect(now).toMatchObject({ quarantined_operations: 0, sync_mismatches: 0, audit_unsealed: 1 })
    expect(now.audit_unsealed_seconds).toBeGreaterThanOrEqual(180)
  })

  it('falls when it is done', async () => {
    await owner`select audit.append_seals(array[0], array[1], array[e.seq], array[decode(repeat('00', 32), 'hex')], now()) from audit.event e`
    expect(await stands()).toMatchObject({ audit_unsealed: 0, audit_unsealed_seconds: 0 })
  })

  it('tells how long ago a copy was finished, and that there is none yet', async () => {
    expect((await stands()).copy_age_seconds).toBe(Number.POSITIVE_INFINITY)
    await owner`insert into audit.event (at, action, entity) values (clock_timestamp() - interval '2 hours', 'backup.done', 'installation')`
    await owner`insert into audit.event (at, action, entity) values (clock_timestamp(), 'backup.make', 'installation')`
    expect(Math.floor((await stands()).copy_age_seconds! / 60)).toBe(120)
    // Of an archive, only where there is one (tests/db/backup/drill.test.ts).
    expect(await stands()).not.toHaveProperty('archive_age_seconds')
  })
})
