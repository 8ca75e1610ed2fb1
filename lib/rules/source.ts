/** The five documents the plan was read from, and D for what was worked out from one of them. */
export type SourceDocument = 'S0' | 'S1' | 'S2' | 'S3' | 'S4'
export type KnownSource = { documents: SourceDocument[]; derived: boolean }

const FACT = /^(S[0-4])-[\d/]+$/

/** What a rule's source stands on, where it is told by our own short marks («S3-21»); null where the office wrote it in words. */
export function knownSource(source: string): KnownSource | null {
  const marks = source.split(',').map((mark) => mark.trim())
  const documents = new Set<SourceDocument>()
  for (const mark of marks) {
    const document = FACT.exec(mark)?.[1]
    if (document) documents.add(document as SourceDocument)
    else if (mark !== 'D') return null
  }
  return documents.size === 0 ? null : { documents: [...documents], derived: marks.includes('D') }
}
