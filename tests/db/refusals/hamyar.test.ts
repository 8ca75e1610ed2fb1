import { afterAll, beforeAll, describe } from 'vitest'
import { addMembers } from '@/db/commands/hamyar/add-members'
import { moveGroup } from '@/db/commands/hamyar/move-group'
import { proposeGroup } from '@/db/commands/hamyar/propose-group'
import type { NewMember } from '@/lib/hamyar/schema'
import { type Group, type HamyarField, makeGroup, openHamyar, woman, women } from '../hamyar/field'
import { onForm, refusal } from './provoked'

let field: HamyarField
beforeAll(async () => {
  field = await openHamyar()
})
afterAll(() => field.end())

/** A group of these women, judged by its social worker. */
const judging = (set: string, members: () => NewMember[]) => async () => {
  const group = await makeGroup(field, field.here, { set })
  await group.add(members())
  await group.move('identify')
  return judge(group)
}
async function judge({ groupId, row }: Group) {
  const { version } = await row()
  return {
    owner: field.sql,
    attempt: onForm(field.here.worker, (ctx) => moveGroup(ctx, { groupId, version, act: 'judge' })),
  }
}
const literate = (count: number, of: number) => () => [
  ...women(field.here, count),
  ...women(field.here, of - count, { isLiterate: false }),
]

describe('a group is judged by its rule set, at its bounds', () => {
  refusal(
    'E-HG-01',
    'with four under HG-S0',
    'تعداد اعضا ۴ نفر است؛ طبق HG-S0 حداقل ۵ نفر لازم است.',
    judging('HG-S0', () => women(field.here, 4)),
  )
  refusal(
    'E-HG-02',
    'with eight under HG-S0',
    'تعداد اعضا ۸ نفر است؛ طبق HG-S0 حداکثر ۷ نفر مجاز است.',
    judging('HG-S0', () => women(field.here, 8)),
  )
  refusal(
    'E-HG-01',
    'with six under HG-S1',
    'تعداد اعضا ۶ نفر است؛ طبق HG-S1 حداقل ۷ نفر لازم است.',
    judging('HG-S1', () => women(field.here, 6)),
  )
  refusal(
    'E-HG-02',
    'with thirteen under HG-S1',
    'تعداد اعضا ۱۳ نفر است؛ طبق HG-S1 حداکثر ۱۲ نفر مجاز است.',
    judging('HG-S1', () => women(field.here, 13)),
  )
  refusal(
    'E-HG-04',
    'with two of seven who read',
    'دست‌کم ۳ نفر از ۷ عضو باید باسواد باشند (یک‌سوم).',
    judging('HG-S1', literate(2, 7)),
  )
  refusal(
    'E-HG-04',
    'with three of twelve who read',
    'دست‌کم ۴ نفر از ۱۲ عضو باید باسواد باشند (یک‌سوم).',
    judging('HG-S1', literate(3, 12)),
  )
  refusal(
    'E-HG-05',
    'with one who is not covered',
    'این فرد تحت پوشش سازمان بهزیستی نیست.',
    judging('HG-S1', () => [...women(field.here, 6), woman(field.here, { isCovered: false })]),
  )
  refusal(
    'E-HG-06',
    'whose social worker’s account was closed',
    'برای گروه، مددکار تعیین نشده است.',
    async () => {
      const group = await makeGroup(field, field.there)
      await group.add(women(field.there, 5), field.officer)
      await group.move('identify', field.officer)
      const { userId } = field.there.worker
      await field.sql`update app.user_account set status = 'DISABLED' where id = ${userId}`
      const { version } = await group.row()
      return {
        owner: field.sql,
        attempt: onForm(field.officer, (ctx) =>
          moveGroup(ctx, { groupId: group.groupId, version, act: 'judge' }),
        ),
      }
    },
  )
})

describe('a group is proposed', () => {
  refusal('E-HG-06', 'without a social worker', 'برای گروه، مددکار تعیین نشده است.', async () => {
    const { facts } = await makeGroup(field, field.here)
    return {
      owner: field.sql,
      attempt: onForm(field.officer, (ctx) =>
        proposeGroup(ctx, { ...facts, countyId: field.here.id, workerId: null }),
      ),
    }
  })
})

describe('a woman joins', () => {
  const joining = (more: () => Partial<NewMember>) => async () => {
    const { groupId } = await makeGroup(field, field.here)
    const member = woman(field.here, more())
    return {
      owner: field.sql,
      attempt: onForm(field.here.worker, (ctx) => addMembers(ctx, { groupId, members: [member] })),
    }
  }
  const AGE = 'سن عضو باید بین ۱۵ تا ۶۰ سال باشد.'
  // She joins on 2024-05-20, 31 Ordibehesht 1403: fifteen on the day itself, sixty-one on the day itself.
  refusal(
    'E-HG-03',
    'at fourteen',
    AGE,
    joining(() => ({ birthIso: '2009-05-22' })),
  )
  refusal(
    'E-HG-03',
    'at sixty-one',
    AGE,
    joining(() => ({ birthIso: '1963-05-21' })),
  )
  refusal('E-HG-07', 'who is in another group of the county', 'این فرد عضو گروه سپیدار است.', async () => {
    const first = await makeGroup(field, field.here)
    await first.edit({ nameFa: 'سپیدار' })
    const her = woman(field.here)
    await first.add([her])
    const { groupId } = await makeGroup(field, field.here)
    return {
      owner: field.sql,
      attempt: onForm(field.here.worker, (ctx) => addMembers(ctx, { groupId, members: [her] })),
    }
  })
})
