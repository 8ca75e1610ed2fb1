import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll } from 'vitest'
import { closePools, openPools } from '@/db/client'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { registerOf, type World, world } from '@/tests/support/factories'
import { review, send } from '../workshops/register-sent'

type Releases = {
  owner: Sql
  app: Sql
  pub: Sql
  ownerUrl: string
  publicUrl: string
  running: (people?: number) => Promise<World>
}

/** A database of the file's own, and worlds in it of which the first session is approved. */
export function openReleases(): Releases {
  let database: FreshDatabase
  const f = {
    async running(people = 25): Promise<World> {
      const w = await world(f.owner, { people })
      await send(f.app, w.facilitator, registerOf(w, 0, { 0: { code: 'ABSENT' } }))
      await review(f.app, w.officer, w.sessionIds[0]!, 2, 'APPROVE')
      return w
    },
  } as Releases
  beforeAll(async () => {
    database = await freshDatabase()
    const options = { max: 2, onnotice: () => {} }
    f.ownerUrl = database.ownerUrl
    f.publicUrl = database.publicUrl
    f.owner = postgres(database.ownerUrl, options)
    f.app = postgres(database.appUrl, options)
    f.pub = postgres(database.publicUrl, options)
    openPools({ app: database.appUrl, pub: database.publicUrl }, 4)
  })
  afterAll(async () => {
    await Promise.all([f.owner?.end(), f.app?.end(), f.pub?.end(), closePools()])
    await database?.drop()
  })
  return f
}
