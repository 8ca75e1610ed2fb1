import { existsSync, readFileSync } from 'node:fs'

/** What a cell of evidence names: files, and words that must stand in the one named last. */
export function named(evidence: string): { file: string; title: string }[] {
  let file = ''
  return [...evidence.matchAll(/`((?:tests|docs)\/[^`]+)`|«((?:[^«»]|«[^»]*»)*)»/g)].flatMap(
    ([, path, title]) => {
      if (path) file = path
      return title ? [{ file, title }] : []
    },
  )
}

/** Those of them that are not there. */
export const lost = (evidence: string): string[] =>
  named(evidence)
    .filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))
    .map(({ file, title }) => `${file}: ${title}`)
