import { expect, it } from 'vitest'
import { z } from 'zod'

// Every schema that lib offers, loaded and looked through: what it does not name is either refused or left out, at every depth.
const modules = import.meta.glob<Record<string, unknown>>(
  ['/lib/**/*.ts', '!/lib/server/**', '!/lib/client/**', '!/lib/env.ts'],
  {
    eager: true,
  },
)

/** Objects within a schema that let through what they do not name, by where they are. */
function lax(schema: unknown, at: string, seen = new Set<unknown>()): string[] {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return []
  seen.add(schema)
  const def = schema.def as unknown as Record<string, unknown>
  const own =
    schema instanceof z.ZodObject && def.catchall && !(def.catchall instanceof z.ZodNever) ? [at] : []
  const within: [string, unknown][] = [
    ...Object.entries(schema instanceof z.ZodObject ? schema.shape : {}),
    ...['element', 'innerType', 'in', 'out', 'left', 'right', 'valueType', 'rest'].map(
      (key): [string, unknown] => [key, def[key]],
    ),
    ...[def.options, def.items].flatMap((list) =>
      Array.isArray(list) ? list.map((one, i): [string, unknown] => [String(i), one]) : [],
    ),
  ]
  return [...own, ...within.flatMap(([key, one]) => lax(one, `${at}.${key}`, seen))]
}

const schemas = Object.entries(modules).flatMap(([path, module]) =>
  Object.entries(module).flatMap(([name, value]) =>
    value instanceof z.ZodType ? [{ at: `${path} ${name}`, value }] : [],
  ),
)

it('every schema of what is sent refuses or leaves out a field it does not name', () => {
  expect(schemas.filter(({ value }) => value instanceof z.ZodObject).length).toBeGreaterThan(150)
  expect(schemas.flatMap(({ at, value }) => lax(value, at))).toEqual([])
})

it('would find one that lets it through, however deep', () => {
  const deep = z.object({
    people: z.array(z.union([z.string(), z.looseObject({ name: z.string() }).nullable()])).optional(),
  })
  expect(lax(deep, 'x')).toEqual(['x.people.innerType.element.1.innerType'])
})
