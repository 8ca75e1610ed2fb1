import type { Source } from './tree'

const CODE = /\b[EW]-[A-Z]{2,3}-\d{2}\b/g

/** The codes a decision record added beside the catalogue: `| series | 04 what · 05 to 07 what |`, or `all:` of a series. */
export function besideCatalogue(record: string): (code: string) => boolean {
  const whole: string[] = []
  const single = new Set<string>()
  for (const line of record.split('\n')) {
    const [, names, what] = /^\| ((?:[EW]-[A-Z]{2,3}(?:, )?)+) \| (.+) \|$/.exec(line) ?? []
    if (!names || !what) continue
    const series = names.split(', ')
    if (what.startsWith('all:')) {
      whole.push(...series)
      continue
    }
    const numbers = [...what.matchAll(/\b(\d{2})(?: to (\d{2}))?\b/g)].flatMap(([, from, to]) =>
      Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, n) => Number(from) + n),
    )
    for (const one of series)
      for (const number of numbers) single.add(`${one}-${String(number).padStart(2, '0')}`)
  }
  return (code) => single.has(code) || whole.some((series) => code.startsWith(`${series}-`))
}

/** The codes the product can answer: those its code or its database functions name. */
export function answerable(files: Source[]): Set<string> {
  return new Set(files.flatMap(({ text }) => text.match(CODE) ?? []))
}

/** Codes for which no `refusal('…')` stands in the tests: nobody has provoked them where people meet them. */
export function unprovoked(codes: string[], tests: Source[]): string[] {
  const provoked = new Set(
    tests.flatMap(({ text }) => [...text.matchAll(/\brefusal\(\s*'([^']+)'/g)].map(([, code]) => code)),
  )
  return codes.filter((code) => !provoked.has(code)).sort()
}
