import { knownSource } from '@/lib/rules/source'
import type { Words } from '@/lib/shared/locale'

/** The source of what is nobody's fact but our assumption. */
export const ASSUMED = 'A'

/** Where a number comes from, in words: a document by its name, our assumption, or what the office wrote. */
export function sourceText(source: string, t: Words): string {
  if (source === ASSUMED) return t('rules.assumption')
  const known = knownSource(source)
  if (!known) return source
  const documents = known.documents.map((one) => t(`rules.document.${one}`)).join(t('words.listComma'))
  return known.derived ? t('rules.document.D', { documents }) : documents
}
