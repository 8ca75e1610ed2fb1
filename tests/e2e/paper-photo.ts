import { writeFileSync } from 'node:fs'
import postgres from 'postgres'
import sharp from 'sharp'
import { closePools, openPools } from '@/db/client'
import { loginUrls } from '@/db/logins'
import { registerPrint } from '@/db/queries/workshops/register-print'
import { systemActor } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { env, keyring } from '@/lib/env'
import { photograph } from '../paper/camera'
import { chance } from '../paper/chance'
import { Paper } from '../paper/pen'
import { printedSheet } from '../paper/printed-sheet'

// Prints the register of a session, fills it in by hand, and photographs it: everybody present but row 3, who is absent;
// row 5 has two marks, row 7 came late. Called with the session and the picture's path.
const [sessionId, out] = process.argv.slice(2) as [string, string]
const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
openPools(loginUrls(env().DATABASE_URL, keyring().loginSecret), 2)
const scope = scopeOf(await systemActor(owner))
const found = await reading(scope, (db) => registerPrint(db, scope, sessionId))
if (!found) throw new Error('no such session')
const { print } = found
const tall = Math.min(9, Math.floor((194 / print.people.length) * 10) / 10)
const paper = new Paper(await printedSheet(print))
print.people.forEach((_, at) => {
  const y = 66 + (at + 0.5) * tall
  const fill = (x: number) => paper.dot({ x, y }, 1.9, 0.75)
  if (at === 2) fill(89)
  else if (at === 6) fill(119)
  else fill(133)
  if (at === 4) fill(75)
})
const { grey } = await photograph(paper.raster(), chance(2))
const { width, height, data } = grey
writeFileSync(
  out,
  await sharp(data, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 88 })
    .toBuffer(),
)
await closePools()
await owner.end()
