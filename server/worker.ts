import { parseCrontab, run } from 'graphile-worker'
import { auditKeys } from '@/db/audit-keys'
import { closePools } from '@/db/client'
import { guardDriver } from '@/db/driver-guard'
import { loginUrls } from '@/db/logins'
import { env, keyring } from '@/lib/env'
import { sendersOf } from '@/lib/server/sender'
import { AUDIT_CRONTAB, auditJobs } from './queue/audit-jobs'
import { DIGEST_CRONTAB, digestJobs } from './queue/digest-jobs'
import { ERASURE_CRONTAB, erasureJobs } from './queue/erasure-jobs'
import { INTEREST_CRONTAB, interestJobs } from './queue/interest-jobs'
import { QUEUE_SCHEMA, queueLogger } from './queue/prepare'
import { releaseJobs } from './queue/release-jobs'
import { SITE_CRONTAB, siteJobs } from './queue/site-jobs'
import { SURVEY_CRONTAB, surveyJobs } from './queue/survey-jobs'
import { siteAssets } from './site/assets'

// What need not be done while somebody waits. The queue lies in the same database, under a login of its own; what a job does
// for an account it does through the same door and with the same rights as that account.
const CRONTABS = [
  DIGEST_CRONTAB,
  SURVEY_CRONTAB,
  SITE_CRONTAB,
  INTEREST_CRONTAB,
  AUDIT_CRONTAB,
  ERASURE_CRONTAB,
]
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
    ...surveyJobs({ now: () => new Date(), log }),
    ...siteJobs({
      folder: settings.TABAVAR_SITE,
      map: settings.TABAVAR_MAP,
      assets: await siteAssets('dist/site'),
      origin: new URL(settings.NEXTAUTH_URL).origin,
      log,
    }),
    ...interestJobs({ log }),
    ...auditJobs({
      key: () => auditKeys().present,
      anchors: settings.TABAVAR_ANCHORS,
      now: () => new Date(),
      log,
    }),
    ...erasureJobs({ erasures: settings.TABAVAR_ERASURES, now: () => new Date(), log }),
  },
  parsedCronItems: parseCrontab(CRONTABS.join('\n')),
})

async function stop(): Promise<void> {
  await runner.stop()
  await closePools()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

// What fell due while nothing ran.
await runner.addJob('release-site', {}, { jobKey: 'release-site', queueName: 'release-site' })
await runner.addJob('digest-week', {}, { jobKey: 'digest-week' })
await runner.addJob('audit-seal', {}, { jobKey: 'audit-seal', queueName: 'audit' })
await runner.addJob('erasure-note', {}, { jobKey: 'erasure-note', queueName: 'erasure' })
await runner.addJob('survey-links', {}, { jobKey: 'survey-links' })
log('the worker is ready')
await runner.promise
