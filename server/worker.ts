import { parseCrontab, run } from 'graphile-worker'
import { closePools } from '@/db/client'
import { guardDriver } from '@/db/driver-guard'
import { loginUrls } from '@/db/logins'
import { env, keyring } from '@/lib/env'
import { sendersOf } from '@/lib/server/sender'
import { DIGEST_CRONTAB, digestJobs } from './queue/digest-jobs'
import { INTEREST_CRONTAB, interestJobs } from './queue/interest-jobs'
import { QUEUE_SCHEMA, queueLogger } from './queue/prepare'
import { releaseJobs } from './queue/release-jobs'

// What need not be done while somebody waits. The queue lies in the same database, under a login of its own; what a job does
// for an account it does through the same door and with the same rights as that account.
guardDriver()
const settings = env()
const log = (line: string) => console.log(line)
const runner = await run({
  connectionString: loginUrls(settings.DATABASE_URL, keyring().loginSecret).job,
  schema: QUEUE_SCHEMA,
  concurrency: 2,
  maxPoolSize: 3,
  pollInterval: 5000,
  noHandleSignals: true,
  logger: queueLogger,
  taskList: {
    ...digestJobs({
      ways: sendersOf(settings, log),
      origin: settings.NEXTAUTH_URL,
      now: () => new Date(),
      log,
    }),
    ...releaseJobs({ now: () => new Date(), log }),
    ...interestJobs({ log }),
  },
  parsedCronItems: parseCrontab([DIGEST_CRONTAB, INTEREST_CRONTAB].join('\n')),
})

async function stop(): Promise<void> {
  await runner.stop()
  await closePools()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

// What fell due while nothing ran.
await runner.addJob('digest-week', {}, { jobKey: 'digest-week' })
log('the worker is ready')
await runner.promise
