import { describe, expect, it } from 'vitest'
import {
  commandViolations,
  doorViolations,
  fileViolations,
  MOST_LINES,
  purityViolations,
  sideViolations,
} from './files'
import { code } from './tree'

const one = (path: string, text = '') => [{ path, text }]

describe('files', () => {
  it('keep to the vocabulary and the ceiling', () => {
    expect(fileViolations(code())).toEqual([])
  })
  it.each([
    ['lib/shared/utils.ts', ''],
    ['lib/helpers/text.ts', ''],
    ['components/people/index.ts', ''],
    ['lib/people/PersonCard.ts', ''],
    ['lib/people/person.ts', 'x\n'.repeat(MOST_LINES + 1)],
    ['lib/people/person.ts', 'export default 1'],
  ])('a planted violation is found in %s', (path, text) => {
    expect(fileViolations(one(path, text))).toHaveLength(1)
  })
})

describe('lib is pure', () => {
  it('everywhere', () => {
    expect(purityViolations(code())).toEqual([])
  })
  it.each(['new Date()', 'Date.now()', 'Math.random()', 'process.env.X', 'fetch("/x")', 'localStorage.x'])(
    'a planted %s is found',
    (text) => {
      expect(purityViolations(one('lib/people/person.ts', text))).toHaveLength(1)
    },
  )
  it('lib/server may', () => {
    expect(purityViolations(one('lib/server/clock.ts', 'new Date()'))).toEqual([])
  })
})

describe('one door to the database, one reader of the environment', () => {
  it('everywhere', () => {
    expect(doorViolations(code())).toEqual([])
  })
  it.each([
    ['lib/server/mail.ts', 'process.env.X'],
    ['db/queries/people.ts', 'sql.raw(input)'],
    ['app/[locale]/page.tsx', 'postgres(url)'],
    ['app/[locale]/page.tsx', 'pools().db'],
  ])('a planted violation is found in %s', (path, text) => {
    expect(doorViolations(one(path, text))).toHaveLength(1)
  })
})

describe('every command authorises and audits', () => {
  it('everywhere', () => {
    expect(commandViolations(code())).toEqual([])
  })
  it('a planted one that does not is found', () => {
    const text = 'export async function forget(ctx: Context, input: X) { await db.execute(x) }'
    expect(commandViolations(one('db/commands/people/forget.ts', text))).toHaveLength(2)
    expect(commandViolations(one('db/commands/people/forget.ts', `${text} authorise(a); audit(b)`))).toEqual(
      [],
    )
  })
})

describe('sides are logical', () => {
  it('everywhere', () => {
    expect(sideViolations(code())).toEqual([])
  })
  it.each(['ml-2', 'pr-4', 'text-left', 'left-0', 'border-l', 'rounded-r-lg'])(
    'a planted %s is found',
    (name) => {
      expect(sideViolations(one('components/ui/card.tsx', `<div className="flex ${name}">`))).toHaveLength(1)
    },
  )
})
