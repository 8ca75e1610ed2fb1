import { afterAll, beforeAll, expect, it } from 'vitest'
import { dropView, saveView } from '@/db/commands/picture/saved-view'
import { savedViews } from '@/db/queries/picture/saved-views'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { keptFilters } from '@/lib/picture/view'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { onForm, refusal } from '../refusals/provoked'
import { type Field, openField } from '../sync/field'

let f: Field
beforeAll(async () => {
  f = await openField({ people: 1, sessions: 1 })
})
afterAll(() => f?.close())

const of = async (who: Staff) => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (db) => savedViews(db, scope))
}
const view = (name: string) => ({
  list: 'people' as const,
  filters: { county: 'x', status: 'ACTIVE', q: 'زهرا', page: '3' },
  name,
})

it('keeps the filters of a list and never what was searched for, for its owner alone', async () => {
  const { viewId } = await saveView(await contextOf(f.w.officer), view('فعال‌های خوی'))
  expect(await of(f.w.officer)).toEqual([
    { viewId, name: 'فعال‌های خوی', list: 'people', filters: { county: 'x', status: 'ACTIVE' } },
  ])
  expect(await of(f.w.director)).toEqual([])
  await expect(dropView(await contextOf(f.w.director), { viewId })).rejects.toMatchObject({
    code: 'E-GEN-02',
  })
  await dropView(await contextOf(f.w.officer), { viewId })
  expect(await of(f.w.officer)).toEqual([])
  const acts =
    await f.owner`select action from audit.event where entity_id = ${f.w.officer.userId} order by seq`
  expect(acts.map(({ action }) => action)).toEqual(['view.save', 'view.drop'])
  expect(keptFilters('cohorts', { q: 'x', state: 'y', run: 'z' })).toEqual({ run: 'z' })
})

refusal('E-VIW-01', 'under a name she has', 'نمایی با همین نام دارید؛ نام دیگری بنویسید.', async () => {
  await saveView(await contextOf(f.w.officer), view('نمای روزانه'))
  return { owner: f.owner, attempt: onForm(f.w.officer, (ctx) => saveView(ctx, view('نماي روزانه'))) }
})

refusal(
  'E-VIW-02',
  'beyond what anybody looks through',
  'بیش از ۴۰ نما نمی‌توان نگه داشت؛ نخست یکی را بردارید.',
  async () => {
    const ctx = await contextOf(f.w.director)
    for (let n = 0; n < 40; n++) await saveView(ctx, view(`نمای ${n}`))
    return { owner: f.owner, attempt: onForm(f.w.director, (asked) => saveView(asked, view('یکی بیش'))) }
  },
)
