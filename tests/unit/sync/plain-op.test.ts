import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPlain } from '@/lib/sync/plain-op'
import { SyncOp } from '@/lib/sync/schema'
import { ABSENCE_REASONS, MARK_CODES } from '@/lib/workshops/codes'

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    'x',
    -1,
    0,
    1.5,
    500,
    501,
    600,
    601,
    Number.NaN,
    [],
    {},
    true,
  ),
  fc.constantFrom<unknown>('PRESENT', 'draft', 'cancel', 'mark', 'act', 'guest', 'unmark', ['W-ATT-05']),
  fc.constantFrom<unknown>('00000000-0000-0000-0000-000000000000', '2024-02-30T08:00:00.000Z'),
  fc.constantFrom<unknown>(
    '2024-02-29T23:59:59.999Z',
    '2023-13-01T08:00:00.000Z',
    '2024-01-01T24:00:00.000Z',
  ),
  fc.constantFrom<unknown>('2024-07-10T08:00:00+03:30', '2024-07-10T08:00:00Z', '2024-07-10 08:00:00.000Z'),
  fc.uuid(),
)
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString())
const mark = fc.record({
  id: fc.uuid(),
  kind: fc.constant('mark'),
  person: fc.uuid(),
  code: fc.constantFrom(...MARK_CODES),
  late: fc.nat(600),
  early: fc.nat(600),
  reason: fc.constantFrom(null, ...ABSENCE_REASONS),
})
const head = fc.record({
  id: fc.uuid(),
  kind: fc.constant('head'),
  count: fc.option(fc.nat(500)),
})
const act = fc.record({
  id: fc.uuid(),
  kind: fc.constant('act'),
  outcome: fc.constantFrom('draft', 'submit'),
})
const ordinary = fc.record({
  session: fc.uuid(),
  supersedes: fc.constant([] as string[]),
  at: instant,
  op: fc.oneof(mark, head, act),
})

/** An ordinary operation in which some fields say something else, are missing, or are too many. */
const bent = fc
  .tuple(
    ordinary,
    fc.dictionary(fc.constantFrom('session', 'supersedes', 'at', 'op', 'more'), odd, { maxKeys: 1 }),
    fc.dictionary(
      fc.constantFrom(
        'id',
        'kind',
        'person',
        'code',
        'late',
        'early',
        'reason',
        'count',
        'outcome',
        'acknowledged',
      ),
      odd,
      { maxKeys: 2 },
    ),
    fc.constantFrom('', 'late', 'reason', 'person', 'count', 'outcome', 'id'),
  )
  .map(([sent, outer, inner, without]) => {
    const op: Record<string, unknown> = { ...sent.op, ...inner }
    delete op[without]
    return { ...sent, op, ...outer }
  })

const copied = (sent: unknown) => structuredClone(sent)

it('what an ordinary phone writes is read by hand, and as the schema reads it', () => {
  fc.assert(
    fc.property(ordinary, (sent) => {
      const read = readPlain(copied(sent))
      if (Number(sent.at.slice(8, 10)) <= 28) expect(read).not.toBeNull()
      if (read) expect(read).toEqual(SyncOp.parse(sent))
    }),
  )
})

it('nothing is read by hand that the schema refuses or reads otherwise', () => {
  fc.assert(
    fc.property(bent, (sent) => {
      const read = readPlain(copied(sent))
      if (read === null) return
      const known = SyncOp.safeParse(sent)
      expect(known.success).toBe(true)
      expect(read).toEqual(known.data)
    }),
    { numRuns: 2000 },
  )
})
