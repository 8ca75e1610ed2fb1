import { keyring } from '@/lib/env'

/** The key the audit is sealed under, and those it was sealed under before, the first one first. */
export type AuditKeys = { present: Buffer; former: readonly FormerAuditKey[] }
/** It proves each chain up to where that ended when it was changed, and nothing after. Who has it can change nothing before that unseen: the end stands. */
export type FormerAuditKey = { key: Buffer; ends: readonly { stream: number; n: number; mac: string }[] }

/** As the keyring has them now: a running worker seals under a new key from its first link on. */
export function auditKeys(): AuditKeys {
  const { auditKey, formerAuditKeys } = keyring(true)
  return {
    present: Buffer.from(auditKey, 'base64'),
    former: formerAuditKeys.map(({ key, ends }) => ({ key: Buffer.from(key, 'base64'), ends })),
  }
}

/** Which key a link is to be under. */
export function auditKeyAt({ present, former }: AuditKeys): (stream: number, n: number) => Buffer {
  const epochs = former.map(({ key, ends }) => ({
    key,
    until: new Map(ends.map(({ stream, n }) => [stream, n])),
  }))
  return (stream, n) => epochs.find(({ until }) => n <= (until.get(stream) ?? 0))?.key ?? present
}
