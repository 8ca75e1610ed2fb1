import { uuidV7 } from '@/lib/shared/id'

/** The identity of one tap. Not crypto.randomUUID: that is missing where the page is not served over TLS. */
export function operationId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16)))
}
