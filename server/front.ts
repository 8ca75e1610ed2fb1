import { closePools } from '@/db/client'
import { guardDriver } from '@/db/driver-guard'
import { env } from '@/lib/env'
import { buildFront } from './front/app'

// The one port people reach: the hot doors answered here, everything else passed to Next on loopback.
guardDriver()
const app = await buildFront()

async function stop(): Promise<void> {
  await app.close()
  await closePools()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

await app.listen({ port: env().PORT, host: env().HOST })
