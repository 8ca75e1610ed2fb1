import { afterAll, beforeAll } from 'vitest'
import { changePassword } from '@/db/commands/access/change-password'
import { createAccount } from '@/db/commands/access/create-account'
import { endRole } from '@/db/commands/access/roles'
import { leaveBrowser } from '@/db/commands/access/second-factor'
import { confirmFactor } from '@/db/commands/access/set-factor'
import { setStatus } from '@/db/commands/access/set-status'
import { hashOfToken } from '@/db/commands/access/token'
import { attempt, type Open, openAccounts, PASSWORD, signedIn } from '../access/accounts-world'
import { onOwnForm, refusal } from './provoked'

let world: Open
beforeAll(async () => {
  world = await openAccounts()
})
afterAll(() => world.close())

const admin = async (at: number) => {
  const member = await world.member('ADMIN', at)
  return { ...member, ...(await signedIn(world.app, member)) }
}
const stage = (work: () => Promise<() => Promise<unknown>>) => async () => ({
  owner: world.owner,
  attempt: onOwnForm(await work()),
})

refusal(
  'E-ACC-02',
  'a browser that has been signed out gives a code of its second factor',
  'زمان ورود شما به سر آمده است. دوباره وارد شوید.',
  stage(async () => {
    const hash = hashOfToken((await admin(world.nodes.a)).sid)
    await leaveBrowser(attempt(), hash)
    return () => confirmFactor(attempt(), hash, { code: '123456' })
  }),
)

const LAST = 'این آخرین مدیر سامانه اینجاست. نخست مدیر دیگری تعیین کنید.'
/** The last administrator who could sign in anew, and one who is still in but has lost her password. */
const alone = async () => {
  const above = await admin(1)
  const last = await world.member('ADMIN', world.nodes.b)
  await world.owner`update app.user_account set password_hash = null
    where id in (select user_id from app.user_grant where role = 'ADMIN') and id <> ${last.userId}`
  return { above, last }
}
refusal(
  'E-ACC-07',
  'the last administrator who can sign in is disabled',
  LAST,
  stage(async () => {
    const { above, last } = await alone()
    return () => setStatus(above.ctx, { userId: last.userId, status: 'DISABLED' })
  }),
)
refusal(
  'E-ACC-07',
  'her role is taken from her',
  LAST,
  stage(async () => {
    const { above, last } = await alone()
    const [grant] = await world.owner`select id from app.user_grant where user_id = ${last.userId}`
    return () => endRole(above.ctx, { grantId: grant!.id })
  }),
)

refusal(
  'E-ACC-14',
  'a new password is typed differently the second time',
  'دو گذرواژه یکی نیست.',
  stage(async () => {
    const { ctx } = await admin(world.nodes.a)
    return () =>
      changePassword(ctx, { old: PASSWORD, password: 'پنج انار پشت پنجره', again: 'پنج انار پشت در' })
  }),
)

refusal(
  'E-ACC-15',
  'an account is opened for a name of one letter',
  'نام باید ۲ تا ۶۰ حرف باشد.',
  stage(async () => {
    const { ctx } = await admin(world.nodes.a)
    const account = { handle: '09361234567', role: 'PROVINCE_OFFICER', scopeId: world.nodes.a } as const
    return () => createAccount(ctx, { ...account, name: 'ن' })
  }),
)
