import type { Task } from 'graphile-worker'
import { publishSite, type SiteSettings } from '../site/publish'

/** Every minute, so that a folder that has gone or was never written comes back by itself; mostly there is nothing to do. */
export const SITE_CRONTAB = '* * * * * release-site ?jobKey=release-site&queue=release-site&max=5'

/** Writes what is out as plain files. The database asks for it when a release or a correction comes out. */
export function siteJobs(settings: SiteSettings): Record<'release-site', Task> {
  return {
    'release-site': async () => {
      await publishSite(settings)
    },
  }
}
