import { createHmac } from 'node:crypto'

const derive = (secret: string, what: string) =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(what).digest()

/** The login roles of an installation (the application's, the public pages', the jobs'): names and passwords follow from its secret, so that nothing need be stored. */
export function loginRoles(loginSecret: string): { app: Login; pub: Login; job: Login } {
  const suffix = derive(loginSecret, 'suffix').toString('hex').slice(0, 8)
  const role = (group: string) => {
    const name = `${group}_${suffix}`
    return { name, group, password: derive(loginSecret, name).toString('base64url') }
  }
  return { app: role('tabavar_rw'), pub: role('tabavar_pub'), job: role('tabavar_job') }
}

export type Login = { name: string; group: string; password: string }

/** The owner's connection string, turned into those of the application, of the public page and of the queue. */
export function loginUrls(ownerUrl: string, loginSecret: string): { app: string; pub: string; job: string } {
  const roles = loginRoles(loginSecret)
  const as = (login: Login) => {
    const url = new URL(ownerUrl)
    url.username = login.name
    url.password = login.password
    return url.toString()
  }
  return { app: as(roles.app), pub: as(roles.pub), job: as(roles.job) }
}
