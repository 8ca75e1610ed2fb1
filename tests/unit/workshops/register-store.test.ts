import { describe, expect, it } from 'vitest'
import { draftKey } from '@/lib/client/register-draft'
import { sendRegister } from '@/lib/client/register-save'
import { createRegisterStore } from '@/lib/client/register-store'
import type { RegisterReceipt } from '@/lib/workshops/register-view'
import type { RegisterSave } from '@/lib/workshops/schema'
import { BUDGET, ids, person, SESSION, tap, view } from './register-fixture'

type Answer = Awaited<ReturnType<typeof sendRegister>>
const applied = (
  version: number,
  sessionStatus: 'HELD' | 'SUBMITTED' | 'CANCELLED' = 'HELD',
): RegisterReceipt => ({
  status: 'applied',
  version,
  sessionStatus,
  receipts: [],
})

function memory() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

function desk(answers: Answer[], storage = memory()) {
  const saves: RegisterSave[] = []
  const send = async (save: RegisterSave) => {
    saves.push(save)
    return answers.shift() ?? { status: 'unsent' as const, why: 'network' as const }
  }
  const store = createRegisterStore(view(), 'owner', { send, newId: ids() })
  store.wake(storage)
  return { store, saves, storage, draft: () => storage.kept.get(draftKey('owner', SESSION)) }
}

describe('the store of a register', () => {
  it('says "recorded" only on the receipt, and clears the draft with it', async () => {
    const { store, saves, draft } = desk([applied(4, 'SUBMITTED')])
    for (const action of BUDGET) store.dispatch(action)
    expect(draft()).toContain('"ABSENT"')
    const done = store.save('submit')
    expect(store.snapshot().saving.kind).toBe('saving')
    await done
    expect(store.snapshot().saving).toEqual({ kind: 'confirmed', outcome: 'submit' })
    expect(draft()).toBeUndefined()
    expect(saves).toHaveLength(1)
    expect(saves[0]).toMatchObject({ baseVersion: 3, outcome: 'submit' })
    expect(saves[0]!.ops).toHaveLength(26)
  })

  it('sends once however often submit is pressed', async () => {
    const { store, saves } = desk([applied(4, 'SUBMITTED')])
    for (const action of BUDGET) store.dispatch(action)
    await Promise.all([store.save('submit'), store.save('submit'), store.save('submit')])
    expect(saves).toHaveLength(1)
  })

  it('keeps everything when no answer comes, and sends the same batch again before anything new', async () => {
    const { store, saves, draft } = desk([
      { status: 'unsent', why: 'network' },
      applied(4),
      applied(5, 'SUBMITTED'),
    ])
    for (const action of BUDGET) store.dispatch(action)
    await store.save('submit')
    expect(store.snapshot().saving).toMatchObject({ kind: 'unsent', why: 'network' })
    expect(draft()).toBeDefined()
    store.dispatch(tap(1))
    await store.retry()
    expect(saves[1]!.ops).toEqual(saves[0]!.ops)
    expect(saves[1]).toMatchObject({ outcome: 'draft', baseVersion: 3 })
    expect(saves[2]).toMatchObject({ outcome: 'submit', baseVersion: 4 })
    expect(saves[2]!.ops).toHaveLength(1)
    expect(store.snapshot().saving).toEqual({ kind: 'confirmed', outcome: 'submit' })
  })

  it('survives a killed tab after each tap', () => {
    const storage = memory()
    for (const action of BUDGET) {
      const { store } = desk([], storage)
      store.dispatch(action.type === 'digit' ? { ...action, fresh: false } : action)
    }
    const { store } = desk([], storage)
    const { register } = store.snapshot()
    expect(register.now.head).toBe(22)
    expect(Object.values(register.now.marks).filter((m) => m?.code === 'ABSENT')).toHaveLength(3)
  })

  it('asks her on a conflict, then goes on with what she wanted', async () => {
    const conflict: RegisterReceipt = {
      status: 'conflict',
      code: 'E-GEN-03',
      version: 8,
      theirs: [
        { personId: person(3), name: 'نام 3', mark: { code: 'LATE', late: 20, early: 0, reason: null } },
      ],
    }
    const { store, saves } = desk([conflict, applied(9, 'SUBMITTED')])
    for (const action of BUDGET) store.dispatch(action)
    await store.save('submit')
    expect(store.snapshot().register.disputes).toHaveLength(1)
    await store.save('submit')
    expect(saves).toHaveLength(1)
    await store.choose({ [person(3)]: 'theirs' })
    expect(saves[1]).toMatchObject({ outcome: 'submit', baseVersion: 8 })
    expect(saves[1]!.ops.some((op) => op.kind === 'mark' && op.person === person(3))).toBe(false)
  })

  it('goes on by itself when nothing is in dispute, and only once', async () => {
    const empty: RegisterReceipt = { status: 'conflict', code: 'E-GEN-03', version: 8, theirs: [] }
    const { store, saves } = desk([empty, empty, applied(9)])
    store.dispatch(tap(1))
    await store.save('draft')
    expect(saves.map((save) => save.baseVersion)).toEqual([3, 8])
    expect(store.snapshot().saving.kind).toBe('conflict')
  })

  it('shows a refusal with its values and loses nothing', async () => {
    const { store, draft } = desk([{ status: 'refused', code: 'E-SES-06', values: { d: 7 } }])
    store.dispatch(tap(1))
    await store.save('draft')
    expect(store.snapshot().saving).toMatchObject({ kind: 'refused', code: 'E-SES-06', values: { d: 7 } })
    expect(store.snapshot().register.pending).toHaveLength(1)
    expect(draft()).toBeDefined()
  })

  it('cancels with the reason and without the marks', async () => {
    const { store, saves, draft } = desk([applied(4, 'CANCELLED')])
    store.dispatch(tap(1))
    await store.save('cancel', { cancelReason: 'محل بسته بود' })
    expect(saves[0]).toMatchObject({ outcome: 'cancel', cancelReason: 'محل بسته بود', ops: [] })
    expect(store.snapshot().register.locked).toBe(true)
    expect(draft()).toBeUndefined()
  })

  it('a storage that refuses does not stop the recording', () => {
    const broken = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => {},
    }
    const store = createRegisterStore(view(), 'owner', { send: async () => applied(4), newId: ids() })
    store.wake(broken)
    store.dispatch(tap(1))
    expect(store.snapshot()).toMatchObject({
      keptOnDevice: false,
      register: { pending: [{ code: 'PRESENT' }] },
    })
  })
})

describe('what an answer means', () => {
  const save: RegisterSave = {
    v: 1,
    sessionId: SESSION,
    baseVersion: 0,
    ops: [],
    outcome: 'draft',
    acknowledged: [],
  }
  const answer = (status: number, body: unknown) =>
    sendRegister(
      save,
      async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
    )

  it.each([
    [200, applied(4), 'applied', undefined],
    [409, { status: 'conflict', code: 'E-GEN-03', version: 2, theirs: [] }, 'conflict', undefined],
    [422, { status: 'refused', code: 'E-ATT-03', values: { n: 2 } }, 'refused', undefined],
    [401, {}, 'unsent', 'signed-out'],
    [503, 'gone', 'unsent', 'server'],
    [429, 'slow down', 'unsent', 'server'],
    [200, '<html>a captive portal</html>', 'unsent', 'network'],
    [200, { hello: 'portal' }, 'unsent', 'server'],
  ])('%i %j is %s', async (status, body, expected, why) => {
    const found = await answer(status, body)
    expect(found.status).toBe(expected)
    if ('why' in found) expect(found.why).toBe(why)
  })

  it('no answer at all is the network', async () => {
    const found = await sendRegister(save, async () => {
      throw new TypeError('fetch failed')
    })
    expect(found).toEqual({ status: 'unsent', why: 'network' })
  })
})
