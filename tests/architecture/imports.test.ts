import { describe, expect, it } from 'vitest'
import { DOMAINS, domainViolations, importViolations } from './law'
import { code } from './tree'

const at = (path: string, ...targets: string[]) => [
  { path, text: targets.map((target) => `import { x } from '${target}'`).join('\n') },
]

describe('imports run one way', () => {
  it('nowhere against the law', () => {
    expect(importViolations(code())).toEqual([])
  })

  it.each([
    ['components/people/card.tsx', '@/db/queries/people'],
    ['components/people/card.tsx', '@/lib/server/actor'],
    ['components/people/card.tsx', '@/app/_actions/people'],
    ['lib/people/person.ts', '@/db/client'],
    ['lib/people/person.ts', 'react'],
    ['lib/people/person.ts', '@/lib/server/clock'],
    ['lib/client/outbox.ts', '@/lib/server/actor'],
    ['db/queries/people.ts', '@/db/commands/people'],
    ['db/commands/people.ts', '@/lib/server/actor'],
    ['db/commands/people.ts', 'next/headers'],
    ['db/schema/people.ts', '../client'],
    ['app/[locale]/page.tsx', 'drizzle-orm'],
    ['app/[locale]/page.tsx', '@/db/schema/people'],
    ['server/front.ts', '@/components/ui/button'],
  ])('finds a planted one: %s may not import %s', (path, target) => {
    expect(importViolations(at(path, target))).toHaveLength(1)
  })

  it('lets what the law allows', () => {
    expect(
      importViolations(
        at('app/[locale]/page.tsx', '@/components/ui/card', '@/db/queries/people', 'next/navigation'),
      ),
    ).toEqual([])
  })
})

describe('domains know only what the table says', () => {
  it('nowhere more', () => {
    expect(domainViolations(code())).toEqual([])
  })

  it('finds planted ones', () => {
    expect(domainViolations(at('lib/people/person.ts', '@/lib/indicators/formula'))).toHaveLength(1)
    expect(domainViolations(at('lib/things/thing.ts', '@/lib/shared/result'))).toHaveLength(1)
    expect(domainViolations(at('app/[locale]/(public)/page.tsx', '@/db/queries/people/list'))).toHaveLength(1)
    for (const path of ['app/data/route.ts', 'app/embed/route.ts', 'app/api/public/route.ts'])
      expect(domainViolations(at(path, '@/db/queries/people/list')), path).toHaveLength(1)
    expect(domainViolations(at('app/[locale]/(public)/page.tsx', '@/db/queries/public'))).toEqual([])
  })

  it('has no cycle', () => {
    const seen = (domain: string, trail: string[]): string[] =>
      trail.includes(domain)
        ? [...trail, domain]
        : (DOMAINS[domain] ?? []).flatMap((next) => seen(next, [...trail, domain]))
    const cycles = Object.keys(DOMAINS)
      .map((domain) => seen(domain, []))
      .filter((trail) => trail.length > 0)
    expect(cycles).toEqual([])
  })
})
