import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProvince } from '@/db/commands/access/open-province'
import type { Context } from '@/db/transaction'
import { onOwnForm, refusal } from '../refusals/provoked'
import { codeOf, type Open, openAccounts, signedIn } from './accounts-world'

let world: Open
let admin: Context
const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await openAccounts()
  admin = (await signedIn(world.app, await world.member('ADMIN', 1))).ctx
  for (const {
    id,
    name,
  } of await world.owner`select id, name_en as name from app.place where kind = 'PROVINCE'`)
    ids[name] = id
  // What Zanjan has made its own: an older value, today's, and one that is still to come.
  for (const [value, from] of [
    [10, '2024-01-01'],
    [20, '2024-06-01'],
    [30, '2199-01-01'],
  ] as const)
    await world.owner`insert into app.rule (key, value, level, province_id, valid_from, source, reason)
      values ('LATE_GRACE_MINUTES', ${world.owner.json(value)}, 'PROVINCE', ${ids.Zanjan!}, ${from}, 'letter', 'why')`
})
afterAll(() => world.close())

let number = 0
const asked = (more: object = {}) => ({
  provinceId: ids.Gilan!,
  templateId: ids.Zanjan!,
  counties: 'رشت\tRasht\nلاهیجان\tLahijan\nفومن',
  directorName: 'نسرین احمدی',
  directorHandle: `0936${String(1_000_000 + ++number)}`,
  officerName: 'لیلا رضایی',
  officerHandle: `0937${String(1_000_000 + number)}`,
  ...more,
})

describe('a new province', () => {
  it('has its counties in the tree, the template’s rules of today and two accounts with links', async () => {
    const made = await openProvince(admin, asked())
    expect(made).toMatchObject({ counties: 3, rules: 1 })
    expect(made.links.map(({ role }) => role)).toEqual(['PROVINCE_DIRECTOR', 'PROVINCE_OFFICER'])
    const counties =
      await world.owner`select c.name_fa as fa, c.name_en as en, c.code, s.path = array[1, p.scope_id, s.id] as "in"
      from app.place c join app.place p on p.id = c.province_id join app.scope s on s.id = c.scope_id
      where c.kind = 'COUNTY' and p.id = ${ids.Gilan!} order by c.code`
    expect(counties.map((row) => ({ ...row }))).toEqual([
      { fa: 'رشت', en: 'Rasht', code: '01-01', in: true },
      { fa: 'لاهیجان', en: 'Lahijan', code: '01-02', in: true },
      { fa: 'فومن', en: 'فومن', code: '01-03', in: true },
    ])
    const [rules] =
      await world.owner`select app.rules_at(array['LATE_GRACE_MINUTES'], null, ${ids.Gilan!}, now()) as now`
    expect(rules!.now).toEqual({ LATE_GRACE_MINUTES: 20 })
    const accounts =
      await world.owner`select g.role, u.display_name as name, g.programme from app.user_grant g
      join app.user_account u on u.id = g.user_id join app.place p on p.scope_id = g.scope_id and p.id = ${ids.Gilan!} order by 1`
    expect(accounts.map((row) => ({ ...row }))).toEqual([
      { role: 'PROVINCE_DIRECTOR', name: 'نسرین احمدی', programme: 'RESILIENCE' },
      { role: 'PROVINCE_OFFICER', name: 'لیلا رضایی', programme: 'RESILIENCE' },
    ])
    const [entry] =
      await world.owner`select e.after, e.province_id as at from audit.event e where action = 'place.open-province'`
    expect(entry!.after).toEqual({ counties: 3, rules: 1 })
  })

  it('without a template has the country’s rules', async () => {
    expect(await openProvince(admin, asked({ provinceId: ids.Fars!, templateId: '' }))).toMatchObject({
      rules: 0,
    })
  })

  it('is opened by nobody else: not by an administrator of a province, not by another’s director', async () => {
    for (const [role, at] of [
      ['ADMIN', world.nodes.a],
      ['PROVINCE_DIRECTOR', world.nodes.a],
      ['NATIONAL_VIEWER', 1],
      ['AUDITOR', 1],
    ] as const) {
      const { ctx } = await signedIn(world.app, await world.member(role, at))
      expect(await codeOf(openProvince(ctx, asked({ provinceId: ids.Yazd! }))), role).toBe('E-GEN-02')
    }
  })
})

const refused = (more: () => object) => async () => ({
  owner: world.owner,
  attempt: onOwnForm(() => openProvince(admin, asked(more()))),
})
refusal(
  'E-PRV-01',
  'a province is set up that has counties',
  'این استان پیش‌تر راه‌اندازی شده است. شهرستان‌های آن را در «استان‌ها» ببینید.',
  refused(() => ({ provinceId: ids.Zanjan! })),
)
refusal(
  'E-PRV-02',
  'a line of the list is no county',
  'سطر ۲ خوانده نشد. در هر سطر یک شهرستان بنویسید: نام فارسی، و اگر خواستید نام لاتین.',
  refused(() => ({ provinceId: ids.Yazd!, counties: 'یزد\n12' })),
)
refusal(
  'E-PRV-03',
  'a county stands in the list twice',
  'شهرستان «میبد» دو بار آمده است. یکی را پاک کنید.',
  refused(() => ({ provinceId: ids.Yazd!, counties: 'ميبد\nمیبد' })),
)
refusal(
  'E-PRV-04',
  'the list is empty',
  'هیچ شهرستانی نوشته نشده است. هر شهرستان را در یک سطر بنویسید.',
  refused(() => ({ provinceId: ids.Yazd!, counties: '\n' })),
)
refusal(
  'E-ACC-01',
  'the second of its accounts is somebody else’s already, and the province stays as it was',
  'این شمارهٔ همراه یا رایانامه برای حساب دیگری ثبت شده است.',
  async () => {
    const somebody = await world.member('ADMIN', world.nodes.b)
    return {
      owner: world.owner,
      attempt: onOwnForm(() =>
        openProvince(
          admin,
          asked({ provinceId: ids.Yazd!, counties: 'یزد', officerHandle: somebody.handle }),
        ),
      ),
    }
  },
)
