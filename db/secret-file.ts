import 'server-only'
import { chmodSync, renameSync, writeFileSync } from 'node:fs'

/** Writes a file of secrets for its owner only, at once: a reader sees the old one or the new one, never a part. */
export function keepSecrets(file: string, secrets: unknown): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}
